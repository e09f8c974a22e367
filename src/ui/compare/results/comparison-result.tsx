import { useDeferredValue, useMemo } from 'react';
import { compare } from '../../../experiment/studies/kinds/comparison';
import { finishedRuns, type Study } from '../../../experiment/studies/study';
import { progressOf } from '../../../experiment/studies/queue-plan';
import { verdictSentences } from '../../common/studies/verdict-text';
import { VerdictView } from '../../common/studies/verdict-view';
import { TaskName } from '../../common/tasks/task-name';
import { metricName, percentText } from '../../common/texts/metric-text';
import { useText } from '../../common/texts/use-text';
import { HelpTerm } from '../../widgets/popups/help';
import type { AroundResult } from './around-result';
import { ComparisonTable } from './comparison-table';
import { DotPicture, type DotRow } from '../picture/dot-picture';
import { relativeDot, taskRowTexts } from '../picture/task-rows';
import { useGainText } from '../use-gain-text';
import styles from './results.module.css';

/** What a comparison found: in sentences, in a picture, and folded every metric. */
export function ComparisonResult({ study: newest, tools, below }: { study: Study } & AroundResult) {
  // Drawn when there is time: runs may end several times a second.
  const study = useDeferredValue(newest);
  const texts = useText();
  const { t, format } = texts;
  const gainWords = useGainText();
  const { tasks } = study.base;
  const found = useMemo(() => compare(tasks, finishedRuns(study)), [tasks, study]);
  const sentences = useMemo(() => verdictSentences(texts, tasks, found.primary), [texts, tasks, found]);
  const { gain, verdict } = found;
  const rows = found.primary.map((score): DotRow => ({
    key: score.task,
    label: (
      <>
        <TaskName tasks={tasks} id={score.task} /> <span className={styles['soft']}>{metricName(texts, score.metric)}</span>
      </>
    ),
    ...relativeDot(score),
    ...taskRowTexts(texts, score),
  }));
  const whole: DotRow = {
    key: '',
    label: (
      <HelpTerm text={{ about: t('studies.gain.about'), formula: t('studies.gain.formula'), note: t('studies.gain.note') }}>{t('studies.gain')}</HelpTerm>
    ),
    figures: t('compare.allTasks', { count: format.integer(tasks.length) }),
    at: gain.mean,
    low: gain.interval?.low ?? Number.NaN,
    high: gain.interval?.high ?? Number.NaN,
    says: Number.isNaN(gain.mean) ? t('compare.undefined', { reason: t('studies.not-a-number') }) : t('compare.says', { difference: percentText(texts, gain.mean), words: gainWords(gain.mean, verdict) }),
    shown: verdict === 'difference',
  };
  return (
    <>
      <p className={styles['verdict']} role="status" data-testid="verdict">
        {sentences.length > 0 ? <VerdictView tasks={tasks} sentences={sentences} /> : progressOf(study).over ? t('compare.nothing') : t('compare.firstResults')}
      </p>
      <div className={styles['tools']}>{tools}</div>
      {below}
      {sentences.length === 0 ? undefined : (
        <>
          <DotPicture label={t('compare.picture')} rows={[...rows, whole]} sides={[t('studies.gain.worse'), t('studies.gain.better')]} scale={t('compare.scale')} />
          <details className={styles['details']}>
            <summary>{t('compare.allMetrics', { rows: format.integer(found.scores.length + found.gaps.length + 1) })}</summary>
            <ComparisonTable tasks={tasks} found={found} />
          </details>
        </>
      )}
    </>
  );
}
