import { tensor1d } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { useBackend } from '../backend/node-backends';
import { formula, programOf, type Expression } from './program';
import { updateWeights } from './update-weights';

const numbers = {
  weights: [1.5, -2, 0, 3, -0.25],
  gradient: [0.5, 0.25, -1, 3, -4],
  slots: [[4, 9, 0.25, 1, 16], [-1, 0, 2, -3, 5]],
  squares: [6.25],
  constants: [0.5, -2],
};
const { weight, gradient, squares, slot, constant } = formula;

/** Every operation with what it gives for the numbers of one weight: w, g and the slots s and t. */
const cases: readonly [string, Expression, (w: number, g: number, s: number, t: number) => number][] = [
  ['weight', weight, (w) => w],
  ['gradient', gradient, (_w, g) => g],
  ['squares', formula.multiply(weight, squares), (w) => w * 6.25],
  ['squares alone', squares, () => 6.25],
  ['slot', slot(1), (_w, _g, _s, t) => t],
  ['constant', constant(1), () => -2],
  ['add', formula.add(weight, gradient), (w, g) => w + g],
  ['subtract', formula.subtract(weight, constant(0)), (w) => w - 0.5],
  ['multiply', formula.multiply(weight, slot(1)), (w, _g, _s, t) => w * t],
  ['divide', formula.divide(weight, slot(0)), (w, _g, s) => w / s],
  ['minimum', formula.minimum(weight, gradient), (w, g) => Math.min(w, g)],
  ['maximum', formula.maximum(weight, constant(0)), (w) => Math.max(w, 0.5)],
  ['squareRoot', formula.squareRoot(slot(0)), (_w, _g, s) => Math.sqrt(s)],
  ['square', formula.square(slot(1)), (_w, _g, _s, t) => t * t],
  ['absolute', formula.absolute(weight), (w) => Math.abs(w)],
  ['sign', formula.sign(weight), (w) => Math.sign(w)],
  ['select', formula.select(weight, gradient, slot(1)), (w, g, _s, t) => (w > 0 ? g : t)],
];

describe.each(['cpu', 'wasm'] as const)('update programs on %s', (backend) => {
  it.each(cases)('%s', async (_name, expression, byHand) => {
    await useBackend(backend);
    const vectors = {
      weights: tensor1d(numbers.weights),
      gradient: tensor1d(numbers.gradient),
      slots: numbers.slots.map((values) => tensor1d(values)),
      squares: tensor1d(numbers.squares),
    };
    const [found, again] = updateWeights(programOf([expression, weight]), vectors, numbers.constants);
    const at = (values: readonly number[] | undefined, place: number) => values?.[place] ?? Number.NaN;
    const expected = numbers.weights.map((w, place) =>
      byHand(w, at(numbers.gradient, place), at(numbers.slots[0], place), at(numbers.slots[1], place)),
    );
    expect([...((await found?.data()) ?? [])].map((value, place) => Math.abs(value - at(expected, place)) < 1e-6)).toEqual(expected.map(() => true));
    expect([...((await again?.data()) ?? [])]).toEqual(numbers.weights);
  });

  it('a formula that is used twice is computed once', () => {
    const shared = formula.square(weight);
    expect(programOf([formula.add(shared, shared), shared])).toEqual({ program: [0, 0, 0, 0, 12, 0, 0, 0, 5, 1, 1, 0], outputs: [2, 1] });
  });
});
