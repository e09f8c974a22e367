import { rmsprop as kind } from '../../domain/optimizers/rmsprop';
import { numberOf } from '../../domain/parameters';
import { formula } from './program';
import { updateRule } from './update-rule';

const { add, divide, multiply, square, squareRoot, subtract } = formula;

/**
 * v ← α v + (1 − α) g²; w ← w − η g / (√v + ε) (Tieleman and Hinton 2012; ε outside the root, as in
 * PyTorch). Slot: v.
 */
export const rmsprop = updateRule({
  slots: kind.slots,
  names: ['rate', 'keep', 'take', 'epsilon'],
  constants: ({ learningRate, values }) => {
    const alpha = numberOf(kind.parameters, values, 'alpha');
    return { rate: learningRate, keep: alpha, take: 1 - alpha, epsilon: numberOf(kind.parameters, values, 'epsilon') };
  },
  move: ({ weight, gradient, slot, constant }) => {
    const mean = add(multiply(slot(0), constant('keep')), multiply(square(gradient), constant('take')));
    const direction = divide(gradient, add(squareRoot(mean), constant('epsilon')));
    return { weight: subtract(weight, multiply(direction, constant('rate'))), slots: [mean] };
  },
});
