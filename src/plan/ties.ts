import { tieFault, tiedGroups, type Tie, type TiedGroup } from '../domain/network/ties';
import type { WeightSpec } from '../domain/network/layer-kind';
import { sizeOf } from '../domain/shape';
import type { Stretch } from '../lib/stretch';

/** What of a step of the plan matters to ties. */
interface TiedStep {
  readonly layer: { readonly id: string };
  readonly weights: readonly (Stretch & { readonly spec: WeightSpec })[];
}

/**
 * Layers tied to be alike: the steps of the plan, and where the weights of each lie, all of one
 * size.
 */
export interface PlannedGroup {
  readonly steps: readonly number[];
  readonly stretches: readonly Stretch[];
  readonly strengths: TiedGroup['strengths'];
}

/** Two layers kept orthogonal: their kernels as matrices [rows, channels out]. */
export interface PlannedPair {
  readonly first: Stretch;
  readonly second: Stretch;
  readonly channels: number;
  readonly strength: number;
}

export interface PlannedTies {
  readonly groups: readonly PlannedGroup[];
  readonly pairs: readonly PlannedPair[];
}

/**
 * The ties of a network on its plan. Those of layers that are not trained, or whose weights do not
 * fit each other, do nothing.
 */
export function planTies(ties: readonly Tie[], steps: readonly TiedStep[], weights: ReadonlyMap<string, readonly WeightSpec[]>): PlannedTies {
  const places = new Map(steps.map((step, index) => [step.layer.id, index]));
  const sound = ties.filter(
    ({ first, second }) => places.has(first) && places.has(second) && tieFault(first, second, weights) === undefined,
  );
  const placeOf = (layer: string) => places.get(layer) ?? -1;
  const pairs = sound.flatMap(({ first, second, strength, kind }): readonly PlannedPair[] => {
    const [one, other] = [kernelOf(steps[placeOf(first)]), kernelOf(steps[placeOf(second)])];
    if (kind !== 'orthogonal' || one === undefined || other === undefined) return [];
    return [{ first: one, second: other, channels: one.channels, strength }];
  });
  const groups = tiedGroups(sound).map(({ layers, strengths }): PlannedGroup => {
    const members = layers.map(placeOf);
    return { steps: members, strengths, stretches: members.map((index) => stretchOf(steps[index])) };
  });
  return { groups, pairs };
}

/** All weights of a layer: they lie one behind another. */
function stretchOf(step: TiedStep | undefined): Stretch {
  const [first] = step?.weights ?? [];
  if (step === undefined || first === undefined) throw new Error('a tied layer has no weights');
  return { offset: first.offset, size: step.weights.reduce((sum, { size }) => sum + size, 0) };
}

function kernelOf(step: TiedStep | undefined): (Stretch & { readonly channels: number }) | undefined {
  const kernel = step?.weights.find(({ spec }) => spec.shape.length > 1);
  return kernel && { offset: kernel.offset, size: sizeOf(kernel.spec.shape), channels: kernel.spec.shape.at(-1) ?? 1 };
}
