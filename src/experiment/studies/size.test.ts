import { expect, it } from 'vitest';
import { plannedSteps } from '../context';
import { defaultExperiment } from '../default-experiment';
import { limits } from '../limits';
import type { StudyPlan } from './plans';
import { seedsFrom, studySize } from './size';

it('counts the runs and steps of a comparison', () => {
  const tasks = defaultExperiment.tasks.length;
  const runs = 2 * (1 + tasks);
  expect(studySize(defaultExperiment, { kind: 'comparison', seeds: [1, 2] })).toEqual({
    ok: true,
    value: { runs, steps: runs * plannedSteps(defaultExperiment) },
  });
});

it('counts the steps of a sweep over epochs, on the images that are left to train on', () => {
  const document = { ...defaultExperiment, data: { ...defaultExperiment.data, train: 1000, validation: 0.2 } };
  const plan: StudyPlan = { kind: 'sweep', axis: { kind: 'field', path: 'training.epochs', values: [1, 3] }, seeds: [1], alone: false };
  const batch = document.training.batchSize;
  expect(studySize(document, plan)).toMatchObject({ value: { runs: 2, steps: Math.ceil(800 / batch) + Math.ceil(2400 / batch) } });
});

it('says why a study cannot be', () => {
  expect(studySize(defaultExperiment, { kind: 'comparison', seeds: [1, 1] })).toMatchObject({ error: { code: 'repeated-value' } });
});

it('goes round at the greatest seed', () => {
  expect(seedsFrom(7, 3)).toEqual([7, 8, 9]);
  expect(seedsFrom(limits.seed[1], 2)).toEqual([limits.seed[1], 0]);
});
