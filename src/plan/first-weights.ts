import type { Initialiser, WeightSpec } from '../domain/network/layer-kind';
import { randomKey, randomNormal } from '../lib/random';
import type { Plan } from './compile';

/**
 * The weights before the first step, [parameters]. Every number depends on seed, layer id, name of
 * the weight and its place alone: a layer starts alike wherever it stands and whatever stands
 * around it.
 */
export function initialWeights(plan: Plan): Float32Array {
  const all = new Float32Array(plan.parameters);
  for (const step of plan.steps) {
    for (const { spec, offset, size } of step.weights) {
      const { initialiser } = spec;
      if (typeof initialiser !== 'string') {
        all.set(initialiser, offset);
        continue;
      }
      const deviation = deviationOf(initialiser, spec);
      if (deviation === 0) all.fill(initialiser === 'ones' ? 1 : 0, offset, offset + size);
      else {
        const key = randomKey(plan.seed, 'weights', step.layer.id, spec.name);
        for (let index = 0; index < size; index += 1) all[offset + index] = deviation * randomNormal(key, index);
      }
    }
  }
  return all;
}

/** The running statistics before the first step, [statistics]. */
export function firstStatistics(plan: Plan): Float32Array {
  const all = new Float32Array(plan.statisticsLength);
  for (const { statistics } of plan.steps) for (const { spec, offset, size } of statistics) all.fill(spec.initial, offset, offset + size);
  return all;
}

/**
 * He: √(2 / fanIn) (He et al. 2015, eq. 10); Glorot: √(2 / (fanIn + fanOut)) (Glorot and Bengio
 * 2010, eq. 12), a tenth of it for 'small'; 0 for constants.
 */
function deviationOf(initialiser: Initialiser, { fanIn, fanOut }: WeightSpec): number {
  switch (initialiser) {
    case 'he':
      return Math.sqrt(2 / fanIn);
    case 'glorot':
      return Math.sqrt(2 / (fanIn + fanOut));
    case 'small':
      return 0.1 * Math.sqrt(2 / (fanIn + fanOut));
    case 'zeros':
    case 'ones':
      return 0;
  }
}
