import type { ExperimentTask } from '../schema';
import { phrase, type Phrase } from './phrase';

/**
 * The name of one of a document's tasks, for every text about it: the one that a person gave it, or
 * that of its kind, with a number where several have that one. The id where the document has no such
 * task.
 */
export function taskLabel(tasks: readonly Pick<ExperimentTask, 'id' | 'kind' | 'name'>[], id: string): Phrase | string {
  const task = tasks.find((candidate) => candidate.id === id);
  if (task === undefined) return id;
  if (task.name !== undefined) return task.name;
  const name = phrase('tasks', task.kind);
  const alike = tasks.filter((other) => other.name === undefined && other.kind === task.kind);
  return alike.length === 1 ? name : phrase('tasks', 'numbered', { name, number: alike.indexOf(task) + 1 });
}
