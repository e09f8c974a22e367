import type { Dataset } from '../datasets/dataset';
import type { CurveMetricId, PrimaryMetricId } from '../metrics/metric-kinds';
import type { Target } from '../targets/target';

export const lossIds = ['cross-entropy', 'mse'] as const;
export type LossId = (typeof lossIds)[number];

/**
 * Which sums a batch leaves behind, and so which metrics can be made of them: domain/metrics and
 * engine/measures by this name.
 */
export type MeasureId = 'classification' | 'regression' | 'image';

/** A kind of task: what is asked, on which data, how a wrong answer is counted. */
export interface TaskKind {
  /** True for the data sets that have what is asked for. */
  readonly suits: (dataset: Dataset) => boolean;
  readonly target: Target;
  readonly loss: LossId;
  readonly measure: MeasureId;
  /** The first one is the primary metric: shown at the head. */
  readonly metrics: readonly [PrimaryMetricId, ...CurveMetricId[]];
}
