import { useEffect, useRef } from 'react';
import type { Shape } from '../../../../domain/shape';
import { rgba } from '../../../common/pixels';
import { taskColour } from '../../../common/tasks/task-colours';
import { areaScale as scale, drawBox, drawEdge } from './areas';
import type { ShownTask } from './shown-task';
import styles from './look.module.css';

interface ExamplePictureProps {
  /** [height, width, channels] */
  readonly shape: Shape;
  readonly pixels: Uint8Array;
  /** Whose answers are drawn in, where they lie in the image. */
  readonly tasks: readonly ShownTask[];
  readonly answers: readonly (Float32Array | undefined)[];
  /** What is true of it; undefined where that is said beside it. */
  readonly label: string | undefined;
}

/** An image of the data, with true boxes and the edges of true masks drawn in. */
export function ExamplePicture({ shape, pixels, tasks, answers, label }: ExamplePictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [height = 0, width = 0, channels = 1] = shape;
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (context === undefined || context === null || pixels.length !== height * width * channels) return;
    context.putImageData(new ImageData(rgba(pixels, height, width, channels, 1, scale), width * scale, height * scale), 0, 0);
    for (const { index, colour, target } of tasks) {
      const answer = answers[index];
      if (answer === undefined) continue;
      if (target.id === 'box') drawBox(context, answer, taskColour(colour));
      if (target.id === 'mask') drawEdge(context, answer, width, taskColour(colour));
    }
  }, [pixels, height, width, channels, tasks, answers]);
  const named = label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label };
  return <canvas ref={canvas} {...named} width={width * scale} height={height * scale} className={styles['picture']} />;
}
