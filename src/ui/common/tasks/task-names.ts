import type { ExperimentTask } from '../../../experiment/schema';
import { numbered } from '../../../lib/numbered';
import type { Texts } from '../texts/use-text';

/**
 * The names of a document's tasks, in their order: that of the kind, with a number where several
 * are of one kind.
 */
export function taskNames(tasks: readonly Pick<ExperimentTask, 'kind'>[], code: Texts['code']): readonly string[] {
  return numbered(tasks.map(({ kind }) => code('tasks', kind)));
}

/** The name of one of the tasks; its id where there is none of it. */
export function taskName(tasks: readonly Pick<ExperimentTask, 'id' | 'kind'>[], id: string, code: Texts['code']): string {
  return taskNames(tasks, code)[tasks.findIndex((task) => task.id === id)] ?? id;
}
