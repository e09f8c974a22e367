import type { LiveSettings } from '../../experiment/live-settings';
import { median } from '../../lib/median';
import { ok } from '../../lib/result';
import type { MethodCost } from '../../protocol/method-cost';
import type { Batch } from '../data/batch';
import { passesOf } from '../step/strategies/passes';
import { nextBatchReady, onNextBatch } from './examples';
import type { Inspection, Subject } from './inspection';

/** Steps of each kind that are timed, if they take no longer than this together (milliseconds). */
const timedSteps = 7;
const longestTiming = 4000;

/** Milliseconds of a step of plain weighting, and of one of the method in force. */
interface TimesOfBoth {
  readonly plain: number;
  readonly method: number;
}

/** On the state and the batch of the next step. */
export const cost: Inspection<'cost'> = {
  ready: nextBatchReady,
  answer: async (_question, subject) => ok(await onNextBatch(subject, (batches) => timeBothMethods(subject, batches))),
  rehearse: (_question, subject) => onNextBatch(subject, (batches) => tryBothMethods(subject, batches)),
};

/** Times steps of the method in force and of plain weighting, by turns. */
async function timeBothMethods(subject: Subject, batches: readonly Batch[]): Promise<MethodCost> {
  const { trainer, now, goOn } = subject;
  const times: TimesOfBoth[] = [];
  const begin = now();
  // The first of each only warms the device up.
  await tryBothMethods(subject, batches);
  while (times.length < timedSteps && (times.length === 0 || now() - begin < longestTiming)) {
    goOn();
    times.push(await tryBothMethods(subject, batches));
  }
  return {
    passes: await trainer.inspect(({ plan, frozen, live }) => Promise.resolve(passesOf(plan, frozen, live.balancing.method))),
    plainMilliseconds: median(times.map(({ plain }) => plain)),
    methodMilliseconds: median(times.map(({ method }) => method)),
    steps: times.length,
  };
}

/** Takes a step of plain weighting and one of the method in force; both are thrown away. */
async function tryBothMethods({ trainer, now }: Subject, batches: readonly Batch[]): Promise<TimesOfBoth> {
  const time = async (live: LiveSettings) => {
    const begin = now();
    await trainer.tryStep(batches, live);
    return now() - begin;
  };
  return { plain: await time({ ...trainer.live, balancing: { method: 'static', values: {} } }), method: await time(trainer.live) };
}
