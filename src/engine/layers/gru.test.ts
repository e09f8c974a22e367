import { tensor } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { sizeOf, type Shape } from '../../domain/shape';
import { useBackend } from '../backend/node-backends';
import { gru } from './gru';

/**
 * What torch.gru of PyTorch 1.13 makes, in double precision, of two sequences of three rows with two
 * numbers each, three units and the weights below: the last states, and the gradients of the input,
 * kernel, bias, recurrent kernel and recurrent bias for the cotangent below. pytorch.test.ts asks
 * PyTorch itself, where there is one.
 */
const byPyTorch = [
  [0.2899585, 0.2170853, -0.3570238, 0.3859767, -0.1105472, -0.3723705],
  [
    0.02071988, -0.02275781, 0.06365538, -0.06253507, 0.1314728, -0.1062803, 0.05351363, -0.06303881, 0.04304061, -0.07775752, 0.08768833,
    -0.1417317,
  ],
  [
    -0.00122381, -0.008271392, -0.002490686, -0.02320485, -0.04144534, -0.004296957, 0.05038031, 0.06197748, -0.01493721, -0.0006170822,
    -0.001603363, 0.001365665, 0.0157748, 0.008867985, 0.005603244, -0.05974943, 0.01158332, 0.02909971,
  ],
  [-0.02690864, -0.07937327, -0.006476733, 0.0675809, -0.03610311, 0.04065919, -0.517321, 0.5811735, 0.3246804],
  [
    -0.005228706, -0.01689193, -0.0013153, 0.008706637, -0.01088475, 0.006887928, -0.03746674, 0.05200493, 0.04439254, -0.0006398385,
    -0.004019154, 0.0006009525, 0.007108664, 0.006574448, 0.002967266, -0.01055224, 0.01402516, 0.0182251, 0.005569543, 0.0194464,
    0.001172454, -0.01082929, 0.009842532, -0.007810195, 0.04154915, -0.0603806, -0.05019771,
  ],
  [-0.02690864, -0.07937327, -0.006476733, 0.0675809, -0.03610311, 0.04065919, -0.1887478, 0.2553382, 0.2077563],
];

/** The numbers ½ sin(1.7 i + first). */
function waves(shape: Shape, first: number) {
  return tensor(Array.from({ length: sizeOf(shape) }, (_, place) => 0.5 * Math.sin(1.7 * place + first)), [...shape]);
}

describe.each(['cpu', 'wasm'] as const)('a GRU on %s', (backend) => {
  it('gives the outputs and gradients that PyTorch gave', async () => {
    await useBackend(backend);
    const layer = { id: 'gru', values: { units: 3 }, inputShapes: [[3, 2, 1]], outputShape: [3] };
    const inputs = [waves([2, 3, 2, 1], 1)];
    const weights = [waves([2, 9], 2), waves([9], 3), waves([3, 9], 4), waves([9], 5)];
    const record = gru.forward(layer, inputs, weights, { training: true, seed: 1, step: 0, firstExample: 0 });
    const gradients = gru.backward(layer, waves([1, 2, 3], 6), { ...record, inputs, weights, needsInputs: true });
    // Kernel and bias, and the recurrent ones, come as one each.
    const [output = [], input = [], ofRows = [], ofStates = []] = await Promise.all(
      [record.output, ...gradients.inputs, ...gradients.weights].map(async (result) => [...(await result.data())]),
    );
    const found = [output, input, ofRows.slice(0, 18), ofRows.slice(18), ofStates.slice(0, 27), ofStates.slice(27)];
    expect(found.map(({ length }) => length)).toEqual(byPyTorch.map(({ length }) => length));
    byPyTorch.flat().forEach((value, place) => expect(found.flat()[place]).toBeCloseTo(value, 6));
  });
});
