import { add, div, mul, sqrt, square, sub, type Tensor1D } from '@tensorflow/tfjs-core';
import { adam as kind } from '../../domain/optimizers/adam';
import { numberOf } from '../../domain/parameters';
import { slotOf } from './slot-of';
import type { UpdateRule } from './update-rule';

/**
 * m ← β₁ m + (1 − β₁) g; v ← β₂ v + (1 − β₂) g²; w ← w − η m̂ / (√v̂ + ε), m̂ = m / (1 − β₁ᵗ), v̂ = v / (1 − β₂ᵗ)
 * (Kingma and Ba 2015, algorithm 1; ε outside the root and after the correction, as in PyTorch). Slots: m, v.
 */
export const adam: UpdateRule = {
  slots: 2,
  update: ({ weights, gradient, slots, learningRate, step, values }) => {
    const beta1 = numberOf(kind.parameters, values, 'beta1');
    const beta2 = numberOf(kind.parameters, values, 'beta2');
    const epsilon = numberOf(kind.parameters, values, 'epsilon');
    const first: Tensor1D = add(mul(slotOf(slots, 0), beta1), mul(gradient, 1 - beta1));
    const second: Tensor1D = add(mul(slotOf(slots, 1), beta2), mul(square(gradient), 1 - beta2));
    const denominator = add(mul(sqrt(second), 1 / Math.sqrt(1 - beta2 ** step)), epsilon);
    const change = mul(div(first, denominator), learningRate / (1 - beta1 ** step));
    return { weights: sub(weights, change), slots: [first, second] };
  },
};
