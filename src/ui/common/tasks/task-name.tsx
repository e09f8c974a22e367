import type { Experiment } from '../../../experiment/schema';
import { taskName } from './task-names';
import { TaskSwatch } from './task-swatch';
import { useText } from '../texts/use-text';
import styles from './task-name.module.css';

/** A task of some document: its swatch and its name. */
export function TaskName({ tasks, id }: { tasks: Experiment['tasks']; id: string }) {
  const { language } = useText();
  const task = tasks.find((candidate) => candidate.id === id);
  if (task === undefined) return id;
  return (
    <span className={styles['name']} data-task={task.colour} data-pin>
      <TaskSwatch colour={task.colour} />
      {taskName(tasks, id, language)}
    </span>
  );
}
