import { reshape, type Tensor2D, type Tensor3D } from '@tensorflow/tfjs-core';
import { recurrentGradients, recurrentPass } from '../../../operations/recurrent';
import { noise, type KernelCase } from './kernel-case';

const shapes = [[1, 1, 1, 1], [5, 3, 7, 1], [4, 37, 5, 3], [28, 8, 16, 2]] as const;

/** Composed of stock operations, with activations and products that a GRU cannot do without. */
export const recurrentCases: readonly KernelCase[] = shapes.map(([steps, batch, units, tasks]): KernelCase => ({
  kernel: 'Tanh',
  name: `GRU, ${steps} steps, batch ${batch}, ${units} units, ${tasks} tasks`,
  run: () => {
    const products: Tensor3D = reshape(noise([steps, batch, 3 * units], 1), [steps, batch, 3 * units]);
    const kernel: Tensor2D = reshape(noise([units, 3 * units], 2, -0.3, 0.3), [units, 3 * units]);
    const { states, gates } = recurrentPass(products, { kernel, bias: noise([3 * units], 3) });
    const { ofInputs, ofStates } = recurrentGradients(noise([tasks, batch, units], 4), states, gates, kernel);
    return [states, gates, ofInputs, ofStates];
  },
  tolerance: 3e-5,
}));
