import { fail, ok, type Result } from '../../lib/result';
import { numberOf, type ParameterSpecs, type ParameterValues } from '../parameters';
import type { ShapeFault } from './layer-kind';

/** What the layers that mix towers have in common: which of their inputs is their own tower. */
export const mixingParameters: ParameterSpecs = {
  /** Counted from 1 in the order of the wires; 0 where none is. */
  own: { kind: 'integer', min: 0, max: 16, default: 0 },
};

/**
 * What a tower starts with of itself (Misra et al. 2016, section 5, and Ruder et al. 2019); the
 * others share the rest.
 */
const ownShare = 0.9;

/**
 * The place of the own tower among so many inputs, from 0; undefined where there is none. Fails if
 * there is no such input.
 */
export function ownInput(values: ParameterValues, inputs: number): Result<number | undefined, ShapeFault> {
  const own = numberOf(mixingParameters, values, 'own');
  if (own > inputs) return fail({ code: 'own-input-missing', params: { own, given: inputs } });
  return ok(own === 0 ? undefined : own - 1);
}

/**
 * `count` weights that sum to 1: .9 for the favoured ones together, the rest for the others; all
 * equal where none or all are favoured.
 */
export function sharesOf(count: number, isFavoured: (index: number) => boolean): readonly number[] {
  const places = Array.from({ length: count }, (_, index) => isFavoured(index));
  const favoured = places.filter(Boolean).length;
  if (favoured === 0 || favoured === count) return places.map(() => 1 / count);
  return places.map((yes) => (yes ? ownShare / favoured : (1 - ownShare) / (count - favoured)));
}
