import { tensor, tensor1d, tensor2d } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { summaries } from '../../domain/metrics/summaries';
import { useBackend } from '../backend/node-backends';
import { wholeClassification } from './classification';
import { measures } from './measures';

describe.each(['cpu', 'wasm'] as const)('measures on %s', (backend) => {
  it('counts right classes', async () => {
    await useBackend(backend);
    const logits = tensor2d([[0.1, 3, -1], [2, 1, 0], [-5, -4, -3], [0, 0, 1]]);
    const sums = await measures.classification(logits, tensor1d([1, 1, 2, 2], 'int32')).data();
    expect([...sums]).toEqual([3, 4]);
    expect(sums).toHaveLength(summaries.classification.sumsLength(3));
    expect(summaries.classification.metricsOf(sums, 1)).toEqual({ accuracy: 0.75 });
  });

  it('makes of all answers of a test what a classification has further, and a matrix as long as is said', async () => {
    await useBackend(backend);
    const { read, details } = wholeClassification;
    const tensors = read(tensor2d([[1, 0], [-2, 3], [2, 0], [-1, 1]]), tensor1d([0, 0, 0, 1], 'int32'));
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
    await useBackend(backend);
    const truth = tensor2d([[1, 10], [2, 20], [3, 60]]);
    const sums = await measures.regression(tensor2d([[1, 13], [2.5, 20], [2, 56]]), truth).data();
    expect([...sums]).toEqual([8.5, 3, 1.25, 25, 6, 90, 14, 4100]);
    expect(sums).toHaveLength(summaries.regression.sumsLength(2));
    const { mae, r2, rmse } = summaries.regression.metricsOf(sums, 2);
    // The mean of 1 − 1.25/2 and 1 − 25/1400; the error in the unit of the value, twice that of the
    // network.
    expect(mae).toBeCloseTo((8.5 / 6) * 2, 6);
    expect(rmse).toBeCloseTo(2 * Math.sqrt((1.25 + 25) / 6), 6);
    expect(r2).toBeCloseTo((1 - 1.25 / 2 + 1 - 25 / 1400) / 2, 6);
  });

  it('sums the mean squared error of images', async () => {
    await useBackend(backend);
    const target = tensor([0, 0.5, 1, 0, 0, 0, 0, 0], [2, 2, 2, 1]);
    const prediction = tensor([0, 0.5, 0.8, 0, 0, 0.4, 0, 0], [2, 2, 2, 1]);
    const sums = await measures.image(prediction, target).data();
    expect(sums[0]).toBeCloseTo(0.01 + 0.04, 6);
    expect(sums[1]).toBe(2);
    expect(summaries.image.metricsOf(sums, 1).psnr).toBeCloseTo(10 * Math.log10(1 / 0.025), 5);
  });
});
