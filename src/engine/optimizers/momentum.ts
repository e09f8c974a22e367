import { momentum as kind } from '../../domain/optimizers/momentum';
import { numberOf } from '../../domain/parameters';
import { formula } from './program';
import { updateRule } from './update-rule';

const { add, multiply, subtract } = formula;

/** v ← μ v + g; w ← w − η v (Polyak 1964, in PyTorch's form). Slot: v. */
export const momentum = updateRule({
  slots: kind.slots,
  names: ['rate', 'momentum'],
  constants: ({ learningRate, values }) => ({ rate: learningRate, momentum: numberOf(kind.parameters, values, 'momentum') }),
  move: ({ weight, gradient, slot, constant }) => {
    const velocity = add(multiply(slot(0), constant('momentum')), gradient);
    return { weight: subtract(weight, multiply(velocity, constant('rate'))), slots: [velocity] };
  },
});
