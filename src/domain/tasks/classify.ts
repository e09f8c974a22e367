import { classFieldsOf, type ClassName, type Dataset } from '../datasets/dataset';
import { classes } from '../targets/classes';
import type { Target } from '../targets/target';
import type { ClassGroup, TaskKind, TaskQuestion } from './task-kind';

/** A question about classes that is offered ready-made. */
interface Preset {
  readonly field: string;
  readonly groups?: readonly ClassGroup[];
}

const judged = { target: 'classes', loss: 'cross-entropy', measure: 'classification', metrics: ['accuracy'] } as const;

/**
 * Which class, or which group of classes, is it? A field of the data set and a grouping of its
 * classes. What is in no group belongs to the last one, so that every example has an answer.
 */
export const classify: TaskKind = {
  suits: (dataset) => classFieldsOf(dataset).length > 0,
  isOpen: true,
  ...judged,
  targetOf: (dataset, question) => targetOf(fieldOf(dataset, question.field), question),
};

/** A ready-made question of that kind, which no parameters change. */
export function classifyPreset(preset: Preset): TaskKind {
  return {
    suits: ({ fields }) => fields[preset.field]?.kind === 'class',
    ...judged,
    targetOf: (dataset) => targetOf(fieldOf(dataset, preset.field), preset),
  };
}

/**
 * The groups of a question about a field, as the task has them: those of the question that hold a
 * class, each class in the first that names it, or each class by itself.
 */
export function groupsOf(names: readonly ClassName[], { groups }: TaskQuestion): readonly ClassGroup[] {
  const taken = new Set<number>();
  const found = (groups ?? []).flatMap(({ name, classes: listed }): readonly ClassGroup[] => {
    const own = listed.filter((index) => index in names && !taken.has(index));
    for (const index of own) taken.add(index);
    return own.length === 0 ? [] : [{ name, classes: own }];
  });
  return found.length > 0 ? found : names.map((name, index) => ({ name, classes: [index] }));
}

function targetOf([field, names]: readonly [string, readonly ClassName[]], question: TaskQuestion): Target {
  const groups = groupsOf(names, question);
  const groupOf = new Uint16Array(names.length).fill(groups.length - 1);
  for (const [group, { classes: own }] of groups.entries()) for (const index of own) groupOf[index] = group;
  return classes(field, groups.map(({ name }) => name), (example) => groupOf[example(field)[0] ?? -1] ?? 0);
}

/** The field of that name, else the first one that tells classes apart. */
function fieldOf(dataset: Dataset, name: string | undefined): readonly [string, readonly ClassName[]] {
  const fields = classFieldsOf(dataset);
  const field = fields.find(([own]) => own === name) ?? fields[0];
  if (field === undefined) throw new Error('the data set has no classes');
  return field;
}
