import { sizeOf } from '../shape';
import { sumAt, type Summary } from './summary';

/**
 * [Σ|e|, examples, then per coordinate Σe², Σy, Σy²] → mean absolute error and root of the mean
 * squared error over all elements, and R² = 1 − Σe² / Σ(y − ȳ)² of each coordinate, averaged over
 * the coordinates (scikit-learn's "uniform average"); coordinates that are constant are left out.
 */
export const regression = {
  sumsLength: (output) => 2 + 3 * sizeOf(output),
  further: ['rmse'],
  metricsOf: (sums, scale) => {
    const coordinates = (sums.length - 2) / 3;
    const examples = sumAt(sums, 1);
    const scores: number[] = [];
    let residuals = 0;
    for (let coordinate = 0; coordinate < coordinates; coordinate += 1) {
      const residual = sumAt(sums, 2 + coordinate);
      residuals += residual;
      const values = sumAt(sums, 2 + coordinates + coordinate);
      const squares = sumAt(sums, 2 + 2 * coordinates + coordinate);
      const spread = squares - (values * values) / examples;
      // The sums are float32: below this share of Σy² a spread is rounding.
      if (spread > 1e-6 * squares) scores.push(1 - residual / spread);
    }
    return {
      mae: (sumAt(sums, 0) / (examples * coordinates)) * scale,
      rmse: Math.sqrt(residuals / (examples * coordinates)) * scale,
      r2: scores.reduce((sum, score) => sum + score, 0) / scores.length,
    };
  },
} as const satisfies Summary;
