import { adam as kind } from '../../domain/optimizers/adam';
import { numberOf } from '../../domain/parameters';
import { formula } from './program';
import { updateRule } from './update-rule';

const { add, divide, multiply, square, squareRoot, subtract } = formula;

/**
 * m ← β₁ m + (1 − β₁) g; v ← β₂ v + (1 − β₂) g²; w ← w − η m̂ / (√v̂ + ε), m̂ = m / (1 − β₁ᵗ), v̂ =
 * v / (1 − β₂ᵗ) (Kingma and Ba 2015, algorithm 1; ε outside the root and after the correction, as
 * in PyTorch). Slots: m, v.
 */
export const adam = updateRule({
  slots: kind.slots,
  names: ['beta1', 'rest1', 'beta2', 'rest2', 'rootFactor', 'epsilon', 'rate'],
  constants: ({ learningRate, step, values }) => {
    const beta1 = numberOf(kind.parameters, values, 'beta1');
    const beta2 = numberOf(kind.parameters, values, 'beta2');
    return {
      beta1,
      rest1: 1 - beta1,
      beta2,
      rest2: 1 - beta2,
      rootFactor: 1 / Math.sqrt(1 - beta2 ** step),
      epsilon: numberOf(kind.parameters, values, 'epsilon'),
      rate: learningRate / (1 - beta1 ** step),
    };
  },
  move: ({ weight, gradient, slot, constant }) => {
    const first = add(multiply(slot(0), constant('beta1')), multiply(gradient, constant('rest1')));
    const second = add(multiply(slot(1), constant('beta2')), multiply(square(gradient), constant('rest2')));
    const denominator = add(multiply(squareRoot(second), constant('rootFactor')), constant('epsilon'));
    const change = multiply(divide(first, denominator), constant('rate'));
    return { weight: subtract(weight, change), slots: [first, second] };
  },
});
