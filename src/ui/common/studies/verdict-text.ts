import { comparisonVerdict } from '../../../domain/metrics/comparing/comparison-verdict';
import type { Experiment } from '../../../experiment/schema';
import { compare, type ComparedScore } from '../../../experiment/studies/kinds/comparison';
import { finishedRuns, type Study } from '../../../experiment/studies/study';
import { phraseText } from '../../../i18n/phrase-text';
import { taskLabel } from '../../../experiment/naming/task-label';
import { taskName } from '../tasks/task-names';
import { sizeText } from '../texts/metric-text';
import type { Texts } from '../texts/use-text';

/** One sentence of a verdict. */
export interface VerdictSentence {
  /** The tasks that it is about, for their swatches beside it; none where it is about the seeds. */
  readonly tasks: readonly string[];
  readonly text: string;
  /** True where the difference is shown: all else is grey, for chance may explain it. */
  readonly shown: boolean;
}

/**
 * What a comparison says: a sentence for each task that differs, one for the rest. None before the
 * first seed is through.
 */
export function verdictSentences(texts: Texts, tasks: Experiment['tasks'], primary: readonly ComparedScore[]): readonly VerdictSentence[] {
  const { t, language, format } = texts;
  const { seeds, differing, alike, unknown } = comparisonVerdict(primary);
  if (seeds === 0) return [];
  const count = format.integer(seeds);
  const names = (scores: readonly ComparedScore[]) => phraseText(language, scores.map(({ task }) => taskLabel(tasks, task)));
  const ids = (scores: readonly ComparedScore[]) => scores.map(({ task }) => task);
  const alikeText = () => {
    if (seeds === 1) return t('studies.says.same', { tasks: names(alike) });
    if (differing.length === 0) return t('studies.says.allAlike', { tasks: names(alike), seeds: count });
    return t('studies.says.alike', { tasks: names(alike) });
  };
  return [
    ...differing.map(({ task: { task, metric }, better, size, certainty }): VerdictSentence => {
      const what = t(better ? 'studies.says.better' : 'studies.says.worse', { size: sizeText(texts, metric, size) });
      const said = { task: taskName(tasks, task, language), what, seeds: count };
      return { tasks: [task], text: t(`studies.says.${certainty}`, said), shown: certainty === 'shown' };
    }),
    ...(alike.length === 0 ? [] : [{ tasks: ids(alike), text: alikeText(), shown: false }]),
    ...(unknown.length === 0 ? [] : [{ tasks: ids(unknown), text: t('studies.says.unknown', { tasks: names(unknown) }), shown: false }]),
    ...(seeds === 1 && differing.length > 0 ? [{ tasks: [], text: t('studies.says.chance'), shown: false }] : []),
  ];
}

/** The same, from the runs of a comparison that are over. */
export function studySentences(texts: Texts, study: Study): readonly VerdictSentence[] {
  return verdictSentences(texts, study.base.tasks, compare(study.base.tasks, finishedRuns(study)).primary);
}
