import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import { disposeBatch } from '../data/batch';
import { testing } from '../evaluation/evaluate';
import { useBackend } from '../backend/node-backends';
import { forwardPass, outputOf } from '../step/forward';
import { difference } from '../testing/directions';
import { planOf } from '../testing/plans';
import { tangled, train } from '../testing/small-experiments';
import { outcomes } from './outcomes';
import { readTensors } from './read-tensors';
import { disposeSubject, inParts, onTinyData, subjectOf } from './subjects.test-helpers';

beforeAll(() => useBackend('cpu'));

const experiment = onTinyData(tangled);

it('the outcomes of test images are those of the forward pass: answers, confidences, and losses that average to those of a test', async () => {
  const subject = await subjectOf(experiment);
  await train(subject.trainer, experiment, 3);
  const images = Array.from({ length: 20 }, (_, index) => 19 - index);
  const ask = () => outcomes.answer({ kind: 'outcomes', images }, inParts(subject, 6));
  // The first look cuts the weights up for all.
  await ask();
  const before = tf.memory().numTensors;
  const answer = await ask();
  expect(tf.memory().numTensors).toBe(before);
  if (!answer.ok) throw new Error(answer.error.detail);
  expect(answer.value.step).toBe(3);

  const batch = subject.data.picked(images).batch();
  const outputs = await subject.trainer.inspect(({ plan, layers }) =>
    readTensors(() => {
      const pass = forwardPass(plan, layers, batch, testing);
      return plan.tasks.map(({ head }) => outputOf(pass, head));
    }),
  );
  const test = subject.trainer.test();
  test.add(batch);
  const tested = (await test.finish()).tasks;
  for (const [task, { kind }] of planOf(experiment).tasks.entries()) {
    const [own, output] = [answer.value.tasks[task], outputs[task]];
    if (own === undefined || output === undefined) throw new Error('a task without outcomes');
    expect(own.losses.reduce((sum, loss) => sum + loss, 0) / images.length).toBeCloseTo(tested[task]?.loss ?? Number.NaN, 5);
    const rows = images.map((_, image) => output.subarray((image * output.length) / images.length, ((image + 1) * output.length) / images.length));
    if (kind.target.id === 'values') {
      expect(difference(own.answers, [...kind.target.decode(output)])).toBeLessThan(1e-6);
      continue;
    }
    expect([...own.answers]).toEqual(rows.map((row) => row.indexOf(Math.max(...row))));
    const sums = rows.map((row) => row.reduce((sum, logit) => sum + Math.exp(logit), 0));
    expect(difference(own.confidences, rows.map((row, image) => Math.exp(Math.max(...row)) / (sums[image] ?? Number.NaN)))).toBeLessThan(1e-6);
    expect(own.answers.filter((index, image) => index === own.truths[image])).toHaveLength(tested[task]?.sums[0] ?? -1);
  }
  disposeBatch(batch);
  disposeSubject(subject);
});
