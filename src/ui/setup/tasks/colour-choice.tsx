import { useId, type KeyboardEvent } from 'react';
import { limits } from '../../../experiment/limits';
import { useApp } from '../../common/app-store';
import { isDashed, taskColours } from '../../common/tasks/task-colours';
import { TaskSwatch } from '../../common/tasks/task-swatch';
import { useTasks, type TaskView } from '../../common/tasks/use-tasks';
import { useText } from '../../common/texts/use-text';
import { useMedia } from '../../widgets/use-media';
import styles from './task-menu.module.css';

const colours = Array.from({ length: limits.tasks }, (_, colour) => colour);

/** All colours that tasks can have: a free one is taken, that of another task exchanged with it. */
export function ColourChoice({ task }: { readonly task: TaskView }) {
  const { t, code } = useText();
  const tasks = useTasks();
  const execute = useApp((state) => state.document.execute);
  const heading = useId();
  // The name is asked for first, but not where a finger's keyboard would come up and hide the rest.
  const byTouch = useMedia('(pointer: coarse)');
  const nameOf = (colour: number) => {
    const plain = code('taskEditor', `colour.${colour % taskColours.length}`);
    return isDashed(colour) ? t('taskEditor.colour.striped', { colour: plain }) : plain;
  };
  return (
    <div>
      <span id={heading}>{t('taskEditor.colour')}</span>
      {/* One stop for Tab, the arrow keys within: a colour is chosen by Enter and Space, not by passing over it. */}
      <div role="group" aria-labelledby={heading} className={styles['colours']}>
        {colours.map((colour) => {
          const other = tasks.find((candidate) => candidate.colour === colour && candidate.id !== task.id);
          const label = other === undefined ? nameOf(colour) : t('taskEditor.colour.exchange', { colour: nameOf(colour), task: other.name });
          return (
            <button
              key={colour}
              type="button"
              className={styles['colour']}
              aria-label={label}
              title={label}
              aria-pressed={colour === task.colour}
              data-autofocus={byTouch && colour === task.colour ? true : undefined}
              tabIndex={colour === task.colour ? 0 : -1}
              data-taken={other !== undefined}
              onClick={() => execute('task.colour', { task: task.id, colour })}
              onKeyDown={moveFocus}
            >
              <TaskSwatch colour={colour} />
            </button>
          );
        })}
      </div>
      <p className={styles['soft']}>{t('taskEditor.colour.about')}</p>
    </div>
  );
}

/** Colours in a row of the choice. */
const perRow = taskColours.length;

function moveFocus(event: KeyboardEvent<HTMLButtonElement>): void {
  const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -perRow, ArrowDown: perRow }[event.key];
  const all = [...(event.currentTarget.parentElement?.querySelectorAll<HTMLButtonElement>('button') ?? [])];
  if (step === undefined) return;
  event.preventDefault();
  all[all.indexOf(event.currentTarget) + step]?.focus();
}
