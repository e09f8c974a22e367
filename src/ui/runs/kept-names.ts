import { keptFromOf, runName } from '../../experiment/naming/run-name';
import { purposeLabel } from '../../experiment/naming/study-labels';
import type { Experiment } from '../../experiment/schema';
import { runKey } from '../../state/persistence/kept-keys';
import type { KeptList, KeptRun } from '../../state/library/kept-list';
import type { Texts } from '../common/texts/use-text';
import type { usePhrase } from '../common/texts/use-phrase';

type NamedRun = Pick<KeptRun, 'id'> & { readonly experiment: Experiment };

/**
 * Names of what the list holds, by keys: a run by what differs from the run before in its tab,
 * those of other tabs behind the name of their document; a run of a study by what it is for.
 * Damaged runs have none.
 */
export function keptNames(list: KeptList, phrase: ReturnType<typeof usePhrase>, { t }: Pick<Texts, 't'>): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const before = new Map<string, NamedRun[]>();
  for (const run of list.runs) {
    const { tab, place, summary } = run;
    if (summary === undefined) continue;
    const { experiment, keptFrom } = summary;
    const earlier = before.get(tab) ?? [];
    before.set(tab, [...earlier, { id: run.id, experiment }]);
    const previous = earlier.at(-1);
    const differs = previous === undefined ? undefined : phrase(runName(previous.experiment, experiment, keptFromOf(keptFrom, earlier)));
    const { name } = experiment;
    names.set(runKey(run), differs === undefined ? name : place === 'here' ? differs : t('runs.named', { first: name, second: differs }));
  }
  for (const { tab, study } of list.studies) {
    for (const { run, purpose } of study.entries) {
      if (run !== null) names.set(runKey({ tab, group: 'study-run', id: run }), phrase(purposeLabel(study, purpose)));
    }
  }
  return names;
}
