import type { RightAnswers } from '../../domain/metrics/outcomes/right-answers';
import type { TaskOutcomes } from '../../protocol/outcomes';
import type { ShownTask } from '../common/answers/task-answer';

/** A task with what came of all test images for it. */
export interface OutcomeTask extends ShownTask {
  readonly outcomes: TaskOutcomes;
  /** Of how many numbers an answer is. */
  readonly width: number;
  readonly right: RightAnswers;
}

/** Which images are shown; tasks by their index, classes by theirs. */
export type Filter =
  | { readonly kind: 'all' }
  | { readonly kind: 'wrong'; readonly task: number }
  /** Those of the least confidence. */
  | { readonly kind: 'unsure' }
  /** All of a true class, or all that got an answer, or both. */
  | { readonly kind: 'class'; readonly task: number; readonly truth?: number; readonly answer?: number }
  | { readonly kind: 'joint'; readonly first: number; readonly second: number; readonly firstRight: boolean; readonly secondRight: boolean };

export type Order = { readonly kind: 'test' } | { readonly kind: 'confidence' } | { readonly kind: 'loss'; readonly task: number };

/** So many images are those that the network is least sure of. */
export const unsureImages = 50;

/** The images that pass a filter, by their indices, from the first on. */
export function chosenImages(filter: Filter, tasks: readonly OutcomeTask[], images: number): readonly number[] {
  const all = Array.from({ length: images }, (_, image) => image);
  if (filter.kind !== 'unsure') return all.filter((image) => passes(filter, tasks, image));
  const known = all.filter((image) => !Number.isNaN(confidenceOf(tasks, image)));
  return known.sort((one, other) => confidenceOf(tasks, one) - confidenceOf(tasks, other)).slice(0, unsureImages).sort((one, other) => one - other);
}

/** The same images in an order; those that it says nothing of come last. */
export function orderedImages(chosen: readonly number[], order: Order, tasks: readonly OutcomeTask[]): readonly number[] {
  if (order.kind === 'test') return chosen;
  const keyOf = (image: number) => {
    const key = order.kind === 'confidence' ? confidenceOf(tasks, image) : -(tasks[order.task]?.outcomes.losses[image] ?? Number.NaN);
    return Number.isNaN(key) ? Number.POSITIVE_INFINITY : key;
  };
  const keys = new Map(chosen.map((image) => [image, keyOf(image)]));
  return [...chosen].sort((one, other) => compare(keys.get(one) ?? 0, keys.get(other) ?? 0));
}

/** The order that suits a filter. */
export function usualOrder(filter: Filter): Order {
  if (filter.kind === 'unsure') return { kind: 'confidence' };
  if (filter.kind === 'joint') return { kind: 'loss', task: filter.firstRight && !filter.secondRight ? filter.second : filter.first };
  return { kind: 'loss', task: filter.kind === 'all' ? 0 : filter.task };
}

/** True where two filters let the same images through for the same reason. */
export function sameFilter(one: Filter, other: Filter): boolean {
  return JSON.stringify(one, sortedKeys) === JSON.stringify(other, sortedKeys);
}

/** The lowest confidence of any task; NaN where none has one. */
function confidenceOf(tasks: readonly OutcomeTask[], image: number): number {
  const known = tasks.map(({ outcomes }) => outcomes.confidences[image] ?? Number.NaN).filter((value) => !Number.isNaN(value));
  return known.length === 0 ? Number.NaN : Math.min(...known);
}

function passes(filter: Exclude<Filter, { readonly kind: 'unsure' }>, tasks: readonly OutcomeTask[], image: number): boolean {
  switch (filter.kind) {
    case 'all':
      return true;
    case 'wrong':
      return tasks[filter.task]?.right[image] === false;
    case 'joint':
      return tasks[filter.first]?.right[image] === filter.firstRight && tasks[filter.second]?.right[image] === filter.secondRight;
    case 'class': {
      const { truth, answer } = filter;
      const { outcomes, right } = tasks[filter.task] ?? {};
      const isCounted = right?.[image] !== undefined;
      return isCounted && (truth === undefined || outcomes?.truths[image] === truth) && (answer === undefined || outcomes?.answers[image] === answer);
    }
  }
}

function compare(one: number, other: number): number {
  return one === other ? 0 : one - other;
}

function sortedKeys(_name: string, value: unknown): unknown {
  return value !== null && typeof value === 'object' ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1))) : value;
}
