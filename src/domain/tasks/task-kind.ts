import type { DatasetId } from '../datasets/dataset-kinds';
import type { CurveMetricId, PrimaryMetricId } from '../metrics/metric-kinds';
import type { Shape } from '../shape';

export const lossIds = ['cross-entropy', 'mse'] as const;
export type LossId = (typeof lossIds)[number];

/**
 * Which sums a batch leaves behind, and so which metrics can be made of them: domain/metrics and
 * engine/measures by this name.
 */
export type MeasureId = 'classification' | 'regression' | 'image';

/**
 * What a task asks for, computed once from the label byte and the image bytes (row-major [height,
 * width, channels]).
 */
export type Target =
  | {
      readonly kind: 'classes';
      /** Ids for the text catalogue, in the order of the class indices. */
      readonly classes: readonly string[];
      readonly of: (label: number, image: Uint8Array) => number;
    }
  | {
      readonly kind: 'values';
      readonly size: number;
      /**
       * The network learns (value − offset) / scale, so that its losses are near 1 at the start;
       * metrics are in the value's own unit.
       */
      readonly offset: number;
      readonly scale: number;
      readonly of: (label: number, image: Uint8Array) => readonly number[];
    }
  /** The image itself, pixels in [0, 1]. */
  | { readonly kind: 'image' };

/** A kind of task: what is asked, on which data, how a wrong answer is counted. */
export interface TaskKind {
  readonly datasets: readonly DatasetId[];
  readonly target: Target;
  readonly loss: LossId;
  readonly measure: MeasureId;
  /** The first one is the primary metric: shown at the head. */
  readonly metrics: readonly [PrimaryMetricId, ...CurveMetricId[]];
}

/** The shape that a head must produce for one example: [classes], [values] or the image's shape. */
export function outputShapeOf(task: TaskKind, image: Shape): Shape {
  switch (task.target.kind) {
    case 'classes':
      return [task.target.classes.length];
    case 'values':
      return [task.target.size];
    case 'image':
      return image;
  }
}
