import type { ChartLine, ChartPoint } from './chart-data';

/** Which share of a smoothed value comes from the points before. */
export const smoothings = { none: 0, some: 0.6, much: 0.9 } as const;

export type Smoothing = keyof typeof smoothings;

/**
 * Lines as moving means with exponentially falling weights, corrected for their short start: the
 * first point stays what it is. Tests and baselines stay as measured, spreads are dropped.
 */
export function smoothed(lines: readonly ChartLine[], smoothing: Smoothing): readonly ChartLine[] {
  const kept = smoothings[smoothing];
  if (kept === 0) return lines;
  return lines.map((line) => (!isSmoothed(line.role) ? line : { ...line, points: movingMeans(line.points, kept) }));
}

/** True for the lines that smoothing changes. */
export function isSmoothed(role: ChartLine['role']): boolean {
  return role !== 'test' && role !== 'baseline';
}

function movingMeans(points: readonly ChartPoint[], kept: number): readonly ChartPoint[] {
  let [sum, weights] = [0, 0];
  return points.map(({ x, y }) => {
    sum = kept * sum + (1 - kept) * y;
    weights = kept * weights + (1 - kept);
    return { x, y: sum / weights };
  });
}
