import { useDeferredValue, useMemo } from 'react';
import { differencesBetween } from '../../../experiment/naming/differences';
import { progressOf } from '../../../experiment/studies/queue-plan';
import type { Study } from '../../../experiment/studies/study';
import { useApp } from '../app-store';
import { useText } from '../texts/use-text';
import { studySentences } from './verdict-text';
import { VerdictView } from './verdict-view';

/** So many sentences fit; the tab has all. */
const fitting = 2;

/** The first sentences of a comparison, or how far it is. */
export default function VerdictSummary({ study: newest }: { study: Study }) {
  const study = useDeferredValue(newest);
  const texts = useText();
  const { t, format } = texts;
  const experiment = useDeferredValue(useApp((state) => state.document.experiment));
  const sentences = useMemo(() => studySentences(texts, study), [texts, study]);
  const isEarlier = useMemo(() => differencesBetween(study.base, experiment).length > 0, [study.base, experiment]);
  const { done, total, over } = progressOf(study);
  if (sentences.length === 0) {
    return over ? t('compare.nothing') : `${t('studies.done', { done: format.integer(done), total: format.integer(total) })}. ${t('compare.firstResults')}`;
  }
  return (
    <>
      {isEarlier ? `${t('compare.line.earlier')} ` : ''}
      <VerdictView tasks={study.base.tasks} sentences={sentences.slice(0, fitting)} />
      {sentences.length > fitting ? t('compare.line.rest', { count: format.integer(sentences.length - fitting) }) : ''}
    </>
  );
}
