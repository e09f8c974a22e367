import { mul } from '@tensorflow/tfjs-core';
import { adamw as kind } from '../../domain/optimizers/adamw';
import { numberOf } from '../../domain/parameters';
import { adam } from './adam';
import type { UpdateRule } from './update-rule';

/** w ← w − η λ w, then Adam's step (Loshchilov and Hutter 2019, with the rate on the decay as in PyTorch). Slots: m, v. */
export const adamw: UpdateRule = {
  slots: adam.slots,
  update: (input) => {
    const decay = numberOf(kind.parameters, input.values, 'weightDecay');
    return adam.update({ ...input, weights: mul(input.weights, 1 - input.learningRate * decay) });
  },
};
