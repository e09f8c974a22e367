import { concat, gather, grads, mul, reshape, slice, sum, tensor, tensor1d, type Tensor } from '@tensorflow/tfjs-core';
// After the core: whichever comes first makes the engine.
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { beforeEach, describe, expect, it } from 'vitest';
import { exampleLoss } from '../../domain/losses/example-loss';
import { lossIds, type LossId } from '../../domain/losses/losses';
import type { ParameterValues } from '../../domain/parameters';
import { useBackend } from '../backend/node-backends';
import { at, distance, innerProduct, moved, normalNumbers, numbersOf, onBackend, type Numbers } from '../oracle.test-helpers';
import { stockLoss } from '../testing/stock/losses';
import { lossPairs } from './losses';

const weights = [1, 2, 0.5, 0, 1];
/** The example of weight 0. */
const leftOut = 3;
const total = weights.reduce((whole, weight) => whole + weight, 0);

interface LossCase {
  readonly loss: LossId;
  readonly values: ParameterValues;
  readonly shape: readonly number[];
  readonly target: () => Tensor;
}

const number = (shape: readonly number[]) => () => onBackend(normalNumbers('target', shape));
/** Numbers that differ from the prediction by a tenth or more: no error changes its sign. */
const apart = (shape: readonly number[]) => () => {
  const [prediction, difference] = [normalNumbers('prediction', shape), normalNumbers('target', shape)];
  const values = difference.values.map((value, place) => (prediction.values[place] ?? NaN) + value + Math.sign(value) / 10);
  return onBackend({ shape, values });
};
const share = ({ shape, values }: Numbers): Numbers => ({ shape, values: values.map((value) => 0.5 + 0.4 * Math.tanh(value)) });
const shares = (shape: readonly number[]) => () => onBackend(share(normalNumbers('target', shape)));
/** Whole numbers below `classes`. */
const classesOf = (shape: readonly number[], classes: number, type: 'int32' | 'float32' = 'int32') => () => {
  const { values } = normalNumbers('classes', shape);
  return tensor(Array.from(values, (value) => Math.abs(Math.floor(7 * value)) % classes), [...shape], type);
};

const cases: readonly LossCase[] = [
  { loss: 'cross-entropy', values: {}, shape: [5, 4], target: classesOf([5], 4) },
  { loss: 'cross-entropy', values: { labelSmoothing: 0.1 }, shape: [5, 4], target: classesOf([5], 4) },
  { loss: 'mse', values: {}, shape: [5, 3], target: number([5, 3]) },
  { loss: 'mse', values: {}, shape: [5, 4, 3, 2], target: number([5, 4, 3, 2]) },
  { loss: 'mse', values: { half: true }, shape: [5, 3], target: number([5, 3]) },
  { loss: 'mae', values: {}, shape: [5, 3], target: apart([5, 3]) },
  { loss: 'mae', values: {}, shape: [5, 4, 3, 2], target: apart([5, 4, 3, 2]) },
  { loss: 'huber', values: {}, shape: [5, 3], target: number([5, 3]) },
  { loss: 'huber', values: { delta: 0.4 }, shape: [5, 4, 3, 2], target: number([5, 4, 3, 2]) },
  { loss: 'smooth-l1', values: {}, shape: [5, 4], target: shares([5, 4]) },
  { loss: 'smooth-l1', values: { beta: 1 }, shape: [5, 4], target: shares([5, 4]) },
  { loss: 'iou', values: {}, shape: [5, 4], target: shares([5, 4]) },
  { loss: 'giou', values: {}, shape: [5, 4], target: shares([5, 4]) },
  { loss: 'pixel-cross-entropy', values: {}, shape: [5, 4, 3, 1], target: classesOf([5, 4, 3], 2, 'float32') },
  { loss: 'pixel-cross-entropy', values: { dice: 0 }, shape: [5, 4, 3, 1], target: classesOf([5, 4, 3], 2) },
  { loss: 'pixel-cross-entropy', values: { dice: 1 }, shape: [5, 4, 3, 1], target: classesOf([5, 4, 3], 2) },
  { loss: 'pixel-cross-entropy', values: { dice: 0.3 }, shape: [5, 4, 3, 3], target: classesOf([5, 4, 3], 3) },
  { loss: 'pixel-cross-entropy', values: { dice: 0 }, shape: [5, 4, 3, 5], target: classesOf([5, 4, 3], 5, 'float32') },
  { loss: 'pixel-cross-entropy', values: { dice: 1 }, shape: [5, 4, 3, 3], target: classesOf([5, 4, 3], 3) },
  { loss: 'binary-cross-entropy', values: {}, shape: [5, 6], target: classesOf([5, 6], 2, 'float32') },
  { loss: 'cumulative-logits', values: {}, shape: [5, 4], target: classesOf([5], 5) },
];

async function evaluated({ loss, values, target }: LossCase, prediction: Numbers) {
  const result = lossPairs[loss].evaluate(onBackend(prediction), target(), tensor1d(weights), total, values);
  return { value: await numbersOf(result.value), cotangent: await numbersOf(result.cotangent) };
}

it('every loss has a case', () => {
  expect(lossIds.filter((id) => !cases.some(({ loss }) => loss === id))).toEqual([]);
});

describe.each(cases)('$loss $values of $shape', (test) => {
  beforeEach(() => useBackend('cpu'));
  const prediction = normalNumbers('prediction', test.shape);
  const examples = test.shape[0] ?? 0;

  it('has the value and the gradient of stock operations', async () => {
    const perExample = (p: Tensor) => stockLoss[test.loss](p, test.target(), test.values);
    const reference = (p: Tensor) => mul(sum(mul(perExample(p), tensor1d(weights))), 1 / total);
    const found = await evaluated(test, prediction);
    const point = onBackend(prediction);
    expect(perExample(point).shape).toEqual([examples]);
    expect(distance(await numbersOf(reference(point)), found.value)).toBeLessThan(1e-6);
    const expected = at(grads(reference)([point]), 0);
    expect(distance(await numbersOf(expected), found.cotangent)).toBeLessThan(1e-6);
  });

  it('is what its examples add up to', async () => {
    const rowsOf = (values: ArrayLike<number>) => weights.map((_, example) => Array.from(values).slice((example * values.length) / examples, ((example + 1) * values.length) / examples));
    const [outputs, targets] = [rowsOf(prediction.values), rowsOf((await numbersOf(test.target())).values)];
    const sum = weights.reduce((whole, weight, example) => whole + weight * exampleLoss(test.loss, outputs[example] ?? [], targets[example] ?? [], test.values), 0);
    const { value } = await evaluated(test, prediction);
    expect(Math.abs(sum / total - (value.values[0] ?? NaN))).toBeLessThan(1e-5);
  });

  it('agrees with finite differences', async () => {
    const { cotangent } = await evaluated(test, prediction);
    const epsilon = 2e-3;
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

  it.each(['cpu', 'wasm'] as const)('is not touched by an example of weight 0, on %s', async (backend) => {
    await useBackend(backend);
    const length = prediction.values.length / examples;
    const isLeftOut = (place: number) => Math.floor(place / length) === leftOut;
    const garbage = prediction.values.map((value, place) => (isLeftOut(place) ? 1e4 * value : value));
    const zeros = (): Tensor => {
      const target = test.target();
      const size = target.size / examples;
      const kept = Array.from({ length: target.size }, (_, place) => (Math.floor(place / size) === leftOut ? 0 : 1));
      return mul(target, tensor(kept, target.shape, target.dtype === 'int32' ? 'int32' : 'float32'));
    };
    const before = await evaluated(test, prediction);
    const after = await evaluated({ ...test, target: zeros }, { shape: test.shape, values: garbage });
    expect(after.value).toEqual(before.value);
    const others = ({ cotangent }: typeof before) => cotangent.values.filter((_, place) => !isLeftOut(place));
    expect(others(after)).toEqual(others(before));
    expect(after.cotangent.values.filter((value, place) => isLeftOut(place) && value !== 0)).toHaveLength(0);
  });

  it('of micro-batches adds up to that of the batch', async () => {
    const part = (from: number, to: number) => {
      const rows = (all: Tensor) => slice(all, [from, ...all.shape.slice(1).map(() => 0)], [to - from, ...all.shape.slice(1)]);
      return lossPairs[test.loss].evaluate(rows(onBackend(prediction)), rows(test.target()), tensor1d(weights.slice(from, to)), total, test.values);
    };
    const [whole, ...parts] = [part(0, examples), part(0, 2), part(2, examples)];
    const value = await numbersOf(sum(concat(parts.map((one) => reshape(one.value, [1])))));
    expect(distance(await numbersOf(whole.value), value)).toBeLessThan(1e-6);
    const cotangent = await numbersOf(concat(parts.map((one) => one.cotangent)));
    expect(distance(await numbersOf(whole.cotangent), cotangent)).toBeLessThan(1e-6);
  });
});

describe.each(['cpu', 'wasm'] as const)('extreme numbers on %s', (backend) => {
  beforeEach(() => useBackend(backend));
  const ones = (length: number) => tensor1d(Array.from({ length }, () => 1));

  it('neither overflow nor lose the value of cross-entropy', async () => {
    const logits = tensor([1000, 0, -1000, 1000, 1000, -1000], [2, 3]);
    const target = tensor1d([1, 0], 'int32');
    const { value, cotangent } = lossPairs['cross-entropy'].evaluate(logits, target, ones(2), 2, {});
    expect((await value.data())[0]).toBeCloseTo((1000 + Math.log(2)) / 2, 2);
    expect([...(await cotangent.data())]).toEqual([0.5, -0.5, 0, -0.25, 0.25, 0]);
  });

  it('neither overflow nor lose the value of binary cross-entropy', async () => {
    const logits = tensor([1000, -1000, 1000, -1000, 20, -20], [6, 1]);
    const target = tensor([1, 0, 0, 1, 1, 1], [6, 1]);
    const each = await Promise.all(
      [0, 1, 2, 3, 4, 5].map(async (example) => {
        const row = tensor1d([example], 'int32');
        const { value } = lossPairs['binary-cross-entropy'].evaluate(gather(logits, row), gather(target, row), ones(1), 1, {});
        return (await value.data())[0] ?? NaN;
      }),
    );
    expect(each.slice(0, 4)).toEqual([0, 0, 1000, 1000]);
    expect(each[4]).toBeGreaterThan(0);
    expect((each[4] ?? NaN) / Math.log1p(Math.exp(-20))).toBeCloseTo(1, 4);
    expect(each[5]).toBeCloseTo(20, 5);
  });
});

describe('worked examples', () => {
  beforeEach(() => useBackend('cpu'));

  /** What the head gives for boxes. */
  const raw = (boxes: readonly (readonly number[])[]) =>
    tensor(boxes.flatMap((box) => box.map((one) => Math.log(one / (1 - one)))), [boxes.length, 4]);

  async function boxLossOf(loss: LossId, predicted: Tensor, truth: readonly number[]) {
    const { value, cotangent } = lossPairs[loss].evaluate(predicted, tensor([...truth], [1, 4]), tensor1d([1]), 1, {});
    return { value: (await value.data())[0] ?? NaN, cotangent: [...(await cotangent.data())] };
  }

  it('boxes that lie apart: no overlap, and half of the hull covered', async () => {
    const [one, other] = [[0.2, 0.2, 0.2, 0.2], [0.8, 0.2, 0.2, 0.2]];
    expect((await boxLossOf('iou', raw([one]), other)).value).toBeCloseTo(1, 6);
    expect((await boxLossOf('iou', raw([one]), other)).cotangent.map(Math.abs)).toEqual([0, 0, 0, 0]);
    // GIoU = 0 − (0.16 − 0.08) / 0.16, and the way to more is to the right.
    const { value, cotangent } = await boxLossOf('giou', raw([one]), other);
    expect(value).toBeCloseTo(1.5, 6);
    // By the centre −0.2 · 0.08 / 0.16², times σ′ = 0.2 · 0.8.
    expect(cotangent[0]).toBeCloseTo(-0.1, 5);
    expect(cotangent[1]).toBeCloseTo(0, 5);
  });

  it('equal boxes: nothing lost, and nothing to learn', async () => {
    for (const loss of ['iou', 'giou'] as const) {
      const { value, cotangent } = await boxLossOf(loss, raw([[0.5, 0.25, 0.5, 0.25]]), [0.5, 0.25, 0.5, 0.25]);
      expect(value).toBeCloseTo(0, 6);
      cotangent.forEach((one) => expect(one).toBeCloseTo(0, 5));
    }
  });

  it('a box in a box: the share of the areas', async () => {
    for (const loss of ['iou', 'giou'] as const) {
      const { value, cotangent } = await boxLossOf(loss, raw([[0.5, 0.5, 0.2, 0.2]]), [0.5, 0.5, 0.4, 0.4]);
      // 1 − 0.04 / 0.16; by the width −0.2 / 0.16, times σ′ = 0.2 · 0.8.
      expect(value).toBeCloseTo(0.75, 6);
      [0, 0, -0.2, -0.2].forEach((expected, place) => expect(cotangent[place]).toBeCloseTo(expected, 5));
    }
  });

  it.each(['cpu', 'wasm'] as const)('boxes without width or height, on %s', async (backend) => {
    await useBackend(backend);
    const point = [0, 0, -200, -200];
    const line = [0, 0, -200, 0];
    const all = [0, 0, 200, 200];
    for (const loss of ['iou', 'giou', 'smooth-l1'] as const) {
      for (const predicted of [point, line, all]) {
        for (const truth of [[0.5, 0.5, 0, 0], [0, 0, 0, 0], [0.5, 0.5, 0, 0.5], [0.5, 0.5, 1, 1]]) {
          const { value, cotangent } = await boxLossOf(loss, tensor(predicted, [1, 4]), truth);
          expect([value, ...cotangent].every(Number.isFinite)).toBe(true);
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(2);
        }
      }
    }
  });

  it('Dice of certain pixels, counted', async () => {
    const dice = async (logits: readonly number[], truth: readonly number[], channels = 1) => {
      const prediction = tensor([...logits], [1, 1, truth.length, channels]);
      const { value } = lossPairs['pixel-cross-entropy'].evaluate(prediction, tensor([...truth], [1, 1, truth.length], 'int32'), tensor1d([1]), 1, { dice: 1 });
      return (await value.data())[0];
    };
    // Two seen, one there, one in both: 1 − (2 + 1) / (3 + 1).
    expect(await dice([50, 50, -50, -50], [1, 0, 0, 0])).toBeCloseTo(0.25, 6);
    expect(await dice([-50, -50, -50, -50], [0, 0, 0, 0])).toBeCloseTo(0, 6);
    // Of three classes the mean of class 1, 1 − (0 + 1) / (0 + 1 + 1), and class 2, 1 − 3 / 4.
    expect(await dice([0, 0, 90, 0, 0, 90, 90, 0, 0], [1, 2, 0], 3)).toBeCloseTo((0.5 + 0.25) / 2, 6);
  });

  it('ordered levels: each question by itself', async () => {
    // Level 1 of 3: above level 0, not above level 1.
    const { value, cotangent } = lossPairs['cumulative-logits'].evaluate(
      tensor([2, 1], [1, 2]), tensor1d([1], 'int32'), tensor1d([1]), 1, {},
    );
    expect((await value.data())[0]).toBeCloseTo((Math.log1p(Math.exp(-2)) + Math.log1p(Math.exp(1))) / 2, 6);
    const [above, notAbove] = await cotangent.data();
    expect(above).toBeCloseTo((1 / (1 + Math.exp(-2)) - 1) / 2, 6);
    expect(notAbove).toBeCloseTo(1 / (1 + Math.exp(-1)) / 2, 6);
  });

  it('errors inside and outside of δ and β', async () => {
    const huber = lossPairs.huber.evaluate(tensor([0.5, -3], [1, 2]), tensor([0, 0], [1, 2]), tensor1d([1]), 1, { delta: 1 });
    expect((await huber.value.data())[0]).toBeCloseTo((0.125 + 2.5) / 2, 6);
    expect([...(await huber.cotangent.data())]).toEqual([0.25, -0.5]);
    const { value } = await boxLossOf('smooth-l1', raw([[0.5, 0.5, 0.5, 0.5]]), [0.5, 0.45, 0.2, 0.5]);
    expect(value).toBeCloseTo((0.05 ** 2 / 0.2 + 0.3 - 0.05) / 4, 6);
  });
});
