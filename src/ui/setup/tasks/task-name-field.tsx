import { useId, useState } from 'react';
import { limits } from '../../../experiment/limits';
import { useApp } from '../../common/app-store';
import type { TaskView } from '../../common/tasks/use-tasks';
import { useText } from '../../common/texts/use-text';
import styles from './task-menu.module.css';

/**
 * The name that a person gave a task. Enter takes what was typed and is done, leaving the field
 * takes it too, Escape gives it up; nothing at all gives the task the name of its kind again.
 */
export function TaskNameField({ task, onDone }: { readonly task: TaskView; readonly onDone: () => void }) {
  const { t, code } = useText();
  const execute = useApp((state) => state.document.execute);
  const id = useId();
  const [draft, setDraft] = useState<string>();
  const own = task.asked.name ?? '';
  const commit = () => {
    setDraft(undefined);
    if (draft !== undefined && draft.trim() !== own) execute('task.rename', { task: task.id, name: draft });
  };
  return (
    <label className={styles['line']} htmlFor={id}>
      {t('taskEditor.name')}
      <input
        id={id}
        maxLength={limits.taskName}
        placeholder={code('tasks', task.kind)}
        autoComplete="off"
        spellCheck={false}
        value={draft ?? own}
        onChange={(event) => setDraft(event.target.value)}
        onFocus={(event) => event.target.select()}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
            // Done, the focus is on the menu's button, which the key would press.
            event.preventDefault();
            commit();
            onDone();
          }
          if (event.key === 'Escape' && draft !== undefined) {
            // The popup stays open: only what was typed is given up.
            event.preventDefault();
            event.stopPropagation();
            setDraft(undefined);
          }
        }}
      />
    </label>
  );
}
