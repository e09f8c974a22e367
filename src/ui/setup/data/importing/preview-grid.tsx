import { useEffect, useRef } from 'react';
import type { PreviewExample } from '../../../../data/import/preview';
import { rgba } from '../../../common/pixels';
import { useText } from '../../../common/texts/use-text';
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
      {examples.map(({ pixels, said }, place) => (
        <li key={place}>
          {pixels === undefined ? undefined : <Picture pixels={pixels} shape={shape} />}
          <span className={styles['said']} title={said}>
            {said}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Picture({ pixels, shape: [height, width, channels] }: { readonly pixels: Uint8Array; readonly shape: PreviewGridProps['shape'] }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (pixels.length !== height * width * channels) return;
    context?.putImageData(new ImageData(rgba(pixels, height, width, channels, 1, 1), width, height), 0, 0);
  }, [pixels, height, width, channels]);
  return <canvas ref={canvas} height={height} width={width} aria-hidden />;
}
