import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { sizeOf } from '../../../domain/shape';
import type { LayerPicture } from '../../../protocol/inspections';
import { useBackend } from '../../backend/node-backends';
import { disposeBatch } from '../../data/batch';
import { testing } from '../../evaluation/evaluate';
import { forwardPass } from '../../step/forward';
import { planOf } from '../../testing/plans';
import { forked, tangled, train } from '../../testing/small-experiments';
import { disposeSubject, onTinyData, subjectOf } from '../subjects.test-helpers';
import { layerPicture } from './layer-picture';
import { pictures } from './pictures';

beforeAll(() => useBackend('cpu'));

/** The pixels of a picture, no nearer than its bytes tell. */
const pixelsOf = ({ bytes, low, high }: LayerPicture) => Array.from(bytes, (byte) => low + (byte / 255) * (high - low));

/** Channel after channel the means of blocks, by TensorFlow.js. */
async function meansOf(values: Float32Array, [height = 1, width = 1, channels = 1]: readonly number[], shown: number, factor: number): Promise<Float32Array> {
  const means = tf.tidy(() => {
    const maps = tf.slice(tf.tensor4d(values, [1, height, width, channels]), [0, 0, 0, 0], [1, height, width, shown]);
    const pooled = tf.avgPool(maps, factor, factor, 'same');
    return tf.transpose(pooled, [3, 0, 1, 2]);
  });
  const read = Float32Array.from(await means.data());
  means.dispose();
  return read;
}

describe('pictures of the layers', () => {
  it.each([['forked', onTinyData(forked)], ['tangled', onTinyData(tangled)]] as const)('are the tensors of one forward pass, shrunk and in 256 steps: %s', async (_name, experiment) => {
    const subject = await subjectOf(experiment);
    await train(subject.trainer, experiment, 2);
    const images = [17, 0];
    const answered = await pictures.answer({ kind: 'pictures', images }, subject);
    if (!answered.ok) throw new Error(answered.error.detail);
    const { steps, tasks } = planOf(experiment);
    const heads = tasks.map(({ head }) => head);
    const batch = subject.data.picked(images).batch();
    const outputs = await subject.trainer.inspect(async ({ plan, layers }) => {
      const made = tf.tidy(() => forwardPass(plan, layers, batch, testing).outputs.map((output) => output.clone()));
      const values = await Promise.all(made.map(async (output) => Float32Array.from(await output.data())));
      tf.dispose(made);
      return values;
    });
    disposeBatch(batch);
    expect(answered.value.step).toBe(2);
    let maps = 0;
    for (const [place, own] of answered.value.images.entries()) {
      expect(own.map(({ layer }) => layer)).toEqual(steps.filter((_, index) => !heads.includes(index)).map(({ layer }) => layer.id));
      for (const picture of own) {
        const index = steps.findIndex(({ layer }) => layer.id === picture.layer);
        const shape = steps[index]?.layer.outputShape ?? [];
        const whole = outputs[index]?.subarray(place * sizeOf(shape), (place + 1) * sizeOf(shape)) ?? new Float32Array();
        const [shown, rows, columns] = picture.shape;
        const isMap = shape.length === 3 && rows * columns > 1;
        if (isMap) maps += 1;
        const expected = await (isMap ? meansOf(whole, shape, shown, picture.factor) : meansOf(whole, [1, sizeOf(shape), 1], 1, picture.factor));
        expect(picture.count).toBe(isMap ? shape[2] : 1);
        expect(Math.max(rows, columns)).toBeLessThanOrEqual(64);
        const step = (picture.high - picture.low) / 255;
        const pixels = pixelsOf(picture);
        expect(pixels).toHaveLength(expected.length);
        for (const [at, value] of expected.entries()) expect(Math.abs(value - (pixels[at] ?? Number.NaN))).toBeLessThanOrEqual(step / 2 + 1e-6);
        expect([picture.low, picture.high]).toEqual([expect.closeTo(Math.min(0, ...expected), 5), expect.closeTo(Math.max(0, ...expected), 5)]);
      }
    }
    expect(maps).toBeGreaterThan(0);
    disposeSubject(subject);
  });

  it('are those of one layer where only it is asked for, and a head is one as well', async () => {
    const subject = await subjectOf(onTinyData(forked));
    const all = await pictures.answer({ kind: 'pictures', images: [3] }, subject);
    const one = await pictures.answer({ kind: 'pictures', images: [3], layer: 'pool' }, subject);
    const pool = all.ok ? all.value.images[0]?.filter(({ layer }) => layer === 'pool') : undefined;
    expect(pool).toHaveLength(1);
    expect(one).toEqual({ ok: true, value: { step: 0, images: [pool] } });
    expect(await pictures.answer({ kind: 'pictures', images: [3], layer: 'nothing' }, subject)).toMatchObject({ ok: false, error: { code: 'no-such-layer' } });
    disposeSubject(subject);
  });
});

describe('the picture of an output', () => {
  it('has of many channels the first eight, and what data bring in colour as one map', () => {
    const values = Float32Array.from({ length: 2 * 2 * 8 }, (_, index) => index);
    const many = layerPicture('conv', [2, 2, 12], values, false);
    expect(many).toMatchObject({ count: 12, shape: [8, 2, 2, 1], factor: 1, low: 0, high: 31 });
    expect(pixelsOf(many).slice(4, 8)).toEqual([1, 9, 17, 25].map((value) => expect.closeTo(value, 0)));
    const colour = layerPicture('input', [2, 2, 3], Float32Array.from([-1, 0, 1, -1, 0, 1, -1, 0, 1, -1, 0, 3]), true);
    expect(colour).toMatchObject({ count: 1, shape: [1, 2, 2, 3], low: -1, high: 3 });
    expect([...colour.bytes]).toEqual([0, 64, 128, 0, 64, 128, 0, 64, 128, 0, 64, 255]);
  });

  it('has bars of neighbouring units where there are many, and is black where all is 0', () => {
    const { shape, factor, bytes } = layerPicture('flatten', [130], new Float32Array(130).fill(2), false);
    expect([shape, factor, new Set(bytes)]).toEqual([[1, 1, 44, 1], 3, new Set([255])]);
    expect(new Set(layerPicture('dead', [4, 4, 1], new Float32Array(16), false).bytes)).toEqual(new Set([0]));
  });

  it('shrinks what is not as wide as it is high in its own proportion', () => {
    expect(layerPicture('half', [28, 14, 1], new Float32Array(392), false).shape).toEqual([1, 28, 14, 1]);
    expect(layerPicture('rows', [28, 64], new Float32Array(28 * 64), false).shape).toEqual([1, 14, 32, 1]);
    expect(layerPicture('conv', [28, 28, 8], new Float32Array(28 * 28 * 8), false).shape).toEqual([8, 14, 14, 1]);
  });
});
