import { useMemo } from 'react';
import { keptFromOf, runName } from '../../experiment/naming/run-name';
import { purposeLabel } from '../../experiment/naming/study-labels';
import type { RunRecord } from '../../state/app-state';
import { useApp } from '../common/app-store';
import { usePhrase } from '../common/texts/use-phrase';
import { useText } from '../common/texts/use-text';
import { keptNames } from './kept-names';
import { givenName, useRunLabels } from './use-run-labels';

/** Names of what all tabs keep, by keys. */
export function useKeptNames(): ReadonlyMap<string, string> {
  const texts = useText();
  const phrase = usePhrase();
  const list = useApp((state) => state.library.list);
  return useMemo(() => (list === undefined ? new Map<string, string>() : keptNames(list, phrase, texts)), [list, phrase, texts]);
}

/**
 * Names of runs: by what differs from the run before on the desk, or by what they are for in their
 * study; else that of their document.
 */
export function useRunNames(records: readonly RunRecord[]): readonly string[] {
  const phrase = usePhrase();
  const runs = useApp((state) => state.session.runs);
  const studies = useApp((state) => state.studies.studies);
  const kept = useKeptNames();
  return useMemo(
    () =>
      records.map((record): string => {
        const place = runs.indexOf(record);
        const before = runs[place - 1];
        if (before !== undefined) return phrase(runName(before.experiment, record.experiment, keptFromOf(record.keptFrom, runs)));
        for (const study of studies) {
          const entry = study.entries.find(({ run }) => run === record.id);
          if (entry !== undefined) return phrase(purposeLabel(study, entry.purpose));
        }
        return kept.get(record.id) ?? record.experiment.name;
      }),
    [records, runs, studies, kept, phrase],
  );
}

/** Names of runs as they are shown: what a person called them, else by what differs. */
export function useShownNames(records: readonly RunRecord[]): readonly string[] {
  const names = useRunNames(records);
  const labels = useRunLabels();
  return useMemo(() => records.map(({ id }, index) => givenName(labels, id, names[index] ?? '')), [records, names, labels]);
}
