import { balancingMethod } from '../../domain/balancing/balancing-methods';
import { useApp } from '../common/app-store';
import { Section } from '../widgets/section';
import { useAdversaries } from '../common/tasks/use-adversaries';
import { useText } from '../common/texts/use-text';
import { useTasks } from '../common/tasks/use-tasks';
import { AddTask } from './add-task';
import { TaskRow } from './task-row';
import styles from './tasks-section.module.css';

/**
 * Every task with its loss and weight; where the balancing method sets the weights, what it sets.
 * As high with every method.
 */
export function TasksSection() {
  const { t } = useText();
  const tasks = useTasks();
  const method = useApp((state) => state.document.experiment.balancing.method);
  const sumToOne = useApp((state) => state.document.experiment.weightsSumToOne);
  const execute = useApp((state) => state.document.execute);
  const against = useAdversaries();
  const weighted = balancingMethod(method).usesPreference;
  return (
    <Section title={t('tasks.title')} english="Tasks and their weights">
      <ul className={styles['list']}>
        {tasks.map((task) => (
          <TaskRow key={task.id} task={task} weighted={weighted} against={against.includes(task.id)} last={tasks.length === 1} />
        ))}
      </ul>
      <div className={styles['buttons']}>
        <AddTask />
        {/* Its place stays where there is nothing to sum: a method that is chosen below must not move its own list. */}
        <label className={styles['toggle']} data-idle={!weighted} title={t('tasks.sumToOne.about')}>
          <input type="checkbox" checked={sumToOne} onChange={(event) => execute('task.sum-to-one', { on: event.target.checked })} />
          {t('tasks.sumToOne')}
        </label>
      </div>
    </Section>
  );
}
