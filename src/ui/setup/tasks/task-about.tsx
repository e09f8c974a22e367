import { taskKind } from '../../../domain/tasks/task-kinds';
import { taskOf } from '../../../experiment/context';
import { useApp } from '../../common/app-store';
import { className } from '../../common/tasks/task-names';
import type { TaskView } from '../../common/tasks/use-tasks';
import { usePhrase } from '../../common/texts/use-phrase';
import { useText } from '../../common/texts/use-text';
import styles from './task-menu.module.css';

/** What a task asks, in words. */
export function TaskAbout({ task }: { readonly task: TaskView }) {
  const { t, code, language } = useText();
  const phrase = usePhrase();
  const data = useApp((state) => state.document.experiment.data);
  const { classes } = taskOf(data, task.asked).target;
  // What a ready-made question asks is told with its kind.
  const names = taskKind(task.kind).isOpen === true ? classes.map((name) => className(name, language)) : [];
  const asked = names.length === 0 ? '' : t('taskEditor.groups.asks', { count: names.length, classes: phrase(names) });
  return (
    <p className={styles['soft']}>
      {code('tasks', `${task.kind}.about`)} {asked}
    </p>
  );
}
