import { useEffect, useRef } from 'react';
import type { Shape } from '../../../domain/shape';
import { drawOverlays, type Overlay } from './overlays';
import { rgba } from '../pixels';
import styles from './picture.module.css';

interface PictureProps {
  /** [height, width, channels] */
  readonly shape: Shape;
  /** Undefined leaves an empty square of the same size. */
  readonly pixels: ArrayLike<number> | undefined;
  /** 1 for bytes, 255 for pixels in [0, 1]. */
  readonly factor: number;
  /** What it is; without one it is left to what is around it to say so. */
  readonly label?: string;
  /** How many canvas pixels a pixel of the image becomes, in each direction. */
  readonly scale?: number;
  /** Answers that lie in the image. */
  readonly overlays?: readonly Overlay[] | undefined;
}

/** An image of the data set, or one that the network drew. */
export function Picture({ shape, pixels, factor, label, scale = 2, overlays }: PictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [height = 0, width = 0, channels = 1] = shape;
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (context === undefined || context === null) return;
    // Data without images have none to draw.
    if (pixels === undefined || pixels.length === 0 || pixels.length !== height * width * channels) {
      context.clearRect(0, 0, width * scale, height * scale);
      return;
    }
    context.putImageData(new ImageData(rgba(pixels, height, width, channels, factor, scale), width * scale, height * scale), 0, 0);
    drawOverlays(context, overlays ?? [], width, scale);
  }, [pixels, height, width, channels, factor, scale, overlays]);
  const named = label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label, title: label };
  return <canvas ref={canvas} {...named} width={width * scale} height={height * scale} className={styles['picture']} />;
}
