import { sumAt, type Summary } from './summary';

/**
 * [Σ per-image mean squared error, images] → peak signal-to-noise ratio in decibels, 10 · log₁₀(1 /
 * MSE) for pixels in [0, 1], of the mean error of all images; infinite for a perfect copy.
 */
export const image = {
  sumsLength: () => 2,
  further: [],
  metricsOf: (sums) => ({ psnr: 10 * Math.log10(sumAt(sums, 1) / sumAt(sums, 0)) }),
} as const satisfies Summary;
