import { add, fill, reshape, type Tensor1D } from '@tensorflow/tfjs-core';
import { activations } from '../../../../domain/network/layer-kind';
import { activationGradient } from '../../../layers/activations';
import { randomKey } from '../../../../lib/random';
import { dropoutMask } from '../../../operations/dropout-mask';
import { moveWeights } from '../../../optimizers/move-weights';
import { updateRules } from '../../../optimizers/update-rules';
import { noise, type KernelCase } from './kernel-case';

const cotangents: readonly (readonly number[])[] = [[1, 1, 1], [1, 64, 10], [3, 5, 7], [2, 3, 5, 4, 3], [5, 2, 65]];

const activated = activations.filter((activation) => activation !== 'none');

const updates = [
  { name: 'plain', regularisation: { l1: 0, l2: 0, clipNorm: 0 } },
  { name: 'penalties', regularisation: { l1: 0.02, l2: 0.1, clipNorm: 0 } },
  { name: 'penalties and clipping', regularisation: { l1: 0.01, l2: 0.05, clipNorm: 0.7 } },
] as const;

function vector(length: number, seed: number, low = -1, high = 1): Tensor1D {
  return reshape(noise([length], seed, low, high), [length]);
}

const masks = [[1, 0.5, 0], [1000, 0.25, 0], [777, 0.9, 12_345], [64, 0, 5], [130, 0.1, 2 ** 32 - 60], [65, 1 / 3, 2 ** 31]] as const;

export const pointwiseCases: readonly KernelCase[] = [
  ...[[1], [65], [2, 3, 4, 5]].flatMap((shape): KernelCase[] => [
    { kernel: 'Add', name: `[${shape.join()}]`, run: () => [add(noise(shape, 1), noise(shape, 2)), add(noise(shape, 1), 0.5)] },
    { kernel: 'Fill', name: `[${shape.join()}]`, run: () => [fill(shape, -0.3), fill(shape, 2, 'int32')], tolerance: 1e-7 },
  ]),
  ...activated.flatMap((activation) =>
    cotangents.map((shape): KernelCase => ({
      kernel: 'ActivationGradient',
      name: `${activation} [${shape.join()}]`,
      run: () => {
        const output = noise(shape.slice(1), 11, activation === 'sigmoid' ? 0 : -0.95, 0.95);
        return [activationGradient(activation, noise(shape, 10), output, activation === 'gelu' ? noise(shape.slice(1), 12, -5, 5) : undefined)];
      },
    })),
  ),
  ...activated.map((activation): KernelCase => ({
    kernel: 'ActivationGradientOfSum',
    name: activation,
    run: () => [activationGradient(activation, noise([3, 5, 7], 10), noise([5, 7], 11, 0, 0.95), noise([5, 7], 12, -5, 5), noise([3, 5, 7], 13))],
  })),
  ...Object.entries(updateRules).flatMap(([id, rule]) =>
    updates.flatMap(({ name, regularisation }) =>
      [1, 63, 1025].map((length): KernelCase => ({
        kernel: 'UpdateWeights',
        name: `${id}, ${name} [${length}]`,
        run: () => {
          const slots = Array.from({ length: rule.slots }, (_, slot) => vector(length, 20 + slot, 0.1, 1));
          const state = { weights: vector(length, 18), gradient: vector(length, 19), slots, regularisation };
          const moved = moveWeights(rule, { ...state, learningRate: 0.01, step: 3, values: {} });
          return [moved.weights, ...moved.slots];
        },
      })),
    ),
  ),
  ...masks.map(([size, rate, first]): KernelCase => ({
    kernel: 'DropoutMask',
    name: `[${size}] rate ${rate} from ${first}`,
    run: () => [dropoutMask([size], rate, randomKey(3, 'dropout', size), first)],
    tolerance: 0,
  })),
];
