import { concat, reshape, sum, type Tensor, type Tensor1D } from '@tensorflow/tfjs-core';
import type { LayerCoefficients } from '../../protocol/metrics';
import type { Plan, PlanStep } from '../../plan/compile';
import type { ForwardPass, LayerWeights } from '../step/forward';

/**
 * The weights by which layers mix their inputs, one after another in the order of the plan, as one
 * tensor in a list; an empty list without any.
 */
export function mixingWeights(plan: Plan, layers: LayerWeights): Tensor[] {
  const found = plan.steps.flatMap((step, index): readonly Tensor1D[] => {
    const place = weightPlace(step);
    const weight = place === undefined ? undefined : layers[index]?.[place];
    return weight === undefined ? [] : [reshape(weight, [weight.size])];
  });
  return found.length === 0 ? [] : [concat(found)];
}

/**
 * The coefficients that differ from example to example, added up over a batch: [numbers] for each
 * layer that has such, in the order of the plan.
 */
export function summedCoefficients(plan: Plan, pass: ForwardPass): readonly Tensor1D[] {
  return plan.steps.flatMap((step, index): readonly Tensor1D[] => {
    const saved = step.coefficients?.from === 'examples' ? pass.saved[index]?.[0] : undefined;
    return saved === undefined ? [] : [sum(saved, 0)];
  });
}

/**
 * Both kinds by layer: `weights` as of `mixingWeights`, `sums` as of `summedCoefficients` over so
 * many images, one after another.
 */
export function coefficientsOf(plan: Plan, weights: Float32Array | undefined, sums: Float32Array, images: number): readonly LayerCoefficients[] {
  const read = { weights: 0, sums: 0 };
  return plan.steps.flatMap((step): readonly LayerCoefficients[] => {
    const { id: layer, inputShapes } = step.layer;
    if (step.coefficients?.from === 'examples') {
      const own = sums.slice(read.sums, (read.sums += inputShapes.length - step.coefficients.gates));
      return [{ layer, values: own.map((value) => value / images) }];
    }
    const size = step.weights[weightPlace(step) ?? -1]?.size;
    if (size === undefined || weights === undefined) return [];
    return [{ layer, values: weights.slice(read.weights, (read.weights += size)) }];
  });
}

/** Which of its weights a step's coefficients are; undefined if they are none. */
function weightPlace({ coefficients, weights }: PlanStep): number | undefined {
  const place = weights.findIndex(({ spec }) => spec.name === coefficients?.from);
  return place < 0 ? undefined : place;
}
