import { concat, slice, tidy, type Tensor1D } from '@tensorflow/tfjs-core';
import type { Stretch } from '../../../lib/stretch';
import type { PlanPart } from '../../../plan/part';
import type { BalancingState } from '../../balancing/balancing-state';
import { splitVector } from '../../operations/vectors';
import type { TrainingState } from '../training-state';

/** A training's state without what belongs to absent tasks alone; the caller owns its tensors. */
export function partOfState(part: PlanPart, state: TrainingState, balancing: BalancingState): TrainingState {
  const weights = (vector: Tensor1D) => taken(vector, part.weights);
  return {
    step: state.step,
    weights: weights(state.weights),
    slots: state.slots.map(weights),
    statistics: part.statistics.length === 0 ? undefined : state.statistics && taken(state.statistics, part.statistics),
    untrained: new Set([...part.steps.entries()].flatMap(([index, whole]) => (state.untrained.has(whole) ? [index] : []))),
    balancing: {
      ...balancing,
      learned: placesOf(part).length === 0 ? undefined : balancing.learned && taken(balancing.learned, placesOf(part)),
      learnedSlots: placesOf(part).length === 0 ? [] : balancing.learnedSlots.map((slot) => taken(slot, placesOf(part))),
    },
  };
}

/**
 * The whole state behind a step of a part, what is of absent tasks as it was, to the last bit; the
 * caller owns its tensors. `balancing`: what was in force before the step; `moved`: the part's state.
 */
export function stateWithPart(part: PlanPart, before: TrainingState, balancing: BalancingState, moved: TrainingState): TrainingState {
  const weights = (whole: Tensor1D, own: Tensor1D | undefined) => withTaken(whole, own, part.weights);
  const learned = (whole: Tensor1D, own: Tensor1D | undefined) => withTaken(whole, own, placesOf(part));
  const absent = [...before.untrained].filter((step) => !part.steps.includes(step));
  return {
    step: moved.step,
    weights: weights(before.weights, moved.weights),
    slots: before.slots.map((slot, index) => weights(slot, moved.slots[index])),
    statistics: before.statistics && withTaken(before.statistics, moved.statistics, part.statistics),
    untrained: new Set([...absent, ...[...moved.untrained].flatMap((index) => part.steps.slice(index, index + 1))]),
    balancing: {
      ...balancing,
      since: moved.balancing.since,
      learned: balancing.learned && learned(balancing.learned, moved.balancing.learned),
      learnedSlots: balancing.learnedSlots.map((slot, index) => learned(slot, moved.balancing.learnedSlots[index])),
    },
  };
}

/** Where the balanced tasks of a part lie in a vector with a number for each of all. */
function placesOf({ present }: PlanPart): readonly Stretch[] {
  return present.places.map((place) => ({ offset: place, size: 1 }));
}

/** Stretches of a vector, one behind another. */
function taken(vector: Tensor1D, stretches: readonly Stretch[]): Tensor1D {
  return tidy(() => concat(splitVector(vector, joined(stretches))));
}

/** The vector with `part`, as `taken` lays it out, in the place of those stretches. */
function withTaken(vector: Tensor1D, part: Tensor1D | undefined, stretches: readonly Stretch[]): Tensor1D {
  if (part === undefined || part.size === 0) return vector.clone();
  return tidy(() => {
    let read = 0;
    const own = joined(stretches).map(({ offset, size }) => ({ offset, size, from: (read += size) - size }));
    const pieces: Tensor1D[] = [];
    let done = 0;
    for (const { offset, size, from } of own.toSorted((first, second) => first.offset - second.offset)) {
      if (offset > done) pieces.push(slice(vector, done, offset - done));
      pieces.push(slice(part, from, size));
      done = offset + size;
    }
    if (done < vector.size) pieces.push(slice(vector, done, vector.size - done));
    return concat(pieces);
  });
}

/** The same stretches, those that follow each other as one. */
function joined(stretches: readonly Stretch[]): readonly Stretch[] {
  const found: Stretch[] = [];
  for (const { offset, size } of stretches) {
    const last = found.at(-1);
    if (last !== undefined && last.offset + last.size === offset) found[found.length - 1] = { offset: last.offset, size: last.size + size };
    else found.push({ offset, size });
  }
  return found;
}
