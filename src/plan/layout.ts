import type { StatisticSpec, WeightSpec } from '../domain/network/layer-kind';
import { sizeOf } from '../domain/shape';
import type { Stretch } from '../lib/stretch';

/** One trainable tensor and its stretch of the flat vector of all weights. */
export interface PlannedWeight extends Stretch {
  readonly spec: WeightSpec;
}

/** One of a layer's running statistics and its stretch of the flat vector of all of them. */
export interface PlannedStatistic extends Stretch {
  readonly spec: StatisticSpec;
}

/** Where the weights of each step lie in one flat vector. */
export interface WeightLayout {
  readonly weights: readonly (readonly PlannedWeight[])[];
  /** Length of its first part: what serves two tasks or more. */
  readonly sharedLength: number;
  readonly parameters: number;
}

/**
 * Places in the flat vector: what several tasks share first, in the order of computation; then the
 * rest likewise.
 * @param specs the weights of each step
 * @param served the tasks that each step serves
 */
export function layOut(specs: readonly (readonly WeightSpec[])[], served: readonly (readonly number[])[]): WeightLayout {
  let parameters = 0;
  const weights: PlannedWeight[][] = specs.map(() => []);
  const place = (shared: boolean) => {
    for (const [index, own] of specs.entries()) {
      if ((served[index]?.length ?? 0) >= 2 !== shared) continue;
      for (const spec of own) {
        const size = sizeOf(spec.shape);
        weights[index]?.push({ spec, offset: parameters, size });
        parameters += size;
      }
    }
  };
  place(true);
  const sharedLength = parameters;
  place(false);
  return { weights, sharedLength, parameters };
}

/** Places in the flat vector of statistics, in the order of computation. */
export function oneAfterAnother(specs: readonly (readonly StatisticSpec[])[]): {
  readonly places: readonly (readonly PlannedStatistic[])[];
  readonly length: number;
} {
  let length = 0;
  const places = specs.map((own) =>
    own.map((spec): PlannedStatistic => {
      const size = sizeOf(spec.shape);
      length += size;
      return { spec, offset: length - size, size };
    }),
  );
  return { places, length };
}
