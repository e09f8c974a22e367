import { useId } from 'react';
import { limits } from '../../../experiment/limits';
import { useApp } from '../../common/app-store';
import { NameInput } from '../../common/parameters/name-input';
import type { TaskView } from '../../common/tasks/use-tasks';
import { useText } from '../../common/texts/use-text';
import styles from './task-menu.module.css';

/** The name that a person gave a task; nothing at all gives it the name of its kind again. */
export function TaskNameField({ task, onDone }: { readonly task: TaskView; readonly onDone: () => void }) {
  const { t, code } = useText();
  const execute = useApp((state) => state.document.execute);
  const id = useId();
  return (
    <label className={styles['line']} htmlFor={id}>
      {t('taskEditor.name')}
      <NameInput
        id={id}
        name={task.asked.name ?? ''}
        placeholder={code('tasks', task.kind)}
        maxLength={limits.taskName}
        onCommit={(name) => execute('task.rename', { task: task.id, name })}
        onEnter={(event) => {
          // Done, the focus is on the menu's button, which the key would press.
          event.preventDefault();
          onDone();
        }}
      />
    </label>
  );
}
