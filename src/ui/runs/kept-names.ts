import { runName } from '../../experiment/naming/run-name';
import { purposeLabel } from '../../experiment/naming/study-labels';
import { runKey } from '../../state/persistence/kept-keys';
import type { KeptList, KeptRun } from '../../state/library/kept-list';
import type { Texts } from '../common/texts/use-text';
import type { usePhrase } from '../common/texts/use-phrase';

/**
 * Names of what the list holds, by keys: a run by what differs from the run before in its tab,
 * those of other tabs behind the name of their document; a run of a study by what it is for.
 * Damaged runs have none.
 */
export function keptNames(list: KeptList, phrase: ReturnType<typeof usePhrase>, { t }: Pick<Texts, 't'>): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const before = new Map<string, KeptRun['summary']>();
  for (const run of list.runs) {
    const { tab, place, summary } = run;
    if (summary === undefined) continue;
    const previous = before.get(tab);
    before.set(tab, summary);
    const differs = previous === undefined ? undefined : phrase(runName(previous.experiment, summary.experiment));
    const { name } = summary.experiment;
    names.set(runKey(run), differs === undefined ? name : place === 'here' ? differs : t('runs.named', { first: name, second: differs }));
  }
  for (const { tab, study } of list.studies) {
    for (const { run, purpose } of study.entries) {
      if (run !== null) names.set(runKey({ tab, group: 'study-run', id: run }), phrase(purposeLabel(study, purpose)));
    }
  }
  return names;
}
