import { add, mul, sub, type Tensor1D } from '@tensorflow/tfjs-core';
import { momentum as kind } from '../../domain/optimizers/momentum';
import { numberOf } from '../../domain/parameters';
import { slotOf } from './slot-of';
import type { UpdateRule } from './update-rule';

/** v ← μ v + g; w ← w − η v (Polyak 1964, in PyTorch's form). Slot: v. */
export const momentum: UpdateRule = {
  slots: 1,
  update: ({ weights, gradient, slots, learningRate, values }) => {
    const velocity: Tensor1D = add(mul(slotOf(slots, 0), numberOf(kind.parameters, values, 'momentum')), gradient);
    return { weights: sub(weights, mul(velocity, learningRate)), slots: [velocity] };
  },
};
