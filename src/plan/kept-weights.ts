import type { Stretch } from '../lib/stretch';
import type { Plan } from './compile';
import { firstStatistics, initialWeights } from './first-weights';

/** What a network remembers: its weights [parameters] and running statistics [statistics]. */
export interface NetworkMemory {
  readonly weights: Float32Array;
  readonly statistics: Float32Array;
}

/**
 * What a network begins with that goes on with kept weights: of the layers that are kept (their
 * ids) weights and running statistics as they were in another plan, of all others what follows from
 * the seed, as if nothing were kept. The layers must be the same in both plans
 * (experiment/kept-layers.ts).
 */
export function keptMemory(plan: Plan, kept: readonly string[], before: Plan, memory: NetworkMemory): NetworkMemory {
  const made = { weights: initialWeights(plan), statistics: firstStatistics(plan) };
  for (const id of kept) {
    const [from, to] = [before, plan].map(({ steps }) => steps.find(({ layer }) => layer.id === id));
    for (const part of ['weights', 'statistics'] as const) copy(memory[part], from?.[part] ?? [], made[part], to?.[part] ?? []);
  }
  return made;
}

function copy(from: Float32Array, stretches: readonly Stretch[], to: Float32Array, places: readonly Stretch[]): void {
  for (const [index, { offset, size }] of stretches.entries()) to.set(from.subarray(offset, offset + size), places[index]?.offset);
}
