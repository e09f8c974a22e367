import type { Experiment, ExperimentTask } from '../../experiment/schema';

type Asked = { readonly data: Experiment['data'] };

/**
 * What a task asks of which images, as a key: curves of one task with equal keys may be compared,
 * whatever its name, its colour, its weight and what its labels lack. How classes are grouped is a
 * part of the question, what the groups are called is none.
 */
export function questionKey({ data }: Asked, { kind, field, groups }: ExperimentTask): string {
  const { dataset, own, parameters } = data;
  return JSON.stringify([dataset, own, sorted(parameters), kind, field, groups?.map(({ classes }) => classes)]);
}

/** The question with the loss that it is trained by: heights of losses may be compared where it is equal. */
export function lossKey(asked: Asked, task: ExperimentTask): string {
  return JSON.stringify([questionKey(asked, task), task.loss?.kind, sorted(task.loss?.values)]);
}

/** Entries in the order of their names, which a document does not keep. */
function sorted(values: Readonly<Record<string, unknown>> | undefined): readonly unknown[] {
  return Object.entries(values ?? {}).sort(([first], [second]) => (first < second ? -1 : 1));
}
