import { useEffect } from 'react';
import type { AppState } from '../../../state/app-state';
import { useAppStore } from '../app-store';
import './task-focus.css';

/**
 * Brings one task to the fore, on the whole page. Whatever is of tasks says of which, by their
 * colours, which are theirs for good: `data-task="2"`, or "0 2" for what is of two. What is of a
 * single task brings it to the fore while a pointer or the focus is there, and keeps it there after
 * a click where `data-pin` is. The page has the colour of that task in `data-task-focus`, and its
 * style sheet fades the marks of the others: nothing is drawn again.
 */
export function useTaskFocus(): void {
  const store = useAppStore();
  useEffect(() => {
    const view = () => store.getState().view;
    const focus = (task: string | undefined) => {
      if (view().focusedTask !== task) view().focusTask(task);
    };
    const taskAt = (target: EventTarget | null) => {
      const colour = target instanceof Element ? target.closest('[data-task]')?.getAttribute('data-task') : undefined;
      return store.getState().document.experiment.tasks.find((task) => String(task.colour) === colour)?.id;
    };
    const over = ({ target, pointerType }: PointerEvent) => {
      // A finger that scrolls passes over much; its taps pin.
      if (pointerType !== 'touch') focus(taskAt(target));
    };
    const away = () => focus(undefined);
    const focused = ({ target }: FocusEvent) => focus(target instanceof Element && target.matches(':focus-visible') ? taskAt(target) : undefined);
    const press = ({ target }: MouseEvent) => {
      const task = target instanceof Element && target.closest('[data-pin]') !== null ? taskAt(target) : undefined;
      if (task !== undefined) view().pinTask(view().pinnedTask === task ? undefined : task);
    };
    const key = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || view().pinnedTask === undefined) return;
      if (document.querySelector('[popover="auto"]:popover-open') === null) view().pinTask(undefined);
    };
    document.addEventListener('pointerover', over);
    document.documentElement.addEventListener('pointerleave', away);
    document.addEventListener('focusin', focused);
    document.addEventListener('focusout', away);
    document.addEventListener('click', press);
    document.addEventListener('keydown', key);
    const show = (state: AppState) => {
      const colour = colourInFore(state);
      if (colour === undefined) delete document.documentElement.dataset['taskFocus'];
      else document.documentElement.dataset['taskFocus'] = String(colour);
    };
    const stop = store.subscribe(show);
    return () => {
      document.removeEventListener('pointerover', over);
      document.documentElement.removeEventListener('pointerleave', away);
      document.removeEventListener('focusin', focused);
      document.removeEventListener('focusout', away);
      document.removeEventListener('click', press);
      document.removeEventListener('keydown', key);
      stop();
      delete document.documentElement.dataset['taskFocus'];
    };
  }, [store]);
}

/** The colour of the task in the fore; undefined where there is none, or none of that id any more. */
function colourInFore({ view, document: { experiment } }: AppState): number | undefined {
  const task = view.focusedTask ?? view.pinnedTask;
  return task === undefined ? undefined : experiment.tasks.find(({ id }) => id === task)?.colour;
}
