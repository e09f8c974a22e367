import type { Dataset } from '../datasets/dataset';
import type { LossId } from '../losses/losses';
import type { CurveMetricId, PrimaryMetricId } from '../metrics/metric-kinds';
import type { MeasureId } from '../metrics/summaries';
import type { Target } from '../targets/target';

/** A kind of task: what is asked, on which data, how a wrong answer is counted. */
export interface TaskKind {
  /** True for the data sets that have what is asked for. */
  readonly suits: (dataset: Dataset) => boolean;
  readonly target: Target;
  readonly loss: LossId;
  /** Which sums a batch leaves behind, and so which metrics can be made of them. */
  readonly measure: MeasureId;
  /** The first one is the primary metric: shown at the head. */
  readonly metrics: readonly [PrimaryMetricId, ...CurveMetricId[]];
}
