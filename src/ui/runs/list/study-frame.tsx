import { useMemo, useState, type ReactNode } from 'react';
import { ChevronDown, ChevronRight } from 'lucide-react';
import { taskKind } from '../../../domain/tasks/task-kinds';
import { fieldLabel } from '../../../experiment/naming/labels';
import { scoreOf } from '../../../experiment/studies/results';
import type { Study, StudyEntry } from '../../../experiment/studies/study';
import { purposeLabel } from '../../../experiment/naming/study-labels';
import type { RunScore } from '../../../state/runs/run-summary';
import { usePhrase } from '../../common/texts/use-phrase';
import { useStudyFacts } from '../../common/studies/use-study-facts';
import { useText } from '../../common/texts/use-text';
import { RunRow } from './run-row';
import { SweepResult } from '../results/sweep-result';
import { WeightsResult } from '../results/weights-result';
import styles from '../runs-panel.module.css';

/** What a study is called: its kind, and what it varies. */
export function useStudyName({ plan, base }: Study): string {
  const { t } = useText();
  const phrase = usePhrase();
  const kind = t(`studies.kind.${plan.kind}`);
  if (plan.kind !== 'sweep') return kind;
  const label = plan.axis.kind === 'methods' ? undefined : fieldLabel(base, plan.axis.path);
  const varied = label === undefined ? t('runs.sweep.methods') : typeof label === 'boolean' ? '' : phrase(label);
  return varied === '' ? kind : t('runs.named', { first: kind, second: varied });
}

interface StudyFrameProps {
  readonly study: Study;
  readonly name: string;
  /** Where it stands: this tab, another, one that was closed. */
  readonly place: string;
  readonly progress: ReactNode;
  /** Where a comparison's results are to be seen. */
  readonly comparison: string;
  /** A row for each of its runs. */
  readonly rows: ReactNode;
  /** Buttons of the study. */
  readonly children: ReactNode;
}

/** A study: its progress, what it found, and its runs. */
export function StudyFrame({ study, name, place, progress, comparison, rows, children }: StudyFrameProps) {
  const facts = useStudyFacts();
  const { plan } = study;
  const [open, setOpen] = useState(plan.kind !== 'comparison');
  return (
    <li className={styles['item']} data-testid="study">
      <div className={styles['head']}>
        <button type="button" className={styles['fold']} aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? <ChevronDown size={16} aria-hidden /> : <ChevronRight size={16} aria-hidden />}
          <span className={styles['name']}>{name}</span>
        </button>
        <span className={styles['facts']}>
          {[...facts(study), place].map((fact) => (
            <span key={fact}>{fact}</span>
          ))}
        </span>
        <span className={styles['actions']}>{children}</span>
      </div>
      <div className={styles['inner']}>
        {progress}
        {open && plan.kind === 'sweep' ? <SweepResult study={study} plan={plan} /> : undefined}
        {open && plan.kind === 'cross-validation' ? <WeightsResult study={study} plan={plan} /> : undefined}
        {open && plan.kind === 'comparison' ? <p className={styles['soft']}>{comparison}</p> : undefined}
        {open ? <StudyRuns count={study.entries.length} rows={rows} /> : undefined}
      </div>
    </li>
  );
}

/** The runs of a study, folded away: there may be two hundred. */
function StudyRuns({ count, rows }: { count: number; rows: ReactNode }) {
  const { t, format } = useText();
  const [open, setOpen] = useState(false);
  return (
    <div>
      <button type="button" className={styles['fold']} aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? <ChevronDown size={14} aria-hidden /> : <ChevronRight size={14} aria-hidden />}
        {t('runs.ofStudy', { count: format.integer(count) })}
      </button>
      {open ? <ul className={styles['list']}>{rows}</ul> : undefined}
    </div>
  );
}

interface StudyRunRowProps {
  readonly study: Study;
  readonly entry: StudyEntry;
  /** What the run is drawn by; undefined before it began. */
  readonly run: string | undefined;
  /** Draws a run that is not on the page, under this name; left out where it is. */
  readonly onShow?: (name: string) => void;
  /** A button more. */
  readonly children?: ReactNode;
}

/** One run of a study. */
export function StudyRunRow({ study, entry: { purpose, document, status, run: begun, result }, run, onShow, children }: StudyRunRowProps) {
  const { t, format } = useText();
  const phrase = usePhrase();
  const name = phrase(purposeLabel(study, purpose));
  const scores = useMemo(() => scoresOf(document, result), [document, result]);
  const steps = result === null ? [] : [t('runs.steps', { steps: format.integer(result.steps) })];
  return (
    <li>
      <RunRow
        name={name}
        experiment={document}
        tasks={study.base.tasks}
        run={run}
        onShow={onShow === undefined ? undefined : () => onShow(name)}
        scores={scores}
        facts={[...steps, begun === null && status === 'stopped' ? t('runs.notTrained') : t(`studies.status.${status}`)]}
      >
        {children}
      </RunRow>
    </li>
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
