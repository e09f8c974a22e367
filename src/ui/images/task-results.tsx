import { taskKind } from '../../domain/tasks/task-kinds';
import { useApp } from '../common/app-store';
import { newestScore } from '../common/live-readings';
import { figureText } from '../common/texts/figure-text';
import { metricName, metricText } from '../common/texts/metric-text';
import { TaskSwatch } from '../common/tasks/task-swatch';
import { useTasks, type TaskView } from '../common/tasks/use-tasks';
import { useText } from '../common/texts/use-text';
import styles from './task-results.module.css';

/**
 * Every task's newest figure, as its head shows it: for screens on which the network reaches out of
 * its pane and hides the heads.
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
  const score = useApp((state) => newestScore(state, task.id));
  const [metric] = taskKind(task.kind).metrics;
  const of = figureText(texts, score);
  return (
    <li data-task={task.colour} data-pin title={metricName(texts, metric)}>
      <TaskSwatch colour={task.colour} /> {task.name}
      <strong className={styles['figure']}>{score === undefined ? '–' : metricText(texts, metric, score.value)}</strong>
      <span className={styles['of']} title={of?.sentence}>
        {of?.short ?? texts.t('predictions.of.nothing')}
      </span>
    </li>
  );
}
