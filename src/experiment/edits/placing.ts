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

/**
 * How far some layers must move down, as they stand to each other, so that none of them covers
 * another one; not at all where nothing is in their way.
 */
export function freeShift(layers: readonly ExperimentLayer[], moved: readonly ExperimentLayer[]): Position {
  let y = 0;
  for (;;) {
    const past = moved.flatMap((own) =>
      layers
        .filter((layer) => Math.abs(layer.x - own.x) < box.width && Math.abs(layer.y - own.y - y) < box.height)
        .map((layer) => layer.y + row - own.y),
    );
    // Each step leads further down past a layer at least, so it ends below the lowest.
    if (past.length === 0) return { x: 0, y };
    y = Math.max(...past);
  }
}
