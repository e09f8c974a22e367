import { useMemo, useState, type ReactNode } from 'react';
import { ChevronDown, ChevronRight } from 'lucide-react';
import type { Study, StudyEntry } from '../../../experiment/studies/study';
import { purposeLabel } from '../../../experiment/naming/study-labels';
import { usePhrase } from '../../common/texts/use-phrase';
import { useStudyFacts } from '../../common/studies/use-study-facts';
import { useText } from '../../common/texts/use-text';
import { RunRow } from './run-row';
import { studyName } from './study-name';
import { entryScores } from './runs-table';
import styles from '../runs-panel.module.css';

/** What a study is called: its kind, and what it varies. */
export function useStudyName(study: Study): string {
  const texts = useText();
  return studyName(texts, usePhrase(), study);
}

interface StudyFrameProps {
  readonly study: Study;
  readonly name: string;
  /** Where it stands: this tab, another, one that was closed. */
  readonly place: string;
  readonly progress: ReactNode;
  /** Where what it found is to be seen: a button that leads there, or a sentence. */
  readonly found: ReactNode;
  /** A row for each of its runs. */
  readonly rows: ReactNode;
  /** Buttons of the study. */
  readonly children: ReactNode;
}

/** A study: its progress, where what it found is to be seen, and its runs. */
export function StudyFrame({ study, name, place, progress, found, rows, children }: StudyFrameProps) {
  const { t, format } = useText();
  const facts = useStudyFacts();
  const [open, setOpen] = useState(false);
  return (
    <li className={styles['item']} data-testid="study">
      <div className={styles['head']}>
        <button type="button" className={styles['fold']} aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? <ChevronDown size={16} aria-hidden /> : <ChevronRight size={16} aria-hidden />}
          <span className={styles['name']}>{name}</span>
          <span className={styles['soft']}>{t('runs.ofStudy', { count: format.integer(study.entries.length) })}</span>
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
        {found}
        {open ? <ul className={styles['list']}>{rows}</ul> : undefined}
      </div>
    </li>
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
export function StudyRunRow({ study, entry, run, onShow, children }: StudyRunRowProps) {
  const { purpose, document, status, run: begun, result } = entry;
  const { t, format } = useText();
  const phrase = usePhrase();
  const name = phrase(purposeLabel(study, purpose));
  const scores = useMemo(() => entryScores({ document, result }), [document, result]);
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
