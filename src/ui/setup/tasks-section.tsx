import { balancingMethod } from '../../domain/balancing/balancing-methods';
import { useApp } from '../common/app-store';
import { Section } from '../common/section';
import { useAdversaries } from '../common/use-adversaries';
import { useText } from '../common/use-text';
import { useTasks } from '../common/use-tasks';
import { AddTask } from './add-task';
import { TaskRow } from './task-row';
import styles from './tasks-section.module.css';
import { useEffectiveWeights } from './use-effective-weights';

/** Every task with its loss and weight; where the balancing method sets the weights, what it sets. */
export function TasksSection() {
  const { t } = useText();
  const tasks = useTasks();
  const method = useApp((state) => state.document.experiment.balancing.method);
  const sumToOne = useApp((state) => state.document.experiment.weightsSumToOne);
  const idle = useApp((state) => state.document.experiment.tasks.every(({ weight }) => weight === 0));
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
      {weighted ? undefined : <EffectiveNote />}
      {weighted && idle ? <p className={styles['note']}>{t('tasks.weight.zero')}</p> : undefined}
      <div className={styles['buttons']}>
        <AddTask />
        {weighted ? (
          <label className={styles['toggle']} title={t('tasks.sumToOne.about')}>
            <input type="checkbox" checked={sumToOne} onChange={(event) => execute('task.sum-to-one', { on: event.target.checked })} />
            {t('tasks.sumToOne')}
          </label>
        ) : undefined}
      </div>
    </Section>
  );
}

/** What the read-outs in place of the sliders show, or why they show nothing. */
function EffectiveNote() {
  const { t } = useText();
  const effective = useEffectiveWeights();
  if (effective === undefined) return <p className={styles['note']}>{t('tasks.effective.waiting')}</p>;
  return <p className={styles['note']}>{t(effective.weights.some(Number.isFinite) ? 'tasks.effective.live' : 'tasks.effective.none')}</p>;
}
