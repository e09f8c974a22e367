import { cast, mul, sigmoid, slice, tensor, tensor1d, tensor2d, type Tensor, type Tensor1D } from '@tensorflow/tfjs-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { summaries, type MeasureId } from '../../domain/metrics/summaries';
import { boxIou } from '../../domain/metrics/box-scores';
import { useBackend } from '../backend/node-backends';
import { normalNumbers, onBackend } from '../oracle.test-helpers';
import { wholeClassification } from './classification';
import { measures } from './measures';

/** Sums, as many as the metrics expect of a head with that output. */
async function sumsOf(id: MeasureId, prediction: Tensor, target: Tensor, exampleWeights?: Tensor1D): Promise<number[]> {
  const sums = await measures[id](prediction, target, exampleWeights).data();
  expect(sums).toHaveLength(summaries[id].sumsLength(prediction.shape.slice(1)));
  return [...sums];
}

describe.each(['cpu', 'wasm'] as const)('measures on %s', (backend) => {
  beforeEach(() => useBackend(backend));

  it('counts right classes', async () => {
    const logits = tensor2d([[0.1, 3, -1], [2, 1, 0], [-5, -4, -3], [0, 0, 1]]);
    const target = tensor1d([1, 1, 2, 2], 'int32');
    const sums = await sumsOf('classification', logits, target);
    expect(sums).toEqual([3, 4]);
    expect(summaries.classification.metricsOf(sums, 1)).toEqual({ accuracy: 0.75 });
    expect(await sumsOf('classification', logits, target, tensor1d([1, 1, 0, 0]))).toEqual([1, 2]);
  });

  it('makes of all answers of a test what a classification has further, and a matrix as long as is said', async () => {
    await useBackend(backend);
    const { read, details } = wholeClassification;
    const tensors = read(tensor2d([[1, 0], [-2, 3], [2, 0], [-1, 1]]), tensor1d([0, 0, 0, 1], 'int32'), undefined);
    const arrays = await Promise.all(tensors.map(async (one) => Float32Array.from(await one.data())));
    const { metrics, confusion } = details(arrays, 2);
    expect(Object.keys(metrics ?? {})).toEqual(summaries.classification.further);
    // Two thirds in single precision, as tests have been kept from the first version on.
    expect(metrics?.auc).toBe(Math.fround(2 / 3));
    expect([...(confusion ?? [])]).toEqual([2, 1, 0, 1]);
    expect(summaries.classification.details?.lengths(2)).toEqual({ confusion: 4 });
    expect(() => details(arrays.slice(1), 2)).toThrow('missing');
  });

  it('sums errors and values of a regression per coordinate', async () => {
    const [prediction, truth] = [tensor2d([[1, 13], [2.5, 20], [2, 56]]), tensor2d([[1, 10], [2, 20], [3, 60]])];
    const sums = await sumsOf('regression', prediction, truth);
    expect(sums).toEqual([8.5, 3, 1.25, 25, 6, 90, 14, 4100]);
    const { mae, r2, rmse } = summaries.regression.metricsOf(sums, 2);
    // The mean of 1 − 1.25/2 and 1 − 25/1400; the error in the unit of the value, twice that of the
    // network.
    expect(mae).toBeCloseTo((8.5 / 6) * 2, 6);
    expect(rmse).toBeCloseTo(2 * Math.sqrt((1.25 + 25) / 6), 6);
    expect(r2).toBeCloseTo((1 - 1.25 / 2 + 1 - 25 / 1400) / 2, 6);
    expect(await sumsOf('regression', prediction, truth, tensor1d([1, 1, 0]))).toEqual([3.5, 2, 0.25, 9, 3, 30, 5, 500]);
  });

  it('sums the mean squared error of images', async () => {
    const target = tensor([0, 0.5, 1, 0, 0, 0, 0, 0], [2, 2, 2, 1]);
    const prediction = tensor([0, 0.5, 0.8, 0, 0, 0.4, 0, 0], [2, 2, 2, 1]);
    const [squares, images] = await sumsOf('image', prediction, target);
    expect(squares).toBeCloseTo(0.01 + 0.04, 6);
    expect(images).toBe(2);
    expect(summaries.image.metricsOf([squares ?? NaN, 2], 1).psnr).toBeCloseTo(10 * Math.log10(1 / 0.025), 5);
    expect(await sumsOf('image', prediction, target, tensor1d([0, 1]))).toEqual([expect.closeTo(0.04, 6), 1]);
  });

  it('sums the overlap of boxes', async () => {
    const boxes = [[0.5, 0.5, 0.2, 0.2], [0.25, 0.25, 0.5, 0.5], [0.2, 0.2, 0.2, 0.2]];
    const truth = [[0.5, 0.5, 0.4, 0.4], [0.5, 0.25, 0.5, 0.5], [0.8, 0.2, 0.2, 0.2]];
    const raw = tensor2d(boxes.map((box) => box.map((one) => Math.log(one / (1 - one)))));
    // One in the other, a quarter; half across each other, a third; apart.
    const sums = await sumsOf('box', raw, tensor2d(truth));
    expect(sums).toEqual([expect.closeTo(1 / 4 + 1 / 3, 6), 3]);
    expect(summaries.box.metricsOf(sums, 1).iou).toBeCloseTo(7 / 36, 6);
    expect(await sumsOf('box', raw, tensor2d(truth), tensor1d([0, 1, 1]))).toEqual([expect.closeTo(1 / 3, 6), 2]);
  });

  it('overlaps boxes as the plain function does', async () => {
    const count = 20;
    const [raw, other] = [normalNumbers('boxes', [count, 4]), normalNumbers('other boxes', [count, 4])];
    const squashed = (values: Float32Array) => values.map((value) => 1 / (1 + Math.exp(-value)));
    const truth = { shape: other.shape, values: squashed(other.values) };
    const boxesOf = (values: Float32Array) =>
      Array.from({ length: count }, (_, row) => {
        const [x = NaN, y = NaN, width = NaN, height = NaN] = values.subarray(4 * row, 4 * row + 4);
        return { x: x - width / 2, y: y - height / 2, width, height };
      });
    const others = boxesOf(truth.values);
    const expected = boxesOf(squashed(raw.values)).map((box, row) => boxIou(box, others[row] ?? box));
    const [sum] = await sumsOf('box', onBackend(raw), onBackend(truth));
    expect(sum).toBeCloseTo(expected.reduce((total, one) => total + one, 0), 4);
  });

  it('counts pixels of masks by class, and the Dice of each image', async () => {
    // The first image: two seen, two there, one in both. The second: neither seen nor there.
    const logits = tensor([3, 1, -1, -2, -1, -1, -1, -1], [2, 2, 2, 1]);
    const truth = tensor([1, 0, 1, 0, 0, 0, 0, 0], [2, 2, 2]);
    const sums = await sumsOf('mask', logits, truth);
    expect(sums).toEqual([1 + 4, 1, 3 + 4, 3, 0.5 + 1, 2]);
    expect(summaries.mask.metricsOf(sums, 1)).toEqual({ iou: expect.closeTo((5 / 7 + 1 / 3) / 2, 6), dice: 0.75 });
    expect(await sumsOf('mask', logits, cast(truth, 'int32'), tensor1d([1, 0]))).toEqual([1, 1, 3, 3, 0.5, 1]);
    // Without a pixel of the second class only the background counts.
    expect(summaries.mask.metricsOf(await sumsOf('mask', logits, truth, tensor1d([0, 1])), 1)).toEqual({ iou: 1, dice: 1 });
  });

  it('counts pixels of masks of three classes', async () => {
    const logits = tensor([5, 0, 0, 0, 5, 0, 0, 5, 0, 0, 0, 5], [1, 2, 2, 3]);
    // Answer 0 1 1 2, truth 0 1 2 2: Dice 2/3 of class 1, 2/3 of class 2.
    const sums = await sumsOf('mask', logits, tensor([0, 1, 2, 2], [1, 2, 2], 'int32'));
    expect(sums).toEqual([1, 1, 1, 1, 2, 2, expect.closeTo(2 / 3, 6), 1]);
    expect(summaries.mask.metricsOf(sums, 1).iou).toBeCloseTo(2 / 3, 6);
  });

  it('counts tags', async () => {
    const logits = tensor2d([[1, -1, -1], [2, 1, -3], [-1, 0, -1]]);
    const truth = tensor2d([[1, 1, 0], [0, 1, 0], [1, 0, 0]]);
    const sums = await sumsOf('tags', logits, truth);
    expect(sums).toEqual([1, 1, 0, 2, 1, 0, 2, 2, 0]);
    // 2 · 1 / (2 + 2) and 2 · 1 / (1 + 2); nobody has or gets the third.
    expect(summaries.tags.metricsOf(sums, 1).f1).toBeCloseTo((1 / 2 + 2 / 3) / 2, 6);
    expect(await sumsOf('tags', logits, truth, tensor1d([1, 0, 1]))).toEqual([1, 0, 0, 1, 0, 0, 2, 1, 0]);
  });

  it('measures the distance of levels', async () => {
    // Levels 2, 0 and 1: a logit counts by itself, whatever those before it say.
    const logits = tensor2d([[4, 1, -1], [-1, -2, -3], [-1, 2, 0]]);
    const sums = await sumsOf('ordinal', logits, tensor1d([0, 0, 1], 'int32'));
    expect(sums).toEqual([2, 2, 3]);
    expect(summaries.ordinal.metricsOf(sums, 1)).toEqual({ 'level-mae': expect.closeTo(2 / 3, 12), accuracy: expect.closeTo(2 / 3, 12) });
    expect(await sumsOf('ordinal', logits, tensor1d([0, 0, 1], 'int32'), tensor1d([0, 1, 0]))).toEqual([0, 1, 1]);
  });

  const batch = 7;
  const classesOf = (name: string, shape: readonly number[], classes: number, type: 'int32' | 'float32') =>
    tensor(Array.from(normalNumbers(name, shape).values, (value) => Math.abs(Math.floor(7 * value)) % classes), [...shape], type);
  const shapes: Readonly<Record<MeasureId, { readonly output: readonly number[]; readonly target: () => Tensor }>> = {
    classification: { output: [4], target: () => classesOf('t', [batch], 4, 'int32') },
    regression: { output: [3], target: () => onBackend(normalNumbers('t', [batch, 3])) },
    image: { output: [3, 2, 2], target: () => onBackend(normalNumbers('t', [batch, 3, 2, 2])) },
    box: { output: [4], target: () => sigmoid(onBackend(normalNumbers('t', [batch, 4]))) },
    mask: { output: [3, 4, 3], target: () => classesOf('t', [batch, 3, 4], 3, 'int32') },
    tags: { output: [5], target: () => classesOf('t', [batch, 5], 2, 'float32') },
    ordinal: { output: [3], target: () => classesOf('t', [batch], 4, 'int32') },
  };

  it.each(Object.entries(shapes).flatMap(([id, one]) => (isMeasure(id) ? [{ id, ...one }] : [])))(
    '$id: weights of 1 change nothing, and those of 0 leave out as if cut off',
    async ({ id, output, target }) => {
      const prediction = onBackend(normalNumbers('p', [batch, ...output]));
      const cut = (all: Tensor, from: number) => slice(all, [from, ...all.shape.slice(1).map(() => 0)], [batch - from, ...all.shape.slice(1)]);
      const close = (sums: readonly number[]) => sums.map((sum) => expect.closeTo(sum, 4));
      const all = await sumsOf(id, prediction, target());
      expect(await sumsOf(id, prediction, target(), tensor1d(Array.from({ length: batch }, () => 1)))).toEqual(close(all));
      const weights = tensor1d([0, 0, 1, 1, 1, 1, 1]);
      const rest = await sumsOf(id, cut(prediction, 2), cut(target(), 2));
      expect(await sumsOf(id, prediction, target(), weights)).toEqual(close(rest));
      const garbage = Array.from({ length: prediction.size }, (_, place) => (place < (2 * prediction.size) / batch ? 1e4 : 1));
      expect(await sumsOf(id, mul(prediction, tensor(garbage, prediction.shape)), target(), weights)).toEqual(close(rest));
    },
  );

  function isMeasure(id: string): id is MeasureId {
    return id in shapes;
  }
});
