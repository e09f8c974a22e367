import { useState } from 'react';
import { Ellipsis } from 'lucide-react';
import { targetKinds } from '../../../domain/targets/target';
import { taskKind } from '../../../domain/tasks/task-kinds';
import { useApp } from '../../common/app-store';
import type { TaskView } from '../../common/tasks/use-tasks';
import { useText } from '../../common/texts/use-text';
import { Button } from '../../widgets/button';
import { Late } from '../../widgets/late';
import { PopupButton } from '../../widgets/popups/popup';
import { ColourChoice } from './colour-choice';
import { LabelFields } from './label-fields';
import { LossFields } from './loss-fields';
import { ClassGroupsDialog } from './late-dialog';
import { TaskAbout } from './task-about';
import { TaskNameField } from './task-name-field';
import { WeightField } from './weight-field';
import styles from './task-menu.module.css';

interface TaskMenuProps {
  readonly task: TaskView;
  /** True for the only task, which stays. */
  readonly last: boolean;
  /** True where its weight is what was set. */
  readonly isSet: boolean;
}

/** What can be done with one task: its name, weight, colour, question, loss and labels, and taking it away. */
export function TaskMenu({ task, last, isSet }: TaskMenuProps) {
  const { t } = useText();
  const execute = useApp((state) => state.document.execute);
  const [grouping, setGrouping] = useState(false);
  const label = t('taskEditor.menu', { task: task.name });
  const asksForClasses = targetKinds[taskKind(task.kind).target].isClass;
  return (
    <>
      <PopupButton
        look="quiet"
        square
        className={styles['button']}
        face={<Ellipsis size={16} aria-hidden />}
        popupLabel={label}
        aria-label={label}
        title={label}
        align="end"
      >
        {(close) => (
          <div className={styles['menu']}>
            <TaskAbout task={task} />
            <TaskNameField task={task} onDone={close} />
            {isSet ? <WeightField task={task} /> : undefined}
            <ColourChoice task={task} />
            {asksForClasses ? (
              <Button
                onClick={() => {
                  close();
                  setGrouping(true);
                }}
              >
                {t('taskEditor.group')}
              </Button>
            ) : undefined}
            <LossFields task={task} />
            <LabelFields task={task} hasClasses={asksForClasses} />
            <Button
              disabled={last}
              title={last ? t('tasks.removeLast') : undefined}
              onClick={() => {
                close();
                execute('task.remove', { task: task.id });
              }}
            >
              {t('tasks.remove', { task: task.name })}
            </Button>
          </div>
        )}
      </PopupButton>
      {grouping ? (
        <Late>
          <ClassGroupsDialog
            task={task}
            onUse={(classes) => execute('task.classes', { task: task.id, ...classes })}
            onClose={() => setGrouping(false)}
          />
        </Late>
      ) : undefined}
    </>
  );
}
