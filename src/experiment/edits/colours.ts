import { limits } from '../limits';
import type { ExperimentTask } from '../schema';

/**
 * A colour for a further task: the wanted one where it is one and no other task has it, else the
 * first that is free. A task keeps its colour for good.
 */
export function freeColour(tasks: readonly Pick<ExperimentTask, 'colour'>[], wanted?: unknown): number {
  const taken = new Set(tasks.map(({ colour }) => colour));
  const colours = Array.from({ length: limits.tasks }, (_, colour) => colour).filter((colour) => !taken.has(colour));
  return colours.find((colour) => colour === wanted) ?? colours[0] ?? 0;
}
