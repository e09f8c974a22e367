import { TaskSwatch } from '../common/tasks/task-swatch';
import type { TaskView } from '../common/tasks/use-tasks';
import styles from './layer-inspector.module.css';

/** Tasks by name, each with its swatch. */
export function TaskNames({ tasks }: { readonly tasks: readonly TaskView[] }) {
  return (
    <ul className={styles['tasks']}>
      {tasks.map((task) => (
        <li key={task.id}>
          <TaskSwatch colour={task.colour} />
          {task.name}
        </li>
      ))}
    </ul>
  );
}
