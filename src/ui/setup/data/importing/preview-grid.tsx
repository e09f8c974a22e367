import { useEffect, useRef } from 'react';
import type { PreviewExample } from '../../../../data/import/preview';
import { rgba } from '../../../common/pixels';
import { useText } from '../../../common/texts/use-text';
import { taskColour } from '../../../common/tasks/task-colours';
import { areaScale, drawBox, drawEdge } from '../look/areas';
import styles from './importing.module.css';

interface PreviewGridProps {
  readonly examples: readonly PreviewExample[];
  /** Height, width and channels of the images. */
  readonly shape: readonly [number, number, number];
}

/** A few examples as they will be, each with what is said of it. */
export function PreviewGrid({ examples, shape }: PreviewGridProps) {
  const { t } = useText();
  return (
    <ul className={styles['grid']} aria-label={t('importing.preview')}>
      {examples.map(({ pixels, said, areas }, place) => (
        <li key={place}>
          {pixels === undefined ? undefined : <Picture pixels={pixels} areas={areas} shape={shape} />}
          <span className={styles['said']} title={said}>
            {said}
          </span>
        </li>
      ))}
    </ul>
  );
}

interface PictureProps {
  readonly pixels: Uint8Array;
  readonly areas: PreviewExample['areas'];
  readonly shape: PreviewGridProps['shape'];
}

/** An example with its boxes and the edges of its masks, each in the colour that its task gets. */
function Picture({ pixels, areas, shape: [height, width, channels] }: PictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (pixels.length !== height * width * channels) return;
    if (context === undefined || context === null) return;
    context.putImageData(new ImageData(rgba(pixels, height, width, channels, 1, areaScale), width * areaScale, height * areaScale), 0, 0);
    for (const [place, { kind, values }] of areas.entries()) {
      if (kind === 'box') drawBox(context, values, taskColour(place));
      else drawEdge(context, values, width, taskColour(place));
    }
  }, [pixels, areas, height, width, channels]);
  return <canvas ref={canvas} height={height * areaScale} width={width * areaScale} aria-hidden />;
}
