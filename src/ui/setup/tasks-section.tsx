import { balancingMethod } from '../../domain/balancing/balancing-methods';
import { useApp } from '../common/app-store';
import { Section } from '../common/section';
import { useText } from '../common/use-text';
import { useTasks } from '../common/use-tasks';
import { AddTask } from './add-task';
import { TaskRow } from './task-row';
import styles from './tasks-section.module.css';
import { useAdversaries } from './use-adversaries';
import { useEffectiveWeights } from './use-effective-weights';
import { sliderMaximum } from './weight-scale';

/** Every task with its loss and weight; where the balancing method sets the weights, what it sets. */
export function TasksSection() {
  const { t } = useText();
  const tasks = useTasks();
  const method = useApp((state) => state.document.experiment.balancing.method);
  const sumToOne = useApp((state) => state.document.experiment.weightsSumToOne);
  const execute = useApp((state) => state.document.execute);
  const effective = useEffectiveWeights();
  const against = useAdversaries();
  const weighted = balancingMethod(method).usesPreference;
  const known = (effective ?? []).filter((weight) => Number.isFinite(weight));
  const full = sliderMaximum(known.map(Math.abs), false);
  const waiting = t(effective === undefined ? 'tasks.effective.waiting' : known.length === 0 ? 'tasks.effective.none' : 'tasks.effective.live');
  return (
    <Section title={t('tasks.title')} english="Tasks and their weights">
      <ul className={styles['list']}>
        {tasks.map((task) => (
          <TaskRow
            key={task.id}
            task={task}
            effective={weighted || against.includes(task.id) ? undefined : knownWeight(effective?.[task.index])}
            against={against.includes(task.id)}
            full={full}
            last={tasks.length === 1}
          />
        ))}
      </ul>
      {weighted ? undefined : <p className={styles['note']}>{waiting}</p>}
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

function knownWeight(weight: number | undefined): number | 'unknown' {
  return weight === undefined || !Number.isFinite(weight) ? 'unknown' : weight;
}
