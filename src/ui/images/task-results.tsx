import { taskKind } from '../../domain/tasks/task-kinds';
import { useApp } from '../common/app-store';
import { newestMetric } from '../common/live-readings';
import { metricName, metricText } from '../common/texts/metric-text';
import { TaskSwatch } from '../common/tasks/task-swatch';
import { useTasks, type TaskView } from '../common/tasks/use-tasks';
import { useText } from '../common/texts/use-text';
import styles from './task-results.module.css';

/**
 * Every task's newest test metric, as its head shows it: for screens on which the network reaches
 * out of its pane and hides the heads.
 */
export function TaskResults() {
  const { t } = useText();
  const tasks = useTasks();
  return (
    <ul className={styles['results']} aria-label={t('predictions.results')} data-testid="task-results">
      {tasks.map((task) => (
        <TaskResult key={task.id} task={task} />
      ))}
    </ul>
  );
}

function TaskResult({ task }: { readonly task: TaskView }) {
  const texts = useText();
  const value = useApp((state) => newestMetric(state, task.id));
  const [metric] = taskKind(task.kind).metrics;
  return (
    <li title={metricName(texts, metric)}>
      <TaskSwatch colour={task.colour} /> {task.name}
      <strong className={styles['figure']}>{value === undefined ? '–' : metricText(texts, metric, value)}</strong>
    </li>
  );
}
