import { useMemo } from 'react';
import { taskKind } from '../../domain/tasks/task-kinds';
import { taskFigures, trainWindow, type TaskFigure } from '../../state/task-figures';
import { useApp } from '../common/app-store';
import { HelpTerm } from '../common/help';
import { matchingRun } from '../common/live-readings';
import { differenceText, metricName, metricText } from '../common/metric-text';
import { Section } from '../common/section';
import type { TaskView } from '../common/use-tasks';
import { useText } from '../common/use-text';
import styles from './head-metrics.module.css';

/** Every metric of a head's task at the newest test, beside that of the training batches, and the gap between them; nothing before the first test. */
export function HeadMetrics({ task }: { readonly task: TaskView }) {
  const { t, format } = useText();
  const run = useApp(matchingRun);
  // What grows lies in the series, outside of the state: it is asked for by what changes.
  const tests = useApp((state) => matchingRun(state)?.series.tests);
  const shown = useMemo(() => (run === undefined || tests?.length === 0 ? undefined : taskFigures(run, task.id)), [run, tests, task.id]);
  if (shown === undefined) return undefined;
  return (
    <Section title={t('tasks.metrics')}>
      <table className={styles['metrics']} data-testid={`figures-${task.id}`}>
        <thead>
          <tr>
            <td />
            <th scope="col">{t('curves.train')}</th>
            <th scope="col">{t('curves.testUnknown')}</th>
            <th scope="col">
              <HelpTerm text={{ about: t('tasks.gap.about') }}>{t('tasks.gap')}</HelpTerm>
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.figures.map((figure) => (
            <FigureRow key={figure.metric} task={task} figure={figure} />
          ))}
        </tbody>
      </table>
      <p className={styles['at']}>
        {t('tasks.metrics.at', { step: format.integer(shown.step), images: format.integer(shown.images), steps: trainWindow })}
      </p>
    </Section>
  );
}

function FigureRow({ task, figure: { metric, train, test } }: { readonly task: TaskView; readonly figure: TaskFigure }) {
  const texts = useText();
  const text = metric === 'loss' ? `loss.${taskKind(task.kind).loss}` : `metric.${metric}`;
  const gap = train - test;
  return (
    <tr>
      <th scope="row">
        <HelpTerm text={{ about: texts.code('tasks', `${text}.about`), formula: texts.code('tasks', `${text}.formula`) }}>{metricName(texts, metric)}</HelpTerm>
      </th>
      <td>{metricText(texts, metric, train)}</td>
      <td>{metricText(texts, metric, test)}</td>
      <td>{Number.isFinite(gap) ? differenceText(texts, metric, gap) : '–'}</td>
    </tr>
  );
}
