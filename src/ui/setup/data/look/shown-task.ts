import type { Target } from '../../../../domain/targets/target';
import { taskOf } from '../../../../experiment/context';
import type { Experiment } from '../../../../experiment/schema';
import type { SeenExample } from '../../../../protocol/data-view';
import type { TaskView } from '../../../common/tasks/use-tasks';
import { className } from '../../../common/tasks/task-names';
import type { Texts } from '../../../common/texts/use-text';

/** A task with what its answers are. */
export interface ShownTask extends TaskView {
  readonly target: Target;
}

/** The tasks of a document with their targets. */
export function shownTasks({ data }: Pick<Experiment, 'data'>, views: readonly TaskView[]): readonly ShownTask[] {
  return views.map((view) => ({ ...view, target: taskOf(data, view.asked).target }));
}

/** A true answer in words; undefined for one that is drawn and not said. */
export function answerText({ t, language, format }: Pick<Texts, 't' | 'language' | 'format'>, target: Target, answer: Float32Array | undefined): string | undefined {
  if (answer === undefined) return t('look.missing');
  const nameOf = (index: number) => {
    const name = target.classes[index];
    return name === undefined ? '–' : className(name, language);
  };
  switch (target.id) {
    case 'classes':
    case 'ordinal':
      return nameOf(answer[0] ?? -1);
    case 'tags': {
      const tags = [...answer.keys()].filter((tag) => answer[tag] === 1).map(nameOf);
      return tags.length === 0 ? t('predictions.noTags') : tags.join(' ');
    }
    case 'values':
      return [...answer].map((value) => format.significant(value)).join(' ');
    default:
      return undefined;
  }
}

/** A row of examples that have something in common. */
export interface ExampleRow {
  /** The class, level or tag; undefined where there is none. */
  readonly place: number | undefined;
  readonly examples: readonly SeenExample[];
}

/**
 * Examples in rows: one for each class, level or tag of a task, with at most so many of it; those
 * with a number evenly from the lowest to the highest; without a task as they come.
 */
export function arranged(examples: readonly SeenExample[], task: ShownTask | undefined, most: number): readonly ExampleRow[] {
  if (task === undefined) return [{ place: undefined, examples: examples.slice(0, 5 * most) }];
  const { index, target } = task;
  if (target.id === 'values') {
    const sorted = examples.filter(({ answers }) => answers[index] !== undefined).toSorted((one, other) => (one.answers[index]?.[0] ?? 0) - (other.answers[index]?.[0] ?? 0));
    const count = Math.min(5 * most, sorted.length);
    const step = count < 2 ? 1 : (sorted.length - 1) / (count - 1);
    return [{ place: undefined, examples: Array.from({ length: count }, (_, at) => sorted[Math.round(at * step)]).flatMap((one) => one ?? []) }];
  }
  const belongs = ({ answers }: SeenExample, place: number) => (target.id === 'tags' ? answers[index]?.[place] === 1 : answers[index]?.[0] === place);
  return [...target.classes.keys()].map((place) => ({ place, examples: examples.filter((one) => belongs(one, place)).slice(0, most) }));
}
