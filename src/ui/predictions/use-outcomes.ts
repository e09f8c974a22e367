import { useEffect, useMemo } from 'react';
import { rightAnswers } from '../../domain/metrics/outcomes/right-answers';
import type { Shape } from '../../domain/shape';
import { imageShape, taskOf } from '../../experiment/context';
import type { SessionSlice } from '../../state/app-state';
import type { MeasuredOutcomes } from '../../state/measured';
import { useApp, useAppStore } from '../common/app-store';
import { matchingRun } from '../common/live-readings';
import { taskViews } from '../common/tasks/use-tasks';
import { useText } from '../common/texts/use-text';
import type { OutcomeTask } from './filters';

/** What the panel shows: what came of all test images of the run on the desk, or why there is nothing. */
export type ShownOutcomes =
  /** Nothing is trained yet; or the document was changed so that it asks for a restart. */
  | { readonly kind: 'empty' | 'changed' | 'loading' }
  | { readonly kind: 'known'; readonly measured: MeasuredOutcomes; readonly tasks: readonly OutcomeTask[]; readonly image: Shape };

/** Has the worker look at the test images for as long as the component is there. */
export function useOutcomes(): ShownOutcomes {
  const { language } = useText();
  const store = useAppStore();
  const run = useApp((state) => state.session.runs.at(-1)?.id);
  const begun = useApp((state) => state.session.step > 0);
  const matches = useApp((state) => matchingRun(state) !== undefined);
  const outcomes = useApp((state) => state.session.outcomes);
  useEffect(() => {
    const { followOutcomes } = store.getState().session;
    let stop = followOutcomes();
    const unsubscribe = store.subscribe(({ session }, { session: old }) => {
      if (standOf(session) === standOf(old)) return;
      stop();
      stop = followOutcomes();
    });
    return () => {
      unsubscribe();
      stop();
    };
  }, [store]);
  return useMemo((): ShownOutcomes => {
    if (!begun) return { kind: 'empty' };
    if (!matches) return { kind: 'changed' };
    if (outcomes === undefined || outcomes.run !== run) return { kind: 'loading' };
    const { experiment } = outcomes;
    const tasks = taskViews(experiment.tasks, language).flatMap(({ id, index, name, colour, asked }): readonly OutcomeTask[] => {
      const { target } = taskOf(experiment.data, asked);
      const own = outcomes.tasks[index];
      if (own === undefined) return [];
      return [{ id, index, name, colour, target, outcomes: own, width: own.answers.length / own.losses.length, right: rightAnswers(target, own) }];
    });
    return { kind: 'known', measured: outcomes, tasks, image: imageShape(experiment) };
  }, [begun, matches, outcomes, run, language]);
}

/** Which run there is and how it stands: whatever of that changes, what is known may not be the newest any more. */
function standOf({ runs, phase, step }: SessionSlice): string {
  return `${runs.at(-1)?.id} ${phase} ${phase === 'running' ? '' : step}`;
}
