import { adagrad as kind } from '../../domain/optimizers/adagrad';
import { numberOf } from '../../domain/parameters';
import { formula } from './program';
import { updateRule } from './update-rule';

const { add, divide, multiply, square, squareRoot, subtract } = formula;

/**
 * s ← s + g²; w ← w − η g / (√s + ε) (Duchi et al. 2011, the diagonal form, in PyTorch's: s starts
 * at 0). Slot: s.
 */
export const adagrad = updateRule({
  slots: kind.slots,
  names: ['rate', 'epsilon'],
  constants: ({ learningRate, values }) => ({ rate: learningRate, epsilon: numberOf(kind.parameters, values, 'epsilon') }),
  move: ({ weight, gradient, slot, constant }) => {
    const sum = add(slot(0), square(gradient));
    const direction = divide(gradient, add(squareRoot(sum), constant('epsilon')));
    return { weight: subtract(weight, multiply(direction, constant('rate'))), slots: [sum] };
  },
});
