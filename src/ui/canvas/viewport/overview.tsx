import { useNodes, useReactFlow, useStore } from '@xyflow/react';
import { useRef, useState, type MouseEvent } from 'react';
import { Map as MapIcon } from 'lucide-react';
import { taskFill } from '../../common/tasks/task-colours';
import { useAnalysis } from '../../common/use-analysis';
import { useApp } from '../../common/app-store';
import { useMedia } from '../../widgets/use-media';
import { useText } from '../../common/texts/use-text';
import { commonBox, overlap, type Box } from '../../../lib/box';
import { boundsOf } from './fit';
import type { LayerNode } from '../flow-graph';
import styles from '../network-pane.module.css';
import { useFit } from './use-fit';

/** The most room that the whole takes, and what its frame adds, in pixels. */
const largest = { width: 190, height: 76 };
const frame = 10;
/** Left of it is the toolbar, below it the sentence; and how far it stays from the pane's edges. */
const [toolbarEnd, sentence, edge] = [350, 44, 8];

type Size = Pick<Box, 'width' | 'height'>;

/**
 * The whole network in small where the pane shows a part of it, with a frame around that part: a
 * press shows another, a key all of it. Where it would hide a layer wherever it stood it steps
 * aside: a button is left, which unfolds it until the pointer or the focus leaves.
 */
export function Overview() {
  const { t } = useText();
  const flow = useReactFlow();
  const fit = useFit();
  const picture = useRef<SVGSVGElement>(null);
  const nodes = useNodes<LayerNode>();
  const { tasks: served } = useAnalysis();
  const tasks = useApp((state) => state.document.experiment.tasks);
  const wires = useApp((state) => state.document.experiment.network.wires);
  const [shiftX, shiftY, zoom] = useStore((state) => state.transform);
  const paneWidth = useStore((state) => state.width);
  const paneHeight = useStore((state) => state.height);
  const still = useMedia('(prefers-reduced-motion: reduce)');
  const boxes = new Map(nodes.map(({ id, position, measured }) => [id, { ...position, width: measured?.width ?? 0, height: measured?.height ?? 0 }]));
  const whole = boundsOf([...boxes.values()]);
  const scale = Math.min(largest.width / Math.max(1, whole.width), largest.height / Math.max(1, whole.height));
  const seen = commonBox(whole, { x: -shiftX / zoom, y: -shiftY / zoom, width: paneWidth / zoom, height: paneHeight / zoom });
  const control = useMedia('(pointer: coarse)') ? 44 : 30;
  const pane = { width: paneWidth, height: paneHeight };
  const places = placesOf({ width: whole.width * scale + frame, height: whole.height * scale + frame }, pane);
  const foldedPlaces = placesOf({ width: control, height: control }, pane);
  const layers = [...boxes.values()].map((box) => ({ x: box.x * zoom + shiftX, y: box.y * zoom + shiftY, width: box.width * zoom, height: box.height * zoom }));
  const isFree = (place: Box) => layers.every((layer) => !overlap(place, layer));
  const free = places.flatMap((candidate, index) => (isFree(candidate) ? [index] : []));
  // It leaves its corner only for one where it hides nothing.
  const [corner, setCorner] = useState(free[0] ?? 0);
  const [better] = free;
  if (better !== undefined && !free.includes(corner)) setCorner(better);
  // Unfolded it stands where the button was, so that the pointer is on it.
  const [unfolded, setUnfolded] = useState<number>();
  const folded = better === undefined && unfolded === undefined;
  const foldedCorner = Math.max(0, foldedPlaces.findIndex(isFree));
  const { x: left = 0, y: top = 0 } = (folded ? foldedPlaces[foldedCorner] : places[unfolded ?? corner]) ?? {};
  const middle = (box: Box | undefined) => (box === undefined ? '0,0' : `${box.x + box.width / 2},${box.y + box.height / 2}`);

  const named = { 'aria-label': t('canvas.overview'), title: t('canvas.overview-help') };

  if (folded) {
    return (
      <button type="button" className={styles['overview']} data-folded style={{ left, top }} aria-expanded={false} {...named} onClick={() => setUnfolded(foldedCorner)}>
        <MapIcon size={16} aria-hidden />
      </button>
    );
  }
  const leave = () => setUnfolded(undefined);
  const show = ({ clientX, clientY, detail }: MouseEvent) => {
    // Pressed by a key there is no place.
    if (detail === 0 || picture.current === null) return fit();
    const drawn = picture.current.getBoundingClientRect();
    return void flow.setCenter(whole.x + (clientX - drawn.left) / scale, whole.y + (clientY - drawn.top) / scale, { zoom, duration: still ? 0 : 200 });
  };

  return (
    <button
      type="button"
      className={styles['overview']}
      style={{ left, top }}
      {...named}
      onClick={show}
      onPointerLeave={({ pointerType }) => pointerType === 'mouse' && leave()}
      onBlur={leave}
    >
      <svg ref={picture} width={whole.width * scale} height={whole.height * scale} viewBox={`${whole.x} ${whole.y} ${whole.width} ${whole.height}`} aria-hidden>
        {wires.map(({ from, to }) => (
          <polyline key={`${from} ${to}`} points={`${middle(boxes.get(from))} ${middle(boxes.get(to))}`} />
        ))}
        {[...boxes].map(([id, { x, y, width, height }]) => {
          const colours = tasks.flatMap((task) => (served.get(id)?.includes(task.id) === true ? [task.colour] : []));
          const part = height / Math.max(1, colours.length);
          return (
            <g key={id}>
              <rect x={x} y={y} width={width} height={height} />
              {colours.map((colour, row) => (
                <rect key={colour} x={x} y={y + row * part} width={width} height={part} style={{ fill: taskFill(colour) }} />
              ))}
            </g>
          );
        })}
        <rect className={styles['frame']} {...seen} />
      </svg>
    </button>
  );
}

/**
 * Where it may stand in the pane: in the upper right, lower left or lower right corner, or beside
 * the toolbar.
 */
function placesOf({ width, height }: Size, pane: Size): readonly Box[] {
  const [right, low] = [pane.width - edge - width, pane.height - sentence - height];
  return [
    { x: right, y: edge, width, height },
    { x: edge, y: low, width, height },
    { x: right, y: low, width, height },
    { x: toolbarEnd, y: edge, width, height },
  ];
}
