import { useMemo } from 'react';
import type { TaskKindId } from '../../../domain/tasks/task-kinds';
import type { ExperimentTask } from '../../../experiment/schema';
import type { Language } from '../../../i18n/translate';
import { useApp, useAppStore } from '../app-store';
import { taskNames } from './task-names';
import { useText } from '../texts/use-text';

/** A task of a document as it is shown: its name and its colour. */
export interface TaskView {
  readonly id: string;
  readonly kind: TaskKindId;
  /** What the document says of it; the weights may be older ones. */
  readonly asked: ExperimentTask;
  readonly name: string;
  /** Its place in the list, from 0. */
  readonly index: number;
  /** Its own for good, from 0; task-colours.ts says what it is drawn with. */
  readonly colour: number;
}

/** A document's tasks as they are shown in a language, in their order. */
export function taskViews(tasks: readonly ExperimentTask[], language: Language): readonly TaskView[] {
  const names = taskNames(tasks, language);
  return tasks.map((asked, index) => ({ id: asked.id, kind: asked.kind, asked, name: names[index] ?? asked.id, index, colour: asked.colour }));
}

/**
 * The document's tasks as they are shown; the same array until something else of them changes than
 * their weights, which change many times a second, or the language does.
 */
export function useTasks(): readonly TaskView[] {
  const store = useAppStore();
  const key = useApp(({ document }) => JSON.stringify(document.experiment.tasks.map(({ weight: _weight, setWeight: _setWeight, ...task }) => task)));
  const { language } = useText();
  return useMemo(() => {
    // The key is what tells that they changed.
    void key;
    return taskViews(store.getState().document.experiment.tasks, language);
  }, [store, key, language]);
}
