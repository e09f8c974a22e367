import { useEffect, useState } from 'react';
import { beginPending } from '../../lib/pending';
import { createQueue } from '../../lib/queue';
import type { Result } from '../../lib/result';
import type { Inspections, Question } from '../../protocol/inspections';
import type { Problem } from '../../protocol/problem';
import { following, rest, type Following } from '../../state/session/following/following';
import { useApp, useAppStore } from '../common/app-store';
import { matchingRun } from '../common/live-readings';

/** What was found, or why there is nothing to show yet. */
export type Found<Value> =
  /** Nothing is trained yet; or the document was changed so that it asks for a restart. */
  | { readonly kind: 'empty' | 'changed' | 'loading' }
  | { readonly kind: 'failed'; readonly problem: Problem }
  | { readonly kind: 'known'; readonly value: Value };

/** While it trains, an answer is followed by a pause of so many times what it took: a tenth of the time. */
const pauseFactor = 9;
/** And by one of so many milliseconds at least. */
const leastPause = 900;

/** All parts of the panel ask in one line, so that together they take no more than a tenth. */
const oneByOne = createQueue();

/**
 * The answer of the run on the desk to a question, which must be the same object until another one
 * is meant: asked for again when the run stands at another step, and while it trains again and
 * again. An answer to the same kind of question about the same layer stays until the next is there.
 */
export function useFinding<Asked extends Question>(question: Asked): Found<Inspections[Asked['kind']]['reply']> {
  const store = useAppStore();
  const run = useApp((state) => state.session.runs.at(-1)?.id);
  const begun = useApp((state) => state.session.step > 0);
  const matches = useApp((state) => matchingRun(state) !== undefined);
  /** At which step the run stands, if it does. */
  const stand = useApp((state) => (state.session.phase === 'running' ? 'training' : state.session.step));
  const [seen, setSeen] = useState<{ readonly about: string; readonly reply: Result<Inspections[Asked['kind']]['reply'], Problem> }>();
  const about = `${run} ${question.kind} ${'layer' in question ? question.layer : ''}`;
  useEffect(() => {
    if (!begun || !matches) return;
    const trains = stand === 'training';
    const done = trains ? undefined : beginPending('inside');
    const askOnce = (asking: Following) =>
      oneByOne(async () => {
        if (asking.stopped) return;
        const began = performance.now();
        const reply = await store.getState().session.askRun(question);
        if (asking.stopped) return;
        setSeen({ about, reply });
        if (trains) await rest(Math.max(leastPause, pauseFactor * (performance.now() - began)), asking);
      });
    const stop = following(async (asking) => {
      await askOnce(asking);
      while (trains && !asking.stopped) await askOnce(asking);
      done?.();
    });
    return () => {
      stop();
      done?.();
    };
  }, [store, question, about, begun, matches, stand]);
  if (!begun) return { kind: 'empty' };
  if (!matches) return { kind: 'changed' };
  if (seen?.about !== about) return { kind: 'loading' };
  return seen.reply.ok ? { kind: 'known', value: seen.reply.value } : { kind: 'failed', problem: seen.reply.error };
}
