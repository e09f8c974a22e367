import { matMul, randomNormal, tidy } from '@tensorflow/tfjs-core';
import type { Patience, ProductRate } from '../messages';
import { timed } from './timing';

const sizes = [128, 256, 512] as const;

/** Square matrix products on the current backend. `finish` resolves when the device is done. */
export async function measurePlainProducts(patience: Patience, finish: () => Promise<void>): Promise<readonly ProductRate[]> {
  const rates: ProductRate[] = [];
  for (const size of sizes) {
    const first = randomNormal([size, size]);
    const second = randomNormal([size, size]);
    const step = () => tidy(() => void matMul(first, second));
    const { times } = await timed(patience, { step, finish });
    rates.push({ name: `${size}³`, operations: 2 * size ** 3, times });
    first.dispose();
    second.dispose();
  }
  return rates;
}
