import { sgd as kind } from '../../domain/optimizers/sgd';
import { formula } from './program';
import { updateRule } from './update-rule';

const { multiply, subtract } = formula;

/** w ← w − η g. */
export const sgd = updateRule({
  slots: kind.slots,
  names: ['rate'],
  constants: ({ learningRate }) => ({ rate: learningRate }),
  move: ({ weight, gradient, constant }) => ({ weight: subtract(weight, multiply(gradient, constant('rate'))), slots: [] }),
});
