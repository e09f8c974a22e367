import {
  erf, exp, reshape, sigmoid, slice, tanh, tensor1d, tensor2d, type Tensor, type Tensor1D, type Tensor2D, type Tensor3D,
} from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { useBackend } from '../../backend/node-backends';
import { randomInteger, randomKey, randomUniform } from '../../../lib/random';
import { activationGradient } from '../../layers/activations';
import { lossPairs } from '../../losses/losses';
import { measures } from '../../measures/measures';
import { normaliseBatch, normaliseBatchGradients } from '../../operations/batch-norm';
import { dropoutMask } from '../../operations/dropout-mask';
import { gatherImages, gatherRows } from '../../operations/gather';
import { updateWeights } from '../../optimizers/update-weights';
import { combineRows, scale, splitVector, taskGram } from '../../operations/vectors';
import { formula, programOf } from '../../optimizers/program';
import { moveWeights } from '../../optimizers/move-weights';
import { updateRules } from '../../optimizers/update-rules';
import { expectSame, some } from './both-backends.test-helpers';

const lengths = [1, 2, 3, 4, 5, 7, 8, 13, 1027, 2061];

describe.each(lengths)('of %i numbers', (length) => {
  it('functions of every number, from −∞ to ∞', async () => {
    const values = some([length]);
    values.values.forEach((value, place) => (values.values[place] = value * 10 ** ((place % 5) - 2)));
    [NaN, Infinity, -Infinity, 0, 88.9, -103.5].forEach((value, place) => {
      if (place + 1 < length) values.values[place] = value;
    });
    await expectSame([values], (x) => [tanh(x), erf(x), sigmoid(x)]);
    const finite = some([length]);
    await expectSame([finite], (x) => [exp(x)]);
  });

  it('derivatives of activations, for one task and for three', async () => {
    for (const activation of ['relu', 'sigmoid', 'tanh', 'gelu'] as const) {
      for (const tasks of [1, 3]) {
        await expectSame([some([tasks, 2, length]), some([2, length], 'y')], (cotangent, output) => [
          activationGradient(activation, cotangent, output, output),
        ]);
      }
    }
  });

  it('scaled, cut, combined, and their Gram matrices', async () => {
    const half = Math.ceil(length / 2);
    const stretches = [{ offset: 0, size: length }, { offset: length - half, size: half }, { offset: 0, size: 1 }];
    for (const tasks of [1, 2, 5]) {
      await expectSame([some([tasks, length])], (rows) => [
        taskGram(matrix(rows), stretches),
        combineRows(matrix(rows), Array.from({ length: tasks }, (_, task) => task - 1.5)),
        scale(rows, -0.3),
        ...splitVector(vector(rows), stretches),
      ]);
    }
  });

  it('updates by every rule, with and without clipping', async () => {
    for (const rule of Object.values(updateRules)) {
      const slots = Array.from({ length: rule.slots }, (_, slot) => some([length], `slot ${slot}`));
      // Slots may hold means of squares.
      for (const slot of slots) slot.values.forEach((value, place) => (slot.values[place] = Math.abs(value)));
      for (const clipNorm of [0, 0.5]) {
        await expectSame([some([length], 'w'), some([length], 'g'), ...slots], (weights, gradient, ...kept) => {
          const moved = moveWeights(rule, {
            weights: vector(weights), gradient: vector(gradient), slots: kept.map(vector), learningRate: 0.1, step: 3, values: {},
            regularisation: { l1: 0.01, l2: 0.1, clipNorm },
          });
          return [moved.weights, ...moved.slots];
        });
      }
    }
  });
});

describe.each([[1, 2], [1, 10], [5, 2], [64, 10], [7, 13], [3, 4]])('of %i examples with %i numbers', (batch, count) => {
  const weights = Float32Array.from({ length: batch }, (_, example) => [1, 0, 0.5][example % 3] ?? 1);
  const classes = Int32Array.from({ length: batch }, (_, example) => (example * 7) % count);

  it.each([1, 100])('losses, their derivatives and sums; logits around %i', async (size) => {
    const prediction = some([batch, count]);
    prediction.values.forEach((value, place) => (prediction.values[place] = value * size));
    await expectSame([prediction, some([batch, count], 'target')], (own, target) => {
      const found = lossPairs['cross-entropy'].evaluate(own, tensor1d(classes, 'int32'), tensor1d(weights), batch + 1, {});
      const squares = lossPairs.mse.evaluate(own, target, tensor1d(weights), batch + 1, {});
      const sums = measures.classification(own, tensor1d(classes, 'int32'));
      const weighted = measures.classification(own, tensor1d(classes, 'int32'), tensor1d(weights));
      return [found.value, found.cotangent, squares.value, squares.cotangent, sums, weighted];
    });
  });

  it('batch norm and its gradients', async () => {
    const shifted = some([batch, count]);
    shifted.values.forEach((value, place) => (shifted.values[place] = value * 3 + (place % count)));
    for (const tasks of [1, 3]) {
      await expectSame([shifted, some([count], 'gamma'), some([count], 'beta'), some([tasks, batch, count])], (own, gamma, beta, cotangent) => {
        const x = matrix(own);
        const { output, mean, variance } = normaliseBatch(x, vector(gamma), vector(beta));
        const rows: Tensor3D = reshape(cotangent, [tasks, batch, count]);
        const gradients = normaliseBatchGradients(rows, { x, gamma: vector(gamma), mean, variance });
        return [output, mean, variance, gradients.input, gradients.weights];
      });
    }
  });
});

describe('of data on the device', () => {
  it.each([[5, 7, 1], [3, 5, 3], [28, 28, 1], [1, 1, 1], [4, 4, 2]])('images %i × %i × %i', async (height, width, channels) => {
    const size = height * width * channels;
    const count = 6;
    const bytes = Uint8Array.from({ length: Math.ceil((count * size) / 4) * 4 }, (_, place) => randomInteger(randomKey(1), place) % 256);
    const indices = [3, 0, 5, 3];
    const range = { scale: [1 / 255, 0.5, 2].slice(0, channels), offset: [-1, 0, 3].slice(0, channels) };
    await useBackend('wasm');
    const held = tensor1d(new Int32Array(bytes.buffer), 'int32');
    const found = await gatherImages(held, tensor1d(indices, 'int32'), [height, width, channels], range).data();
    const expected = indices.flatMap((image) =>
      Array.from({ length: size }, (_, place) => {
        const channel = place % channels;
        return (bytes[image * size + place] ?? NaN) * (range.scale[channel] ?? NaN) + (range.offset[channel] ?? NaN);
      }),
    );
    expect(found).toHaveLength(expected.length);
    expected.forEach((value, place) => expect(found[place]).toBeCloseTo(value, 4));
    expect(() => gatherImages(held, tensor1d([count + 4], 'int32'), [height, width, channels], range)).toThrow('asked for');
  });

  it('rows of tables of either type', async () => {
    await useBackend('wasm');
    const indices = tensor1d([2, 0, 2], 'int32');
    const numbers = await gatherRows(tensor2d([[1, 2.5], [3, 4], [5, 6]]), indices).data();
    expect([...numbers]).toEqual([5, 6, 1, 2.5, 5, 6]);
    const whole = gatherRows(tensor2d([[7], [8], [2 ** 30 + 1]], [3, 1], 'int32'), indices);
    expect(whole.dtype).toBe('int32');
    expect([...(await whole.data())]).toEqual([2 ** 30 + 1, 7, 2 ** 30 + 1]);
    expect(() => gatherRows(tensor2d([[1]]), tensor1d([1], 'int32'))).toThrow('asked for');
    expect(() => gatherRows(tensor2d([[1]]), tensor1d([-1], 'int32'))).toThrow('asked for');
  });
});

it.each([[1, 0.5, 0], [5, 0.25, 3], [1000, 0.9, 2 ** 31 - 3], [13, 0, 7], [8, 0.1, 2 ** 32 - 9]])(
  'a mask of %i with rate %f from %i on has the bits of randomUniform',
  async (size, rate, first) => {
    await useBackend('wasm');
    const key = randomKey(3, 'dropout', 'layer', 5);
    const found = await dropoutMask([size], rate, key, first).data();
    const expected = Array.from({ length: size }, (_, place) => (randomUniform(key, first + place) < rate ? 0 : 1 / (1 - rate)));
    expect([...found]).toEqual([...Float32Array.from(expected)]);
  },
);

it('an update program with every operation, NaN and infinities too', async () => {
  const { weight, gradient, slot, constant } = formula;
  const program = programOf([
    formula.select(gradient, formula.minimum(weight, slot(0)), formula.maximum(weight, constant(0))),
    formula.add(formula.sign(weight), formula.absolute(formula.subtract(weight, gradient))),
    formula.divide(formula.squareRoot(formula.square(weight)), gradient),
  ]);
  const weights = some([9]);
  weights.values[2] = NaN;
  weights.values[4] = Infinity;
  weights.values[5] = 0;
  await expectSame([weights, some([9], 'g'), some([9], 's')], (own, given, kept) => {
    const results = updateWeights(program, { weights: vector(own), gradient: vector(given), slots: [vector(kept)] }, [0.25]);
    // What the sign and the larger of NaN are, TensorFlow.js' own backends do not agree on.
    return results.map((result, index) => (index === 2 ? result : slice(result, 3, 6)));
  });
});

function vector(tensor: Tensor): Tensor1D {
  return reshape(tensor, [tensor.size]);
}

function matrix(tensor: Tensor): Tensor2D {
  return reshape(tensor, [tensor.shape[0] ?? 0, -1]);
}
