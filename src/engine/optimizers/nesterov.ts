import { nesterov as kind } from '../../domain/optimizers/nesterov';
import { numberOf } from '../../domain/parameters';
import { formula } from './program';
import { updateRule } from './update-rule';

const { add, multiply, subtract } = formula;

/**
 * v ← μ v + g; w ← w − η (g + μ v) (Nesterov 1983, in PyTorch's form, after Sutskever et al. 2013).
 * Slot: v.
 */
export const nesterov = updateRule({
  slots: kind.slots,
  names: ['rate', 'momentum'],
  constants: ({ learningRate, values }) => ({ rate: learningRate, momentum: numberOf(kind.parameters, values, 'momentum') }),
  move: ({ weight, gradient, slot, constant }) => {
    const velocity = add(multiply(slot(0), constant('momentum')), gradient);
    const ahead = add(gradient, multiply(velocity, constant('momentum')));
    return { weight: subtract(weight, multiply(ahead, constant('rate'))), slots: [velocity] };
  },
});
