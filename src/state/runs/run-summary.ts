import type { MetricId } from '../../domain/metrics/metric-kinds';
import type { Experiment } from '../../experiment/schema';
import type { RunRecord } from '../app-state';

/** A task's primary metric at the newest test of a run. */
export interface RunScore {
  readonly task: string;
  readonly metric: MetricId;
  /** Not-a-number where the metric is not defined. */
  readonly value: number;
}

/** What the list of runs tells of one without reading its curves. */
export interface RunSummary {
  /** The document as it was at the start. */
  readonly experiment: Experiment;
  readonly keptFrom?: RunRecord['keptFrom'];
  readonly steps: number;
  readonly scores: readonly RunScore[];
}
