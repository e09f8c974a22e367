import { inspect } from '../../client/inspect';
import type { TrainingClient } from '../../client/training-client';
import { pendingUntil } from '../../lib/pending';
import { fail, type Result } from '../../lib/result';
import type { Inspections, Question } from '../../protocol/inspections';
import type { RunId } from '../../protocol/messages';
import type { Problem } from '../../protocol/problem';
import type { SessionSlice } from '../app-state';
import { following } from './following/following';
import type { RunControl } from './run-control';
import type { SessionAccess } from './session-access';

/** What looks at test images; how it follows their outcomes is loaded when it is looked at first. */
type Looking = Pick<SessionSlice, 'outcomes' | 'outcomesDone' | 'outcomesProblem' | 'followOutcomes' | 'askRun' | 'askPredictions' | 'pictures' | 'followPictures'>;

/**
 * Looks at test images of the run on the desk. `begin` makes the worker hold a run to look at, in
 * its turn after what was asked before.
 */
export function createLooking(
  client: TrainingClient,
  { read, update }: Pick<SessionAccess, 'read' | 'update'>,
  { inWorker }: Pick<RunControl, 'inWorker'>,
  begin: () => Promise<void>,
): Looking {
  /** The current run, held by the worker; undefined where it took no step, or cannot be had. */
  async function heldRun(): Promise<RunId | undefined> {
    const { step, phase, runs } = read().session;
    if (step === 0 || phase === 'failed') return undefined;
    if (inWorker() === undefined) await begin();
    return runs.at(-1)?.id === inWorker() ? inWorker() : undefined;
  }

  async function askRun<Asked extends Question>(question: Asked): Promise<Result<Inspections[Asked['kind']]['reply'], Problem>> {
    const run = await heldRun();
    return run === undefined ? fail({ code: 'no-such-run', params: {}, detail: '', canContinue: true }) : inspect(client, run, question);
  }

  return {
    pictures: undefined,
    followPictures: (layer) =>
      following(async (begun) => {
        const { followPictures } = await pendingUntil('pictures', import('./following/pictures'));
        await followPictures(client, { read, update }, inWorker, layer, begun);
      }),
    outcomes: undefined,
    outcomesDone: undefined,
    outcomesProblem: undefined,
    followOutcomes: () => {
      const stop = following(async (begun) => {
        const { followOutcomes } = await pendingUntil('outcomes', import('./following/outcomes'));
        await followOutcomes(client, { read, update }, heldRun, begun);
      });
      return () => {
        stop();
        update({ outcomesDone: undefined, outcomesProblem: undefined });
      };
    },
    askRun,
    askPredictions: (images) => askRun({ kind: 'predictions', images }),
  };
}
