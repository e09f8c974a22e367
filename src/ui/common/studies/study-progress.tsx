import { CirclePause, CirclePlay } from 'lucide-react';
import { progressOf, stepsLeft } from '../../../experiment/studies/queue-plan';
import type { Study } from '../../../experiment/studies/study';
import { purposeLabel } from '../../../experiment/naming/study-labels';
import { useApp } from '../app-store';
import { Button } from '../../widgets/button';
import { TaskSwatch } from '../tasks/task-swatch';
import { durationText } from '../texts/duration-text';
import { usePhrase } from '../texts/use-phrase';
import { useText, type Texts } from '../texts/use-text';
import styles from './study-progress.module.css';
import { datasetLabel } from '../../../experiment/naming/dataset-label';
import { phraseText } from '../../../i18n/phrase-text';

/**
 * How far a study is and which run is under way, with the buttons to stop it and to go on; why runs
 * of it failed.
 */
export function StudyProgress({ study }: { study: Study }) {
  const texts = useText();
  const { t, format } = texts;
  const stop = useApp((state) => state.studies.stop);
  const goOn = useApp((state) => state.studies.goOn);
  const active = useApp((state) => (state.studies.active?.study === study.id ? state.studies.active : undefined));
  const { total, done, failed, stopped, over } = progressOf(study);
  const problems = [...new Set(study.entries.flatMap(({ problem }) => (problem === null ? [] : [problem])))];
  const pace = useApp((state) => state.studies.pace);
  const share = done + (active === undefined ? 0 : active.step / Math.max(1, active.steps));
  return (
    <div className={styles['progress']}>
      {over && failed + stopped === 0 ? undefined : (
        <div className={styles['row']}>
          <progress className={styles['bar']} value={share} max={total} aria-label={t('studies.progress')} />
          <span className={styles['count']}>{t('studies.done', { done: format.integer(done), total: format.integer(total) })}</span>
          {over || pace === undefined ? undefined : (
            <span className={styles['count']}>{t('studies.time.left', { time: durationText(texts, stepsLeft(study, active?.step ?? 0) / pace) })}</span>
          )}
          {over ? (
            <Button onClick={() => goOn(study.id)}>
              <CirclePlay size={14} aria-hidden />
              {t('studies.goOn')}
            </Button>
          ) : (
            <Button onClick={() => stop(study.id)}>
              <CirclePause size={14} aria-hidden />
              {t('studies.stop')}
            </Button>
          )}
        </div>
      )}
      {active === undefined ? undefined : <ActiveRun study={study} index={active.index} step={active.step} steps={active.steps} />}
      {over || active !== undefined ? undefined : <p className={styles['line']}>{t('studies.waiting')}</p>}
      {problems.map((problem) => (
        <p key={problem} className={styles['problem']}>
          {t('studies.failedRuns', { count: format.integer(study.entries.filter((entry) => entry.problem === problem).length) })}{' '}
          {failureText(texts, problem, study)}
        </p>
      ))}
    </div>
  );
}

/** Problems whose text has params that a study does not keep. */
const withoutParams = ['not-finite', 'data-damaged', 'too-few-images'];

function failureText({ code, language }: Texts, problem: string, { base }: Study): string {
  if (withoutParams.includes(problem)) return code('studies', `failure.${problem}`);
  return code('problems', problem, { dataset: phraseText(language, datasetLabel(base.data)) });
}

function ActiveRun({ study, index, step, steps }: { study: Study; index: number; step: number; steps: number }) {
  const { t, format } = useText();
  const phrase = usePhrase();
  const entry = study.entries[index];
  if (entry === undefined) return undefined;
  const { tasks } = study.base;
  const trained = tasks.filter(({ id }) => entry.document.tasks.some((task) => task.id === id));
  return (
    <p className={styles['line']}>
      {t('studies.run', { run: format.integer(index + 1), total: format.integer(study.entries.length) })}
      {trained.map(({ id, colour }) => (
        <TaskSwatch key={id} colour={colour} />
      ))}
      <span>{phrase(purposeLabel(study, entry.purpose))}</span>
      <span className={styles['count']}>{t('studies.step', { step: format.integer(step), steps: format.integer(steps) })}</span>
    </p>
  );
}
