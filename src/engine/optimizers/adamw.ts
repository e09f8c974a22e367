import { adamw as kind } from '../../domain/optimizers/adamw';
import { numberOf } from '../../domain/parameters';
import { adam } from './adam';
import { formula } from './program';
import type { UpdateRule } from './update-rule';

/**
 * w ← w − η λ w, then Adam's step (Loshchilov and Hutter 2019, with the rate on the decay as in
 * PyTorch). Slots: m, v.
 */
export const adamw: UpdateRule = {
  slots: adam.slots,
  constantsAt: (settings) => {
    const decay = numberOf(kind.parameters, settings.values, 'weightDecay');
    return [1 - settings.learningRate * decay, ...adam.constantsAt(settings)];
  },
  move: (weight, gradient, firstConstant) =>
    adam.move(formula.multiply(weight, formula.constant(firstConstant)), gradient, firstConstant + 1),
};
