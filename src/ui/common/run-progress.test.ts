import { expect, test } from 'vitest';
import { plannedSteps } from '../../experiment/context';
import { defaultExperiment } from '../../experiment/default-experiment';
import { runProgress } from './run-progress';

test('epochs are counted from 1 and stop at the last', () => {
  const planned = plannedSteps(defaultExperiment);
  expect(runProgress(defaultExperiment, 0)).toEqual({ epoch: 1, share: 0 });
  expect(runProgress(defaultExperiment, 157).epoch).toBe(2);
  expect(runProgress(defaultExperiment, planned)).toEqual({ epoch: 6, share: 1 });
  expect(runProgress(defaultExperiment, planned + 10)).toEqual({ epoch: 6, share: 1 });
});
