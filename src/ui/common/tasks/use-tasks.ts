import { useMemo } from 'react';
import type { TaskKindId } from '../../../domain/tasks/task-kinds';
import type { ExperimentTask } from '../../../experiment/schema';
import { useApp, useAppStore } from '../app-store';
import { isDashed, isLightColour, taskColour } from './task-colours';
import { taskNames } from './task-names';
import { useText } from '../texts/use-text';

/** A task of the document as it is shown: its name and its colour. */
export interface TaskView {
  readonly id: string;
  readonly kind: TaskKindId;
  /** What the document says of it; the weight may be an older one. */
  readonly asked: ExperimentTask;
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
 * The document's tasks as they are shown; the same array until something else of them changes than
 * their weights, which change many times a second, or the language does.
 */
export function useTasks(): readonly TaskView[] {
  const store = useAppStore();
  const key = useApp(({ document }) => JSON.stringify(document.experiment.tasks.map(({ weight: _, ...task }) => task)));
  const { language } = useText();
  return useMemo(() => {
    const { tasks } = store.getState().document.experiment;
    const names = taskNames(tasks, language);
    return tasks.map((asked, index) => ({
      id: asked.id,
      kind: asked.kind,
      asked,
      name: names[index] ?? asked.id,
      index,
      colour: taskColour(index),
      dashed: isDashed(index),
      light: isLightColour(index),
    }));
  }, [store, key, language]);
}
