import { imagesOf } from '../datasets/dataset';
import type { FieldNumbers } from '../targets/target';
import { values } from '../targets/values';
import type { TaskKind } from './task-kind';

/**
 * By how many degrees what is written in an image leans to the right, by the second moments of its
 * ink: atan(−μ₁₁ / μ₀₂), y downwards (Castro et al. 2019, arXiv:1809.10780). 0 without ink, and for
 * ink in one row.
 * @param pixels bytes [height, width]
 */
function slantOf(pixels: FieldNumbers, width: number): number {
  let [ink, sumX, sumY, squaresY, products] = [0, 0, 0, 0, 0];
  pixels.forEach((pixel, at) => {
    const x = at % width;
    const y = (at - x) / width;
    ink += pixel;
    sumX += pixel * x;
    sumY += pixel * y;
    squaresY += pixel * y * y;
    products += pixel * x * y;
  });
  // Both times the ink, which is whole: exactly 0 where it ought to be.
  const down = ink * squaresY - sumY * sumY;
  return down === 0 ? 0 : (Math.atan((sumX * sumY - ink * products) / down) * 180) / Math.PI;
}

/**
 * How far a digit leans, in degrees to the right. Offset and scale are its mean and deviation over
 * MNIST's train split. For images that show one digit and nothing else.
 */
export const slant: TaskKind = {
  suits: ({ fields, derivedFrom }) => derivedFrom === undefined && fields['digit']?.kind === 'class',
  target: 'values',
  loss: 'mse',
  measure: 'regression',
  metrics: ['mae', 'r2'],
  targetOf: (dataset) => {
    const { name, shape } = imagesOf(dataset);
    return values(name, 1, { offset: 6.4, scale: 14.9 }, (example) => [slantOf(example(name), shape[1] ?? 1)]);
  },
};
