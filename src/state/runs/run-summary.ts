import type { MetricId } from '../../domain/metrics/metric-kinds';
import type { Experiment } from '../../experiment/schema';
import type { RunId } from '../../protocol/messages';

/** What a figure was measured on, and when. */
export interface FigureSource {
  /** Test images, or the batches that were trained on last. */
  readonly of: 'test' | 'batches';
  readonly images: number;
  /** Steps taken when it was measured; of batches, after the last of them. */
  readonly step: number;
}

/** A task's primary metric at the newest point of a run. */
export interface RunScore {
  readonly task: string;
  readonly metric: MetricId;
  /** Not-a-number where the metric is not defined. */
  readonly value: number;
  /** Absent in what versions before kept. */
  readonly source?: FigureSource;
  /**
   * Of a test on all images: how many the test before it had, where that was on fewer, so that a
   * figure may change although nothing was trained.
   */
  readonly before?: number;
}

/**
 * Where kept weights are from that a run began with: a run, and the steps that it had taken.
 * Training that far and going on with its weights gives the run again.
 */
export interface RunSource {
  readonly run: RunId;
  readonly step: number;
}

/** What the list of runs tells of one without reading its curves. */
export interface RunSummary {
  /** The document as it was at the start. */
  readonly experiment: Experiment;
  readonly keptFrom?: RunSource;
  readonly steps: number;
  readonly scores: readonly RunScore[];
}
