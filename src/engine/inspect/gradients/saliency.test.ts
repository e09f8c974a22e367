import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Experiment } from '../../../experiment/schema';
import type { Result } from '../../../lib/result';
import type { Problem } from '../../../protocol/problem';
import { useBackend } from '../../backend/node-backends';
import { disposeBatch } from '../../data/batch';
import { planOf, shakenWeights } from '../../testing/plans';
import { forked, separate, tangled, trainerOf } from '../../testing/small-experiments';
import { stockLosses } from '../../testing/stock/network';
import { disposeSubject, inParts, onTinyData, subjectOf } from '../subjects.test-helpers';
import { saliency } from './saliency';
import { unitImportance } from './unit-importance';

beforeAll(() => useBackend('cpu'));

function found<Value>(result: Result<Value, Problem>): Value {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

/** A run of shaken weights, which are all different from 0. */
async function shakenSubject(experiment: Experiment) {
  const first = trainerOf(experiment);
  const weights = shakenWeights(planOf(experiment));
  const subject = await subjectOf(experiment, { ...(await first.state()), weights });
  first.dispose();
  return { subject, weights };
}

const networks = [
  ['forked', onTinyData(forked)],
  ['tangled', onTinyData(tangled)],
  ['separate', onTinyData(separate)],
] as const;

describe('which pixels matter', () => {
  it.each(networks)('is by gradient × input what autodiff says, for each task: %s', async (_name, experiment) => {
    const plan = planOf(experiment);
    const { subject, weights } = await shakenSubject(experiment);
    const answer = found(await saliency.answer({ kind: 'saliency', images: [7] }, subject));
    const batch = subject.data.picked([7]).batch();
    const image = batch.inputs['image'];
    if (image === undefined) throw new Error('no image');
    for (const task of plan.tasks.keys()) {
      const expected = tf.tidy(() => {
        const loss = (pixels: tf.Tensor) => tf.slice(stockLosses(experiment, plan, tf.tensor1d(weights), { ...batch, inputs: { image: pixels } }), task, 1);
        return tf.mul(tf.grad(loss)(image), image);
      });
      const values = await expected.data();
      expected.dispose();
      const map = answer.gradient[task] ?? new Float32Array();
      expect(map).toHaveLength(784);
      expect(Math.max(...values.map(Math.abs))).toBeGreaterThan(1e-4);
      expect(Math.max(...values.map((value, at) => Math.abs(value - (map[at] ?? Number.NaN))))).toBeLessThan(1e-5);
    }
    disposeBatch(batch);
    disposeSubject(subject);
  });

  it('is by occlusion how the loss of the image changes where a square is set to the mean', async () => {
    const experiment = onTinyData(tangled);
    const plan = planOf(experiment);
    const { subject, weights } = await shakenSubject(experiment);
    const answer = found(await saliency.answer({ kind: 'saliency', images: [3] }, inParts(subject, 50)));
    const batch = subject.data.picked([3]).batch();
    const pixels = Float32Array.from((await batch.inputs['image']?.data()) ?? []);
    const lossesOf = async (values: Float32Array) => {
      const losses = tf.tidy(() => stockLosses(experiment, plan, tf.tensor1d(weights), { ...batch, inputs: { image: tf.tensor(values, [1, 28, 28, 1]) } }));
      const read = Float32Array.from(await losses.data());
      losses.dispose();
      return read;
    };
    const untouched = await lossesOf(pixels);
    // The pixel in the corner lies under one square alone.
    const hidden = await lossesOf(pixels.map((value, at) => (at % 28 < 4 && at < 4 * 28 ? 0 : value)));
    for (const [task, loss] of untouched.entries()) {
      expect(answer.losses[task]).toBeCloseTo(loss, 5);
      expect(answer.occlusion[task]?.[0]).toBeCloseTo((hidden[task] ?? Number.NaN) - loss, 5);
    }
    disposeBatch(batch);
    disposeSubject(subject);
  });
});

describe('how much a unit matters', () => {
  it('is what autodiff says: behind ReLU Σ activation × gradient is Σ weight × gradient (Euler)', async () => {
    const experiment = onTinyData(tangled);
    const plan = planOf(experiment);
    const { subject, weights } = await shakenSubject(experiment);
    const step = plan.steps.find(({ layer }) => layer.id === 'conv');
    if (step === undefined) throw new Error('no such layer');
    const images = [4, 0, 11, 4, 6];
    const expected = step.tasks.map(() => [0, 0]);
    for (const image of images) {
      const batch = subject.data.picked([image]).batch();
      for (const [row, task] of step.tasks.entries()) {
        const products = tf.tidy(() => {
          const flat = tf.tensor1d(weights);
          return tf.mul(tf.grad((all: tf.Tensor) => tf.slice(stockLosses(experiment, plan, tf.reshape<tf.Rank.R1>(all, [-1]), batch), task, 1))(flat), flat);
        });
        const values = await products.data();
        products.dispose();
        for (const unit of [0, 1]) {
          // The last axis of kernel and bias alike is that of the two units.
          const sum = step.weights.reduce((all, { offset, size }) => all + Float32Array.from(values.slice(offset, offset + size)).reduce((own, value, at) => (at % 2 === unit ? own + value : own), 0), 0);
          const ofTask = expected[row] ?? [];
          ofTask[unit] = (ofTask[unit] ?? 0) + Math.abs(sum) / images.length;
        }
      }
      disposeBatch(batch);
    }
    const answer = found(await unitImportance.answer({ kind: 'unit-importance', layer: 'conv', images }, inParts(subject, 2)));
    expect(answer.tasks).toEqual(step.tasks);
    expect(Math.max(...expected.flat())).toBeGreaterThan(1e-3);
    for (const [row, values] of answer.values.entries()) expect([...values]).toEqual((expected[row] ?? []).map((value) => expect.closeTo(value, 5)));
    disposeSubject(subject);
  });
});
