import { useCallback } from 'react';
import { differencesBetween } from '../../../experiment/naming/differences';
import { runName } from '../../../experiment/naming/run-name';
import type { Study } from '../../../experiment/studies/study';
import { useApp } from '../app-store';
import { usePhrase } from '../texts/use-phrase';
import { useText } from '../texts/use-text';

/**
 * What tells a study from the others: how its document differs from that of the study before, else
 * the document's name; its seeds; when it was begun.
 */
export function useStudyFacts(): (study: Study) => readonly string[] {
  const { t, format } = useText();
  const phrase = usePhrase();
  const studies = useApp((state) => state.studies.studies);
  return useCallback(
    ({ id, base, plan, createdAt }) => {
      const before = studies[studies.findIndex((study) => study.id === id) - 1]?.base;
      const about = before === undefined || differencesBetween(before, base).length === 0 ? t('runs.about', { name: base.name }) : phrase(runName(before, base));
      const seeds = plan.kind === 'cross-validation' ? [] : [t('studies.seedsOf', { seeds: plan.seeds.join(', ') })];
      return [about, ...seeds, format.moment(createdAt)];
    },
    [studies, t, format, phrase],
  );
}
