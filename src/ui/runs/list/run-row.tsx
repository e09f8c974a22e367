import type { ReactNode } from 'react';
import { Pin } from 'lucide-react';
import type { Experiment } from '../../../experiment/schema';
import { noLabel } from '../../../state/library/run-labels';
import type { RunScore } from '../../../state/runs/run-summary';
import { ownId } from '../../../state/view/run-places';
import { useApp } from '../../common/app-store';
import { Button } from '../../widgets/button';
import { figureText } from '../../common/texts/figure-text';
import { metricName, metricText } from '../../common/texts/metric-text';
import { TaskName } from '../../common/tasks/task-name';
import { usePutOnDesk } from '../../common/use-put-on-desk';
import { useText } from '../../common/texts/use-text';
import { maximumShown, RunMark } from '../chart/run-mark';
import { givenName, useRunLabels } from '../use-run-labels';
import { useShownRuns } from '../use-shown-runs';
import styles from '../runs-panel.module.css';

interface RunRowProps {
  readonly name: string;
  readonly experiment: Experiment;
  /**
   * Among which a task has its name: of a task that was trained by itself, those that it is compared
   * with.
   */
  readonly tasks: Experiment['tasks'];
  /** The run to draw; undefined before it began. */
  readonly run: string | undefined;
  /** Draws it where its curves have to be read first. */
  readonly onShow?: (() => void) | undefined;
  readonly scores: readonly RunScore[];
  /** Steps, time, where it stands: short texts. */
  readonly facts: readonly string[];
  /** More buttons. */
  readonly children?: ReactNode;
}

/**
 * One run: its name, method and metrics, a box to draw it, and a button that puts its document on
 * the desk.
 */
export function RunRow({ name: usual, experiment, tasks, run, onShow, scores, facts, children }: RunRowProps) {
  const texts = useText();
  const { t, code, format } = texts;
  const shown = useShownRuns().map(({ id }) => id);
  const showRuns = useApp((state) => state.view.showRuns);
  const put = usePutOnDesk();
  const labels = useRunLabels();
  const label = labels[ownId(run ?? '')] ?? noLabel;
  const name = givenName(labels, run ?? '', usual);
  const place = run === undefined ? -1 : shown.indexOf(run);
  const full = place < 0 && shown.length >= maximumShown;
  return (
    <div className={styles['row']}>
      <label className={styles['box']} title={full ? t('runs.limit', { count: format.integer(maximumShown) }) : undefined}>
        <input
          type="checkbox"
          aria-label={t('runs.select', { name })}
          checked={place >= 0}
          disabled={run === undefined || full}
          onChange={(event) => {
            if (run === undefined) return;
            if (!event.target.checked) showRuns(shown.filter((id) => id !== run));
            else if (onShow === undefined) showRuns([...shown, run]);
            else onShow();
          }}
        />
        {run === undefined || place < 0 ? undefined : <RunMark run={run} />}
      </label>
      <div className={styles['main']}>
        <span className={styles['name']}>
          {label.isPinned ? <Pin size={13} role="img" aria-label={t('runs.pinned')} /> : undefined}
          {name}
        </span>
        {label.note === '' ? undefined : <span className={styles['note']}>{label.note}</span>}
        <span className={styles['facts']}>
          {name === usual ? undefined : <span>{usual}</span>}
          <span>{code('balancing', experiment.balancing.method)}</span>
          {scores.map((score) => (
            <span key={score.task} className={styles['score']} title={[metricName(texts, score.metric), figureText(texts, score)?.sentence].join('\n').trim()}>
              <TaskName tasks={tasks} id={score.task} /> {metricText(texts, score.metric, score.value)}
            </span>
          ))}
          {facts.map((fact) => (
            <span key={fact}>{fact}</span>
          ))}
        </span>
      </div>
      <div className={styles['actions']}>
        <Button look="quiet" title={t('runs.open.about', { name })} onClick={() => put(experiment, t('runs.opened'))}>
          {t('runs.open')}
        </Button>
        {children}
      </div>
    </div>
  );
}
