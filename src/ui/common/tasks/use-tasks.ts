import { useMemo } from 'react';
import type { TaskKindId } from '../../../domain/tasks/task-kinds';
import { useApp, useAppStore } from '../app-store';
import { isDashed, isLightColour, taskColour } from './task-colours';
import { taskNames } from './task-names';
import { useText } from '../texts/use-text';

/** A task of the document as it is shown: its name and its colour. */
export interface TaskView {
  readonly id: string;
  readonly kind: TaskKindId;
  readonly name: string;
  /** Its place in the list, from 0. */
  readonly index: number;
  readonly colour: string;
  /** True where another task has that colour too: it is dashed then. */
  readonly dashed: boolean;
  /** True for colours too faint on paper: they get an outline in ink there. */
  readonly light: boolean;
}

/**
 * The document's tasks as they are shown; the same array until a task is added, removed or renamed
 * by another language.
 */
export function useTasks(): readonly TaskView[] {
  const store = useAppStore();
  const key = useApp((state) => state.document.experiment.tasks.map((task) => `${task.id}:${task.kind}`).join(' '));
  const { language } = useText();
  return useMemo(() => {
    const shown = new Set(key.split(' '));
    const tasks = store.getState().document.experiment.tasks.filter((task) => shown.has(`${task.id}:${task.kind}`));
    const names = taskNames(tasks, language);
    return tasks.map(({ id, kind }, index) => ({
      id,
      kind,
      name: names[index] ?? id,
      index,
      colour: taskColour(index),
      dashed: isDashed(index),
      light: isLightColour(index),
    }));
  }, [store, key, language]);
}
