import { grads, mean, mul, losses, oneHot, square, sub, sum, tensor1d, tensor, type Tensor } from '@tensorflow/tfjs-core';
// After the core: whichever comes first makes the engine.
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { beforeEach, describe, expect, it } from 'vitest';
import type { LossId } from '../../domain/tasks/task-kind';
import { at, distance, innerProduct, moved, normalNumbers, numbersOf, onBackend, type Numbers } from '../oracle.test-helpers';
import { useBackend } from '../backend/node-backends';
import { lossPairs } from './losses';

const weights = [1, 2, 0.5, 0, 1];
const total = weights.reduce((whole, weight) => whole + weight, 0);
const classes = [2, 0, 3, 1, 3];

interface LossCase {
  readonly loss: LossId;
  readonly shape: readonly number[];
  readonly target: () => Tensor;
  /** The loss of each example [batch], with stock operations. */
  readonly reference: (prediction: Tensor) => Tensor;
}

const values = (shape: readonly number[]) => onBackend(normalNumbers('target', shape));

const cases: readonly LossCase[] = [
  {
    loss: 'cross-entropy',
    shape: [5, 4],
    target: () => tensor1d(classes, 'int32'),
    // Smoothing 0 and reduction NONE (0): the loss of every example.
    reference: (prediction) => losses.softmaxCrossEntropy(oneHot(tensor1d(classes, 'int32'), 4), prediction, undefined, 0, 0),
  },
  { loss: 'mse', shape: [5, 3], target: () => values([5, 3]), reference: (p) => mean(square(sub(p, values([5, 3]))), 1) },
  {
    loss: 'mse',
    shape: [5, 4, 3, 2],
    target: () => values([5, 4, 3, 2]),
    reference: (p) => mean(square(sub(p, values([5, 4, 3, 2]))), [1, 2, 3]),
  },
];

async function evaluated({ loss, target }: LossCase, prediction: Numbers) {
  const result = lossPairs[loss].evaluate(onBackend(prediction), target(), tensor1d(weights), total);
  return { value: await numbersOf(result.value), cotangent: await numbersOf(result.cotangent) };
}

describe.each(cases)('$loss of $shape', (test) => {
  beforeEach(() => useBackend('cpu'));
  const prediction = normalNumbers('prediction', test.shape);

  it('has the value and the gradient of stock operations', async () => {
    const reference = (p: Tensor) => mul(sum(mul(test.reference(p), tensor1d(weights))), 1 / total);
    const found = await evaluated(test, prediction);
    const point = onBackend(prediction);
    expect(distance(await numbersOf(reference(point)), found.value)).toBeLessThan(1e-6);
    const expected = at(grads(reference)([point]), 0);
    expect(distance(await numbersOf(expected), found.cotangent)).toBeLessThan(1e-6);
  });

  it('agrees with finite differences', async () => {
    const { cotangent } = await evaluated(test, prediction);
    const epsilon = 1e-2;
    for (let direction = 0; direction < 4; direction += 1) {
      const step = [normalNumbers(`direction ${direction}`, test.shape)];
      const valueAt = async (factor: number) => {
        const [point = prediction] = moved([prediction], step, factor);
        return (await evaluated(test, point)).value.values[0] ?? NaN;
      };
      const slope = ((await valueAt(epsilon)) - (await valueAt(-epsilon))) / (2 * epsilon);
      const derivative = innerProduct([cotangent], step);
      expect(Math.abs(slope - derivative)).toBeLessThan(1e-3 * (1 + Math.abs(derivative)));
    }
  });

  it('is the same on WASM', async () => {
    const cpu = await evaluated(test, prediction);
    await useBackend('wasm');
    const wasm = await evaluated(test, prediction);
    expect(distance(cpu.value, wasm.value)).toBeLessThan(1e-5);
    expect(distance(cpu.cotangent, wasm.cotangent)).toBeLessThan(1e-5);
  });
});

describe.each(['cpu', 'wasm'] as const)('cross-entropy of extreme logits on %s', (backend) => {
  it('neither overflows nor loses the value', async () => {
    await useBackend(backend);
    const logits = tensor([1000, 0, -1000, 1000, 1000, -1000], [2, 3]);
    const target = tensor1d([1, 0], 'int32');
    const { value, cotangent } = lossPairs['cross-entropy'].evaluate(logits, target, tensor1d([1, 1]), 2);
    expect((await value.data())[0]).toBeCloseTo((1000 + Math.log(2)) / 2, 2);
    expect([...(await cotangent.data())]).toEqual([0.5, -0.5, 0, -0.25, 0.25, 0]);
  });
});

it('values and cotangents of micro-batches are those of the batch', async () => {
  await useBackend('cpu');
  const prediction = normalNumbers('prediction', [4, 3]);
  const target = normalNumbers('target', [4, 3]);
  const part = ({ values: all }: Numbers, from: number, to: number) => tensor(all.slice(3 * from, 3 * to), [to - from, 3]);
  const ones = (length: number) => tensor1d(Array.from({ length }, () => 1));
  const evaluate = (from: number, to: number) =>
    lossPairs.mse.evaluate(part(prediction, from, to), part(target, from, to), ones(to - from), 4);
  const whole = evaluate(0, 4);
  const parts = [evaluate(0, 3), evaluate(3, 4)];
  const read = async (tensors: Tensor[]) => {
    const data = await Promise.all(tensors.map((result) => result.data()));
    return data.flatMap((numbers) => [...numbers]);
  };
  const [value = NaN] = await read([whole.value]);
  const partial = await read(parts.map((result) => result.value));
  expect(partial.reduce((whole, each) => whole + each, 0)).toBeCloseTo(value, 6);
  expect(await read(parts.map((result) => result.cotangent))).toEqual(await read([whole.cotangent]));
});
