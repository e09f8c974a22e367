import type { ExperimentTask } from '../schema';
import { phrase, type Phrase } from './phrase';

/**
 * The name of one of a document's tasks, for every text about it: that of its kind, with a number
 * where several are of that kind. The id where the document has no such task.
 */
export function taskLabel(tasks: readonly Pick<ExperimentTask, 'id' | 'kind'>[], id: string): Phrase | string {
  const task = tasks.find((candidate) => candidate.id === id);
  if (task === undefined) return id;
  const [name, alike] = [phrase('tasks', task.kind), tasks.filter(({ kind }) => kind === task.kind)];
  return alike.length === 1 ? name : phrase('tasks', 'numbered', { name, number: alike.indexOf(task) + 1 });
}
