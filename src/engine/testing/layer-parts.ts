import type { Experiment } from '../../experiment/schema';
import type { RunState } from '../../protocol/run-state';
import { planOf } from './plans';

type Part = 'weights' | 'statistics';

/**
 * A vector's stretch that belongs to a layer: of the vector of weights (or one like it), or of that
 * of running statistics.
 */
export function partOf(experiment: Experiment, layer: string, vector: Float32Array | Float64Array | undefined, part: Part = 'weights'): readonly number[] {
  const step = planOf(experiment).steps.find((candidate) => candidate.layer.id === layer);
  return (step?.[part] ?? []).flatMap(({ offset, size }) => [...(vector ?? new Float32Array()).subarray(offset, offset + size)]);
}

/** Weights and moments of a layer, and behind them its running statistics. */
export function allOf(experiment: Experiment, layer: string, state: RunState): readonly (readonly number[])[] {
  return [
    ...[state.weights, ...state.slots].map((vector) => partOf(experiment, layer, vector)),
    partOf(experiment, layer, state.statistics, 'statistics'),
  ];
}
