import { useMemo } from 'react';
import { balancingMethod } from '../../../domain/balancing/balancing-methods';
import { limits } from '../../../experiment/limits';
import { differencesBetween } from '../../../experiment/naming/differences';
import type { RunRecord } from '../../../state/app-state';
import { useApp, useAppStore } from '../../common/app-store';
import { analysisOf } from '../../common/use-analysis';
import { useText } from '../../common/texts/use-text';
import { isImproving, lowestMeanCosine, nextThings, type NextThing } from './next-things';

/** A button of the finish. */
export interface NextButton {
  readonly thing: NextThing;
  readonly label: string;
  readonly about: string;
  readonly act: () => void;
}

/** The three next things to do after a run, as buttons that do them. */
export function useNextThings(run: RunRecord): readonly NextButton[] {
  const { t, code, format } = useText();
  const store = useAppStore();
  const experiment = useApp((state) => state.document.experiment);
  const studies = useApp((state) => state.studies.studies);
  const runs = useApp((state) => state.session.runs);
  const things = useMemo(
    () =>
      nextThings({
        shares: [...analysisOf(experiment).tasks.values()].some((tasks) => tasks.length > 1),
        compared: studies.some(({ plan, base }) => plan.kind === 'comparison' && differencesBetween(base, experiment).length === 0),
        lowestCosine: lowestMeanCosine(run.series),
        readsGradients: ['gram', 'jacobian'].includes(balancingMethod(experiment.balancing.method).needs),
        improving: isImproving(run.series),
        otherSeed: runs.some((other) => other.experiment.seed !== run.experiment.seed),
      }),
    [experiment, studies, run, runs],
  );
  const { epochs } = run.experiment.training;
  const method = code('balancing', 'pcgrad');
  const open = (panel: string) => {
    store.getState().view.openPanel(panel);
    document.querySelector<HTMLElement>(`[role="tab"][data-tab="${panel}"]`)?.focus();
  };
  const train = async (thing: NextThing) => {
    const { document: edited, session } = store.getState();
    if (thing === 'method') {
      edited.execute('balancing.method', { method: 'pcgrad' });
      await session.reset();
    }
    // Another seed is another run; the method above began one at its reset.
    if (thing === 'seed') edited.execute('training.seed', { seed: (edited.experiment.seed + 1) % (limits.seed[1] + 1) });
    await session.play();
  };
  const buttons: Readonly<Record<NextThing, Omit<NextButton, 'thing'>>> = {
    method: { label: t('finish.method', { method }), about: t('finish.method.about', { method }), act: () => void train('method') },
    compare: { label: t('finish.compare'), about: t('finish.compare.about'), act: () => open('compare') },
    epochs: { label: t(epochs === 1 ? 'finish.epochs.one' : 'finish.epochs', { epochs: format.integer(epochs) }), about: t('finish.epochs.about'), act: () => void train('epochs') },
    seed: { label: t('finish.seed'), about: t('finish.seed.about'), act: () => void train('seed') },
    share: { label: t('finish.share'), about: t('finish.share.about'), act: () => document.querySelector<HTMLElement>('[data-share]')?.click() },
    runs: { label: t('finish.runs'), about: t('finish.runs.about'), act: () => open('runs') },
  };
  return things.map((thing) => ({ thing, ...buttons[thing] }));
}
