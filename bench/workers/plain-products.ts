import { matMul, randomNormal, slice, type Tensor2D } from '@tensorflow/tfjs-core';
import type { Timing, ProductRate } from '../messages';
import { timed } from './timing';

const sizes = [128, 256, 512] as const;
/** Milliseconds of a product after which no larger one is tried. */
const long = 400;

/** Square matrix products on the current backend, up to those that take long. */
export async function measurePlainProducts(timing: Timing): Promise<readonly ProductRate[]> {
  const rates: ProductRate[] = [];
  for (const size of sizes) {
    const first: Tensor2D = randomNormal([size, size]);
    const second: Tensor2D = randomNormal([size, size]);
    let product = matMul(first, second);
    const step = () => {
      product.dispose();
      product = matMul(first, second);
    };
    const finish = async () => {
      // A device works in order: when the last product can be read, all are done.
      const corner = slice(product, [0, 0], [1, 1]);
      await corner.data();
      corner.dispose();
    };
    const { times } = await timed(timing, { step, finish });
    rates.push({ name: `${size}³`, operations: 2 * size ** 3, times });
    for (const tensor of [first, second, product]) tensor.dispose();
    if (Math.min(...times) > long) break;
  }
  return rates;
}
