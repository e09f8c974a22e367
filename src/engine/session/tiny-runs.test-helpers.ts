import { expect } from 'vitest';
import { layoutOf } from '../../experiment/context';
import type { Experiment } from '../../experiment/schema';
import type { RunState } from '../../protocol/run-state';
import { engineRevision } from '../revision';
import { startSession, type TestSession } from '../testing/test-session';
import { tinyExperiment } from '../testing/tiny-data';

export function withTraining(experiment: Experiment, change: Partial<Experiment['training']>): Experiment {
  return { ...experiment, training: { ...experiment.training, ...change } };
}

/** The tiny experiment with far more steps than a test takes, and no test on the way. */
export const endless = withTraining(tinyExperiment, { epochs: 1000, evaluateEvery: 10_000 });

/** A session with that experiment as its run 'a', at its start or at the state given. */
export async function prepared(experiment: Experiment, restore?: RunState): Promise<TestSession> {
  const session = startSession();
  const reply = await session.ask('prepare', session.preparation('a', experiment, restore));
  expect(reply).toMatchObject({ type: 'reply', value: { step: restore?.step ?? 0, microBatches: 1, layout: layoutOf(experiment), engine: engineRevision } });
  return session;
}

/** Takes so many steps of run 'a'; the training losses of all its steps so far, [steps · tasks]. */
export async function curve(session: TestSession, steps: number): Promise<readonly number[]> {
  await session.ask('advance', { run: 'a', steps, stepsPerSecond: 0 });
  return session.losses();
}
