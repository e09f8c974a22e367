import { limits } from '../limits';
import type { ExperimentLayer } from '../schema';
import { nearest } from './numbers';

/**
 * The grid that new layers are placed by, in pixels of the canvas; a layer's box is about 120 × 72.
 */
export const column = 160;
export const row = 110;
const box = { width: 136, height: 88 };

export interface Position {
  readonly x: number;
  readonly y: number;
}

/** Whole pixels within the canvas. */
export function onCanvas({ x, y }: Position): Position {
  const range = [-limits.position, limits.position] as const;
  return { x: nearest(x, range, true), y: nearest(y, range, true) };
}

/** The first place at or below the preferred one where a new layer covers no other. */
export function freePlace(layers: readonly ExperimentLayer[], preferred: Position): Position {
  let y = preferred.y;
  // Each step clears a layer at least, so as many steps as there are layers suffice.
  for (let step = 0; step <= layers.length; step += 1) {
    const covered = layers.filter((layer) => Math.abs(layer.x - preferred.x) < box.width && Math.abs(layer.y - y) < box.height);
    if (covered.length === 0) break;
    y = Math.max(...covered.map((layer) => layer.y)) + row;
  }
  return onCanvas({ x: preferred.x, y });
}
