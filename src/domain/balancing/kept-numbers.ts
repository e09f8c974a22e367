import { at } from './solvers/matrix';

/**
 * The numbers that a method keeps of K tasks, one list: blocks [K] with one number for each task,
 * and behind them, where there are pairs, one block [K · K], row i for pairs of task i with others.
 * So what is kept of some of the tasks can be told from what is kept of the others.
 */
export interface KeptNumbers {
  /** How many blocks [K]. */
  readonly perTask: number;
  readonly pairs?: true;
}

/** How long the list is. */
export function lengthOfKept(keeps: KeptNumbers | undefined, tasks: number): number {
  if (keeps === undefined) return 0;
  return keeps.perTask * tasks + (keeps.pairs === true ? tasks * tasks : 0);
}

/** A list of so many blocks [K], cut into them. */
export function blocksOf(state: readonly number[], blocks: number): readonly (readonly number[])[] {
  const tasks = state.length / blocks;
  return Array.from({ length: blocks }, (_, block) => state.slice(block * tasks, (block + 1) * tasks));
}

/** Of what is kept of `tasks` tasks, what is kept of those at `places`. */
export function keptOf(keeps: KeptNumbers | undefined, state: readonly number[], tasks: number, places: readonly number[]): readonly number[] {
  return indicesOf(keeps, tasks, places).map((index) => at(state, index));
}

/** The other way round: what is kept of `tasks` tasks, with `part` for those at `places`. */
export function withKeptOf(
  keeps: KeptNumbers | undefined,
  state: readonly number[],
  tasks: number,
  places: readonly number[],
  part: readonly number[],
): readonly number[] {
  const next = [...state];
  for (const [from, into] of indicesOf(keeps, tasks, places).entries()) next[into] = at(part, from);
  return next;
}

/** Where the numbers of the tasks at `places` lie, in the order in which they lie without the others. */
function indicesOf(keeps: KeptNumbers | undefined, tasks: number, places: readonly number[]): readonly number[] {
  if (keeps === undefined) return [];
  const blocks = Array.from({ length: keeps.perTask }, (_, block) => places.map((place) => block * tasks + place));
  const pairs = keeps.pairs === true ? places.map((row) => places.map((column) => (keeps.perTask + row) * tasks + column)) : [];
  return [...blocks, ...pairs].flat();
}
