import { useMemo } from 'react';
import { taskKind } from '../../../domain/tasks/task-kinds';
import { taskOf } from '../../../experiment/context';
import { translateCode } from '../../../i18n/translate';
import { newestMetrics, unknownMetrics, type TaskMetric, type NewestMetrics } from '../../../state/runs/newest-metrics';
import { useApp } from '../../common/app-store';
import { cardOf } from '../../common/cards/card';
import { HelpTerm } from '../../widgets/popups/help';
import { matchingRun, newestScore } from '../../common/live-readings';
import { differenceText, metricName, metricText } from '../../common/texts/metric-text';
import { Section } from '../../widgets/section';
import type { TaskView } from '../../common/tasks/use-tasks';
import { useText } from '../../common/texts/use-text';
import styles from './head-metrics.module.css';

/**
 * Every metric of a head's task at the newest point of the run, as its head shows it: on training
 * images and on test images, and the gap between them; dashes for what has not been measured of the
 * experiment on the desk.
 */
export function HeadMetrics({ task }: { readonly task: TaskView }) {
  const { t } = useText();
  const run = useApp(matchingRun);
  // What grows lies in the series, outside of the state: it is asked for by what changes.
  const newest = useApp((state) => newestScore(state, task.id));
  const shown = useMemo(() => (run === undefined || newest === undefined ? undefined : newestMetrics(run, task.id)), [run, newest, task.id]);
  const metrics = shown?.metrics ?? unknownMetrics(taskKind(task.kind));
  return (
    <Section title={t('tasks.metrics')}>
      <table className={styles['metrics']} data-testid={`metrics-${task.id}`}>
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
          {metrics.map((row) => (
            <MetricRow key={row.metric} task={task} row={row} />
          ))}
        </tbody>
      </table>
      <p className={styles['at']}>
        <MeasuredAt metrics={shown} />
      </p>
    </Section>
  );
}

/** When and on how many images the metrics were measured, or when they will be. */
function MeasuredAt({ metrics }: { readonly metrics: NewestMetrics | undefined }) {
  const { t, format } = useText();
  if (metrics === undefined) return t('tasks.metrics.none');
  const { source, trainImages } = metrics;
  const at = { step: format.integer(source.step), images: format.integer(source.images) };
  if (source.of === 'batches') return t('tasks.metrics.atBatches', at);
  return trainImages === undefined ? t('tasks.metrics.atTest', at) : t('tasks.metrics.at', { ...at, train: format.integer(trainImages) });
}

function MetricRow({ task, row: { metric, train, test } }: { readonly task: TaskView; readonly row: TaskMetric }) {
  const texts = useText();
  const data = useApp((state) => state.document.experiment.data);
  const text = metric === 'loss' ? `loss.${taskOf(data, task.asked).loss}` : `metric.${metric}`;
  const more = metric === 'loss' ? cardOf('loss', taskOf(data, task.asked).loss) : cardOf('metric', metric);
  const help = { english: translateCode('en', 'tasks', text), about: texts.code('tasks', `${text}.about`), formula: texts.code('tasks', `${text}.formula`), more };
  const gap = train - test;
  return (
    <tr>
      <th scope="row">
        <HelpTerm text={help}>{metricName(texts, metric)}</HelpTerm>
      </th>
      <td>{metricText(texts, metric, train)}</td>
      <td>{metricText(texts, metric, test)}</td>
      <td>{Number.isFinite(gap) ? differenceText(texts, metric, gap) : '–'}</td>
    </tr>
  );
}
