import { inspect } from '../../../client/inspect';
import type { TrainingClient } from '../../../client/training-client';
import { joinOutcomes } from '../../../domain/metrics/outcomes/join-outcomes';
import { beginPending } from '../../../lib/pending';
import { mostInspectedImages } from '../../../protocol/inspections';
import type { Outcomes } from '../../../protocol/outcomes';
import type { RunId } from '../../../protocol/messages';
import type { MeasuredOutcomes } from '../../measured';
import { rest, type Following } from './following';
import type { SessionAccess } from '../session-access';

/** While it trains, a piece is followed by a pause of so many times what it took: a tenth of the time. */
const pauseFactor = 9;

/** While it trains, outcomes are asked for anew so many milliseconds after they were whole. */
const restingTime = 4000;

/**
 * Keeps `outcomes` those of the run on the desk, as `followOutcomes` says.
 * @param heldRun the current run, held by the worker; undefined where it took no step, or cannot be had
 */
export function followOutcomes(
  client: TrainingClient,
  { read, update }: Pick<SessionAccess, 'read' | 'update'>,
  heldRun: () => Promise<RunId | undefined>,
  following: Following,
): Promise<void> {
  const session = () => read().session;
  const trains = () => session().phase === 'running';

  /** True for outcomes of the run as it stands. */
  function areNewest({ run, steps: [first, last] }: MeasuredOutcomes): boolean {
    const { step, runs } = session();
    return run === runs.at(-1)?.id && first === step && last === step;
  }

  /** Asks for all test images; false where there is nothing more to be done. */
  async function survey(): Promise<boolean> {
    const run = await heldRun();
    const { running: experiment } = session();
    if (run === undefined || experiment === undefined || following.stopped) return false;
    const total = experiment.data.test;
    const pieces: Outcomes[] = [];
    for (let first = 0; first < total; first += mostInspectedImages) {
      const began = performance.now();
      const images = Array.from({ length: Math.min(mostInspectedImages, total - first) }, (_, place) => first + place);
      const reply = await inspect(client, run, { kind: 'outcomes', images });
      if (following.stopped) return false;
      if (!reply.ok) {
        update({ outcomesProblem: reply.error });
        return false;
      }
      pieces.push(reply.value);
      update({ outcomesDone: { done: first + images.length, total } });
      if (trains()) await rest(pauseFactor * (performance.now() - began), following);
      if (following.stopped) return false;
    }
    const steps = [pieces[0]?.step ?? 0, pieces.at(-1)?.step ?? 0] as const;
    update({ outcomes: { run, experiment, steps, images: total, tasks: joinOutcomes(pieces.map(({ tasks }) => tasks)) }, outcomesProblem: undefined });
    return true;
  }

  async function follow(): Promise<void> {
    const known = session().outcomes;
    if (known !== undefined && areNewest(known)) return;
    const done = trains() ? undefined : beginPending('outcomes');
    try {
      while ((await survey()) && trains()) {
        update({ outcomesDone: undefined });
        await rest(restingTime, following);
      }
    } finally {
      if (!following.stopped) update({ outcomesDone: undefined });
      done?.();
    }
  }

  return follow();
}
