import type { TestSplit } from '../../protocol/metrics';
import type { ExperimentData } from '../data/experiment-data';
import type { DeviceGuard } from './device-guard';
import type { Evaluation } from './evaluation';
import type { Budget } from './pacing';
import type { Reporter } from './reporter';
import type { RunContext } from './run-context';
import type { Signal } from './signal';

/** Milliseconds that training may have to wait for the test of the untrained network. */
const longestWait = 1000;

/** What is done while training rests works with this. `end` is raised when training goes on. */
export interface RestingRun {
  readonly context: Pick<RunContext, 'emit' | 'world'>;
  readonly data: ExperimentData;
  readonly device: DeviceGuard;
  readonly evaluation: Evaluation;
  readonly reporter: Reporter;
  readonly testBudget: Budget;
  readonly end: Signal;
  /** Sends the tests that were added. */
  readonly publish: () => Promise<void>;
}

/** Tests the network as it is before training. Training waits for that, so that curves have their beginning, but not for long. */
export async function testUntrained({ context, device, evaluation, reporter, testBudget, end, publish }: RestingRun): Promise<void> {
  const { now } = context.world;
  const begin = now();
  const isLong = () => now() - begin > longestWait;
  const progress = (done: number, total: number) => {
    if (isLong()) context.emit('progress', { phase: 'testing', done, total });
  };
  const point = await device.unlessLost(evaluation.subset(() => end.isRaised && isLong(), progress));
  testBudget.expect(now() - begin);
  if (point === undefined) return;
  reporter.addTest(point);
  await publish();
}

/**
 * Tests all images that are set aside for validation, all test images, and the sample of those trained on. Each test is sent as it is made:
 * the sample comes last, so that nobody waits for it who looks at the test images. Resolves with the step that was tested; undefined if it was
 * broken off, or the images could not be had.
 */
export async function testAll({ context, data, device, evaluation, reporter, end, publish }: RestingRun): Promise<number | undefined> {
  const splits = [...(data.validationImages > 0 ? (['validation'] as const) : []), 'test' as const, 'train' as const];
  const progress = (done: number, total: number) => context.emit('progress', { phase: 'testing', done, total });
  let tested: number | undefined;
  for (const split of splits) {
    const loaded = await Promise.race([imagesOf(split, data), end.raised]);
    if (loaded === undefined || end.isRaised) return undefined;
    if (!loaded.ok) {
      context.emit('problem', { ...loaded.error, canContinue: true });
      return undefined;
    }
    const point = await device.unlessLost(evaluation.all(split, () => end.isRaised, progress));
    if (point === undefined) return undefined;
    reporter.addTest(point);
    await publish();
    tested = point.step;
  }
  return tested;
}

/** Resolves once the images of a split are there. */
function imagesOf(split: TestSplit, data: ExperimentData): ReturnType<ExperimentData['testReady']> {
  switch (split) {
    case 'test':
      return data.testReady(data.testImages);
    case 'validation':
      return data.validationReady();
    case 'train':
      return data.sampleReady();
  }
}
