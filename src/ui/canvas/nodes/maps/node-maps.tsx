import { useEffect, useRef } from 'react';
import type { Layer } from '../../../../domain/network/network';
import type { LayerPicture } from '../../../../protocol/inspections';
import { useApp } from '../../../common/app-store';
import { matchingRun } from '../../../common/live-readings';
import { useText, type Texts } from '../../../common/texts/use-text';
import { useNetworkView } from '../../network-view';
import { barsPath, cellsOf, stripHeight, stripPixels, stripWidth, zeroOf } from './strip';
import styles from './node-maps.module.css';

/** Canvas pixels for one of the drawing: sharp at the scales at which networks are seen. */
const scale = 2;

interface NodeMapsProps {
  readonly layer: Layer;
  readonly rows: number;
}

/**
 * What comes out of a layer for the chosen test image, as the run on the desk stands; empty places
 * before it is known. What a past step said is not kept: while somebody looks back they are faint.
 */
export default function NodeMaps({ layer, rows }: NodeMapsProps) {
  const texts = useText();
  const { words, analysis } = useNetworkView();
  const known = useApp((state) => (matchingRun(state) === undefined ? undefined : state.session.pictures));
  const run = useApp((state) => state.session.runs.at(-1)?.id);
  const lookingBack = useApp((state) => state.view.atStep !== undefined);
  const picture = known?.run === run ? known?.layers.get(layer.id) : undefined;
  const shape = analysis.shapes.get(layer.id);
  if (picture === undefined || shape === undefined) return <Places shape={shape} rows={rows} />;
  const image = texts.t('canvas.maps-of', { layer: words.name(layer.id), shape: words.shape(shape), number: texts.format.integer((known?.image ?? 0) + 1) });
  const label = `${image}: ${rangeText(picture, texts)}`;
  return (
    <span className={styles['maps']} data-past={lookingBack} data-maps data-testid={`maps-${layer.id}`} data-image={known?.image} data-step={known?.step} title={label}>
      {picture.shape[1] === 1 ? <Bars picture={picture} label={label} rows={rows} /> : <Maps picture={picture} label={label} rows={rows} />}
    </span>
  );
}

interface PictureProps {
  readonly picture: LayerPicture;
  readonly label: string;
  readonly rows: number;
}

function Maps({ picture, label, rows }: PictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [width, height] = [stripWidth * scale, stripHeight(rows) * scale];
  useEffect(() => {
    canvas.current?.getContext('2d')?.putImageData(new ImageData(stripPixels(picture, rows, scale), width, height), 0, 0);
  }, [picture, rows, width, height]);
  return <canvas ref={canvas} role="img" aria-label={label} width={width} height={height} style={{ width: stripWidth, height: stripHeight(rows) }} />;
}

function Bars({ picture, label, rows }: PictureProps) {
  const zero = 255 - zeroOf(picture);
  return (
    <svg role="img" aria-label={label} width={stripWidth} height={stripHeight(rows)} viewBox={`0 0 ${picture.bytes.length} 255`} preserveAspectRatio="none">
      <line x2={picture.bytes.length} y1={zero} y2={zero} />
      <path d={barsPath(picture)} />
    </svg>
  );
}

/** Where maps will be. */
function Places({ shape, rows }: { readonly shape: readonly number[] | undefined; readonly rows: number }) {
  const isMap = shape?.length === 3 && (shape[0] ?? 1) * (shape[1] ?? 1) > 1;
  return (
    <svg aria-hidden="true" className={styles['places']} width={stripWidth} height={stripHeight(rows)}>
      {(isMap ? cellsOf(shape.at(-1) ?? 1, rows) : []).map(({ x, y, size }) => (
        <rect key={`${x} ${y}`} x={x} y={y} width={size} height={size} />
      ))}
    </svg>
  );
}

/** What black and white stand for, or how high the bars are; and what is not shown. */
function rangeText({ shape: [maps, height, width], count, factor, low, high }: LayerPicture, { t, format }: Texts): string {
  const range = { low: format.significant(low), high: format.significant(high) };
  if (height > 1) return [t('canvas.maps-range', range), ...(count > maps ? [t('canvas.maps-first', { shown: format.integer(maps), count: format.integer(count) })] : [])].join(' ');
  return [t('canvas.maps-bars', range), ...(factor > 1 ? [t('canvas.maps-means', { bars: format.integer(width), count: format.integer(factor) })] : [])].join(' ');
}
