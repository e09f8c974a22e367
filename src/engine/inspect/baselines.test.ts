import { beforeAll, expect, it } from 'vitest';
import { taskMetrics } from '../../domain/metrics/task-metrics';
import { tasksOf } from '../../experiment/context';
import { useBackend } from '../backend/node-backends';
import { disposeBatch, type Batch } from '../data/batch';
import { forked } from '../testing/small-experiments';
import { baselines } from './baselines';
import { disposeSubject, onTinyData, subjectOf } from './subjects.test-helpers';

beforeAll(() => useBackend('cpu'));

async function targetOf(batch: Batch, task: number): Promise<readonly number[]> {
  const values = [...((await batch.targets[task]?.data()) ?? [])];
  disposeBatch(batch);
  return values;
}

it('naive baselines are the commonest class of the training labels and the mean image, on test images', async () => {
  const experiment = onTinyData(forked);
  const tasks = tasksOf(experiment);
  const subject = await subjectOf(experiment);
  const { data } = subject;
  const answered = await baselines.answer({ kind: 'baselines' }, subject);
  if (!answered.ok) throw new Error(answered.error.detail);
  expect(answered.value.images).toBe(20);
  for (const [task, asked] of tasks.entries()) {
    const trained = await targetOf(data.sampleBatch(0, data.sampleImages), task);
    const tested = await targetOf(data.testBatch(0, 20), task);
    const metrics = taskMetrics(asked, answered.value.sums[task] ?? new Float32Array());
    if (asked.measure === 'classification') {
      const counts = asked.target.classes.map((_, index) => trained.filter((label) => label === index).length);
      const commonest = counts.indexOf(Math.max(...counts));
      expect(metrics.accuracy).toBeCloseTo(tested.filter((label) => label === commonest).length / 20, 6);
    } else {
      const size = tested.length / 20;
      const mean = Array.from({ length: size }, (_, pixel) => trained.filter((_, place) => place % size === pixel).reduce((sum, value) => sum + value, 0) / data.sampleImages);
      const error = tested.reduce((sum, value, place) => sum + (value - (mean[place % size] ?? Number.NaN)) ** 2, 0) / tested.length;
      expect(metrics.psnr).toBeCloseTo(-10 * Math.log10(error), 4);
    }
  }
  expect(tasks.map(({ measure }) => measure)).toContain('classification');
  disposeSubject(subject);
});
