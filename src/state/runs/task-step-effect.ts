import type { TestPoint } from '../../protocol/metrics';
import type { RunSeries } from './run-series';
import { onTestImages } from './test-points';

/** What a person's last steps on the loss of one task did to all tasks, on all test images. */
interface TaskStepEffect {
  /** Index of the task. */
  readonly task: number;
  /** The steps, counting steps taken: from `first` to `last`, all on that task. */
  readonly first: number;
  readonly last: number;
  readonly images: number;
  /**
   * [tasks] test losses before the first of them; undefined where none were measured there, as
   * before the first step of all.
   */
  readonly before: readonly number[] | undefined;
  /** [tasks] test losses after the last of them. */
  readonly after: readonly number[];
}

/**
 * The effect of the last steps, where they were on one task alone and the test after them is there;
 * else undefined.
 */
export function taskStepEffect({ steps, taskSteps, tests }: Pick<RunSeries, 'steps' | 'taskSteps' | 'tests'>): TaskStepEffect | undefined {
  const newest = taskSteps.at(-1);
  if (newest === undefined || newest.step !== steps) return undefined;
  const alone = new Set(taskSteps.filter(({ task }) => task === newest.task).map(({ step }) => step));
  const after = testAt(tests, newest.step);
  if (after === undefined) return undefined;
  // Steps in quick succession leave no time for a test between them: back to the last one that was
  // made.
  let first = newest.step;
  while (testAt(tests, first - 1) === undefined && alone.has(first - 1)) first -= 1;
  const before = testAt(tests, first - 1);
  return {
    task: newest.task,
    first,
    last: newest.step,
    images: after.images,
    before: before?.images === after.images ? lossesOf(before) : undefined,
    after: lossesOf(after),
  };
}

function lossesOf({ tasks }: TestPoint): readonly number[] {
  return tasks.map(({ loss }) => loss);
}

function testAt(tests: readonly TestPoint[], step: number): TestPoint | undefined {
  return tests.find((test) => test.step === step && !test.subset && onTestImages(test));
}
