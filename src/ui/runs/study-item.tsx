import { useMemo, useState } from 'react';
import { ChevronDown, ChevronRight } from 'lucide-react';
import { taskKind } from '../../domain/tasks/task-kinds';
import { fieldLabel } from '../../experiment/studies/labels';
import { scoreOf } from '../../experiment/studies/results';
import type { Study, StudyEntry } from '../../experiment/studies/study';
import { purposeLabel } from '../../experiment/studies/study-labels';
import type { RunScore } from '../../state/run-scores';
import { useApp } from '../common/app-store';
import { Button } from '../common/button';
import { StudyProgress } from '../common/study-progress';
import { usePhrase } from '../common/use-phrase';
import { useStudyFacts } from '../common/use-study-facts';
import { useText } from '../common/use-text';
import { RunRow } from './run-row';
import { SweepResult } from './sweep-result';
import { WeightsResult } from './weights-result';
import styles from './runs-panel.module.css';

/** A study: its progress, what it found, and its runs. */
export function StudyItem({ study }: { study: Study }) {
  const { t } = useText();
  const phrase = usePhrase();
  const facts = useStudyFacts();
  const { plan, base } = study;
  const [open, setOpen] = useState(plan.kind !== 'comparison');
  const remove = useApp((state) => state.studies.remove);
  const undo = useApp((state) => state.studies.undoRemove);
  const setNotice = useApp((state) => state.view.setNotice);
  const kind = t(`studies.kind.${plan.kind}`);
  const varied = plan.kind === 'sweep' ? (plan.axis.kind === 'methods' ? t('runs.sweep.methods') : phraseOf(phrase, fieldLabel(base, plan.axis.path))) : '';
  const name = varied === '' ? kind : t('runs.named', { first: kind, second: varied });
  return (
    <li className={styles['item']} data-testid="study">
      <div className={styles['head']}>
        <button type="button" className={styles['fold']} aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? <ChevronDown size={16} aria-hidden /> : <ChevronRight size={16} aria-hidden />}
          <span className={styles['name']}>{name}</span>
        </button>
        <span className={styles['facts']}>
          {facts(study).map((fact) => (
            <span key={fact}>{fact}</span>
          ))}
        </span>
        <Button
          look="quiet"
          title={t('runs.remove.about', { name })}
          onClick={() => {
            remove(study.id);
            setNotice(t('runs.removed', { name }), undo);
          }}
        >
          {t('runs.remove')}
        </Button>
      </div>
      <div className={styles['inner']}>
        <StudyProgress study={study} />
        {open && plan.kind === 'sweep' ? <SweepResult study={study} plan={plan} /> : undefined}
        {open && plan.kind === 'cross-validation' ? <WeightsResult study={study} plan={plan} /> : undefined}
        {open && plan.kind === 'comparison' ? <p className={styles['soft']}>{t('runs.comparison')}</p> : undefined}
        {open ? <StudyRuns study={study} /> : undefined}
      </div>
    </li>
  );
}

function phraseOf(phrase: ReturnType<typeof usePhrase>, label: ReturnType<typeof fieldLabel>): string {
  return typeof label === 'boolean' ? '' : phrase(label);
}

/** The runs of a study, folded away: there may be two hundred. */
function StudyRuns({ study }: { study: Study }) {
  const { t, format } = useText();
  const [open, setOpen] = useState(false);
  return (
    <div>
      <button type="button" className={styles['fold']} aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? <ChevronDown size={14} aria-hidden /> : <ChevronRight size={14} aria-hidden />}
        {t('runs.ofStudy', { count: format.integer(study.entries.length) })}
      </button>
      {open ? (
        <ul className={styles['list']}>
          {study.entries.map((entry) => (
            <li key={JSON.stringify(entry.purpose)}>
              <StudyRun study={study} entry={entry} />
            </li>
          ))}
        </ul>
      ) : undefined}
    </div>
  );
}

function StudyRun({ study, entry: { purpose, document, status, run, result } }: { study: Study; entry: StudyEntry }) {
  const { t, format } = useText();
  const phrase = usePhrase();
  const remove = useApp((state) => state.studies.removeRun);
  const undo = useApp((state) => state.studies.undoRemove);
  const setNotice = useApp((state) => state.view.setNotice);
  const name = phrase(purposeLabel(study, purpose));
  const scores = useMemo(() => scoresOf(document, result), [document, result]);
  const steps = result === null ? [] : [t('runs.steps', { steps: format.integer(result.steps) })];
  /** Why it cannot be deleted. */
  const kept = run === null ? 'runs.remove.none' : status === 'running' ? 'runs.remove.running' : undefined;
  return (
    <RunRow
      name={name}
      experiment={document}
      tasks={study.base.tasks}
      run={run ?? undefined}
      scores={scores}
      facts={[...steps, run === null && status === 'stopped' ? t('runs.notTrained') : t(`studies.status.${status}`)]}
    >
      <Button
        look="quiet"
        aria-disabled={kept !== undefined}
        title={t(kept ?? 'runs.remove.ofStudy', { name })}
        onClick={() => {
          if (run === null || kept !== undefined) return;
          remove(run);
          setNotice(t('runs.removed', { name }), undo);
        }}
      >
        {t('runs.remove')}
      </Button>
    </RunRow>
  );
}

/** The primary metric of every task, on all test images. */
function scoresOf(document: StudyEntry['document'], result: StudyEntry['result']): readonly RunScore[] {
  if (result === null) return [];
  return document.tasks.map(({ id, kind }) => {
    const [metric] = taskKind(kind).metrics;
    return { task: id, metric, value: scoreOf(document.tasks, result.tasks, { kind: 'metric', task: id, metric }, 'test') };
  });
}
