import { useMemo } from 'react';
import { newestScores } from '../../state/runs/run-scores';
import { ownId } from '../../state/view/run-places';
import { useApp } from '../common/app-store';
import { usePhrase } from '../common/texts/use-phrase';
import { useText } from '../common/texts/use-text';
import { noLabel } from '../../state/library/run-labels';
import { useRunLabels } from './use-run-labels';
import { useKeptNames, useRunNames } from './use-run-names';
import type { Arranged } from './arrange';
import { studyName } from './list/study-name';
import type { RunItem } from './list/use-run-items';

/** What the list is arranged by, for each of its items. */
export function useArranged(items: readonly RunItem[]): readonly Arranged[] {
  const texts = useText();
  const { code } = texts;
  const phrase = usePhrase();
  const desk = useApp((state) => state.session.runs);
  // The runs grow outside of the state.
  const published = useApp((state) => state.session.published);
  const deskNames = useRunNames(desk);
  const keptNames = useKeptNames();
  const labels = useRunLabels();
  return useMemo(() => {
    void published;
    return items.map((item): Arranged => {
      const { key, time } = item;
      const given = labels[ownId(key)] ?? noLabel;
      const of = (name: string, more: Pick<Arranged, 'steps' | 'scores'>, method = ''): Arranged => {
        return { key, time, name: given.name === '' ? name : given.name, words: [given.name, given.note, name, method].join(' '), isPinned: given.isPinned, ...more };
      };
      const none = { steps: undefined, scores: [] };
      switch (item.kind) {
        case 'run': {
          const { record } = item;
          return of(deskNames[desk.indexOf(record)] ?? '', { steps: record.series.steps, scores: newestScores(record) }, code('balancing', record.experiment.balancing.method));
        }
        case 'kept-run': {
          const { summary } = item.run;
          return of(keptNames.get(key) ?? '', summary ?? none, summary === undefined ? '' : code('balancing', summary.experiment.balancing.method));
        }
        case 'study':
          return of(studyName(texts, phrase, item.study), none);
        case 'kept-study':
          return of(studyName(texts, phrase, item.kept.study), none);
      }
    });
  }, [items, labels, desk, deskNames, keptNames, published, phrase, texts, code]);
}
