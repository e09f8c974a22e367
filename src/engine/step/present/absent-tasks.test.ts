import { beforeAll, describe, expect, it } from 'vitest';
import { memory } from '@tensorflow/tfjs-core';
import { balancingMethod, balancingMethods, type BalancingId } from '../../../domain/balancing/balancing-methods';
import { keptOf } from '../../../domain/balancing/kept-numbers';
import type { Experiment } from '../../../experiment/schema';
import { keysOf } from '../../../lib/keys';
import type { RunState } from '../../../protocol/run-state';
import { useBackend } from '../../backend/node-backends';
import { disposeBatch } from '../../data/batch';
import { allOf, partOf } from '../../testing/layer-parts';
import { planOf } from '../../testing/plans';
import { balancedBy, trainerOf } from '../../testing/small-experiments';
import type { Trainer } from '../../trainer-contract';
import { batchOf, batchSize, layersOfB, threeTasks, withoutB } from './absent-tasks.test-helpers';

beforeAll(() => useBackend('wasm'));

const absent = [batchSize, 0, batchSize];

async function step(trainer: Trainer, experiment: Experiment, labelled?: readonly number[]): Promise<void> {
  const batch = batchOf(experiment, trainer.step, labelled);
  await trainer.takeStep([batch]);
  disposeBatch(batch);
}

/** A vector of the whole document laid out for the smaller one, layer by layer. */
function laidOut(whole: Experiment, smaller: Experiment, vector: Float32Array, part: 'weights' | 'statistics'): Float32Array {
  const { steps, parameters, statisticsLength } = planOf(smaller);
  const found = new Float32Array(part === 'weights' ? parameters : statisticsLength);
  for (const { layer, [part]: places } of steps) {
    const own = partOf(whole, layer.id, vector, part);
    let read = 0;
    for (const { offset, size } of places) found.set(own.slice(read, (read += size)), offset);
  }
  return found;
}

/** What a method keeps for each entry of the Jacobian of the rows a and c, in the smaller document's order. */
function memoryWithoutB(whole: Experiment, smaller: Experiment, kept: Float32Array): Float32Array {
  const { sharedLength, parameters } = planOf(whole);
  const shared = planOf(smaller).sharedLength;
  const rows = [0, 2].map((row) => {
    const vector = new Float32Array(parameters);
    vector.set(kept.subarray(row * sharedLength, (row + 1) * sharedLength));
    return [...laidOut(whole, smaller, vector, 'weights').subarray(0, shared)];
  });
  return Float32Array.from(rows.flat());
}

/** The state of the whole document as one of the document without b. */
function stateWithoutB(whole: Experiment, smaller: Experiment, state: RunState): RunState {
  const { method } = state.live.balancing;
  const { balancing, live, statistics } = state;
  const weights = (vector: Float32Array) => laidOut(whole, smaller, vector, 'weights');
  const others = (values: readonly number[]) => values.filter((_, task) => task !== 1);
  const shared = planOf(smaller).sharedLength > 0;
  const one = { state: keptOf(balancingMethod(method).keeps, balancing.state, 3, [0, 2]) };
  return {
    ...state,
    weights: weights(state.weights),
    slots: state.slots.map(weights),
    ...(statistics === undefined ? {} : { statistics: laidOut(whole, smaller, statistics, 'statistics') }),
    balancing: {
      since: balancing.since,
      ...one,
      ...(balancing.memory === undefined || !shared ? {} : { memory: memoryWithoutB(whole, smaller, balancing.memory) }),
      learned: others(balancing.learned),
      learnedSlots: balancing.learnedSlots.map(others),
    },
    live: { ...live, weights: others(live.weights) },
  };
}

describe.each(keysOf(threeTasks))('a batch without labels for one of three tasks, on %s', (network) => {
  it.each(keysOf(balancingMethods))('is to the others one of the document without it, and leaves what is its own alone: %s', async (method: BalancingId) => {
    const whole = balancedBy(threeTasks[network], method);
    const smaller = withoutB(whole);
    const trainer = trainerOf(whole);
    for (let taken = 0; taken < 5; taken += 1) await step(trainer, whole);
    const before = await trainer.state();
    const other = trainerOf(smaller, stateWithoutB(whole, smaller, structuredClone(before)));
    for (const stepsWithout of [1, 2]) {
      await step(trainer, whole, absent);
      await step(other, smaller);
      const [after, expected] = [await trainer.state(), await other.state()];
      for (const { id } of smaller.network.layers) expect(allOf(whole, id, after)).toEqual(allOf(smaller, id, expected));
      for (const id of layersOfB) expect(allOf(whole, id, after)).toEqual(allOf(whole, id, before));
      expect(stateWithoutB(whole, smaller, after).balancing).toEqual(expected.balancing);
      const { sharedLength } = planOf(whole);
      const ofB = ({ balancing: { state, memory: kept = new Float32Array(), learned, learnedSlots } }: RunState) => [
        keptOf(balancingMethod(method).keeps, state, 3, [1]),
        [...kept.subarray(sharedLength, 2 * sharedLength)],
        ...[learned, ...learnedSlots].map((values) => values[1]),
      ];
      expect(ofB(after)).toEqual(ofB(before));
      expect(after.step).toBe(before.step + stepsWithout);
    }
    const [log, expectedLog] = [await trainer.drain(), await other.drain()];
    const last = log.losses.subarray(-3);
    expect([last[0], last[2]]).toEqual([...expectedLog.losses.subarray(-2)]);
    expect([last[1], log.weights.at(-2)]).toEqual([Number.NaN, Number.NaN]);
    expect(log.totals.at(-1)).toBe(expectedLog.totals.at(-1));
    expect(log.notFinite).toBeUndefined();
    trainer.dispose();
    other.dispose();
  });
});

describe('a batch without labels for anybody', () => {
  it.each(['static', 'famo', 'uw', 'excess'] as const)('moves nothing but the count of steps: %s', async (method) => {
    const experiment = balancedBy(threeTasks['one trunk'], method);
    const trainer = trainerOf(experiment);
    await step(trainer, experiment);
    const before = await trainer.state();
    await step(trainer, experiment, [0, 0, 0]);
    const after = await trainer.state();
    expect(after).toEqual({ ...before, step: 2, balancing: { ...before.balancing, since: 1 } });
    const log = await trainer.drain();
    expect(log.notFinite).toBeUndefined();
    expect([...log.losses.subarray(3), ...log.totals.subarray(1)]).toEqual([Number.NaN, Number.NaN, Number.NaN, Number.NaN]);
    trainer.dispose();
  });
});

describe('a step on the loss of one task', () => {
  it('moves nothing where that has no label, and is the usual one where another has none', async () => {
    const experiment = threeTasks['a layer of a and b'];
    const trainer = trainerOf(experiment);
    const take = async (task: number, labelled?: readonly number[]) => {
      const batch = batchOf(experiment, 0, labelled);
      await trainer.takeTaskStep(task, [batch]);
      disposeBatch(batch);
      return trainer.state();
    };
    const before = await trainer.state();
    const still = await take(1, absent);
    expect(still).toEqual({ ...before, step: 1, balancing: { ...before.balancing, since: 1 } });
    const moved = await take(0, absent);
    const again = trainerOf(experiment, still);
    const batch = batchOf(experiment, 0);
    await again.takeTaskStep(0, [batch]);
    disposeBatch(batch);
    expect(await again.state()).toEqual(moved);
    expect((await trainer.drain()).taskSteps).toEqual([{ step: 1, task: 1 }, { step: 2, task: 0 }]);
    trainer.dispose();
    again.dispose();
  });
});

it('steps with absent tasks hold on to no memory', async () => {
  const before = memory().numTensors;
  const experiment = balancedBy(threeTasks['one trunk'], 'uw');
  const trainer = trainerOf(experiment);
  trainer.live = { ...trainer.live, frozen: ['all'] };
  const count = async () => {
    for (const labelled of [absent, [0, 0, 0], [0, batchSize, 0], undefined]) await step(trainer, experiment, labelled);
    await trainer.drain();
    return memory().numTensors;
  };
  const first = await count();
  expect(await count()).toBe(first);
  trainer.dispose();
  await Promise.resolve();
  expect(memory().numTensors).toBe(before);
});
