import { formula } from './program';
import { updateRule } from './update-rule';

const { multiply, subtract } = formula;

/** w ← w − η g. */
export const sgd = updateRule({
  slots: 0,
  names: ['rate'],
  constants: ({ learningRate }) => ({ rate: learningRate }),
  move: ({ weight, gradient, constant }) => ({ weight: subtract(weight, multiply(gradient, constant('rate'))), slots: [] }),
});
