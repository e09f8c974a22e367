import type { Smoothing } from '../../../state/charts/smoothing';
import type { ChartKind } from '../chart/chart-text';

/** How one chart is looked at. */
export interface ChartSettings {
  readonly isLog: boolean;
  readonly smoothing: Smoothing;
  /** A table of the newest values in the place of the lines. */
  readonly asTable: boolean;
}

export const usualSettings: ChartSettings = { isLog: false, smoothing: 'none', asTable: false };

/** Charts whose values are positive, so that their axis can be logarithmic. */
const positive: ReadonlySet<ChartKind> = new Set<ChartKind>(['loss', 'lossRelative', 'mae', 'level-mae', 'length']);

/** True for the charts that can have a logarithmic axis. */
export function canBeLog(kind: ChartKind): boolean {
  return positive.has(kind);
}
