import { beforeAll, describe, expect, it } from 'vitest';
import { balancingMethod, balancingMethods } from '../domain/balancing/balancing-methods';
import { balancesInGroups } from '../domain/balancing/task-groups';
import type { Experiment } from '../experiment/schema';
import { keysOf } from '../lib/keys';
import type { RunState } from '../protocol/run-state';
import { useBackend } from './backend/node-backends';
import { layer, wires } from './testing/drawn';
import { difference } from './testing/directions';
import { planOf } from './testing/plans';
import { balancedBy, forked, train, trainerOf, withTasks } from './testing/small-experiments';

beforeAll(() => useBackend('wasm'));

const reading = keysOf(balancingMethods).filter((id) => balancesInGroups(balancingMethod(id)));

const heads = ['digit', 'parity', 'loop', 'ink'] as const;

/** Two pairs of tasks: each pair shares a layer, and the pairs share nothing but the images. */
const pairs: Experiment = {
  ...forked,
  weightsSumToOne: false,
  tasks: heads.map((kind, colour) => ({ id: kind, kind, colour, weight: 0.5 })),
  network: {
    layers: [
      layer('input', 'input', { field: 'image' }),
      layer('flat', 'flatten'),
      layer('first', 'dense', { units: 6, activation: 'tanh' }),
      layer('second', 'dense', { units: 5, activation: 'tanh' }),
      ...heads.map((task) => layer(`head-${task}`, 'head', { task })),
    ],
    wires: wires('input > flat > first > head-digit', 'first > head-parity', 'flat > second > head-loop', 'second > head-ink'),
    ties: [],
  },
};

/** The weights of some layers of a state, one after another. */
function weightsOf(experiment: Experiment, layers: readonly string[], { weights }: RunState): number[] {
  const { steps } = planOf(experiment);
  return layers.flatMap((id) => {
    const step = steps.find((candidate) => candidate.layer.id === id);
    return (step?.weights ?? []).flatMap(({ offset, size }) => [...weights.subarray(offset, offset + size)]);
  });
}

async function after(experiment: Experiment, steps: number, frozen: readonly string[] = []) {
  const trainer = trainerOf(experiment);
  trainer.live = { ...trainer.live, frozen };
  const before = await trainer.state();
  const log = await train(trainer, experiment, steps, 8);
  const state = await trainer.state();
  trainer.dispose();
  return { before, log, state };
}

describe.each(reading.map((id) => ({ id })))('under $id', ({ id }) => {
  it('two pairs that share nothing with one another train as if the other were not there', async () => {
    const whole = balancedBy(pairs, id);
    const together = await after(whole, 4);
    for (const [ids, layers] of [
      [['digit', 'parity'], ['first', 'head-digit', 'head-parity']],
      [['loop', 'ink'], ['second', 'head-loop', 'head-ink']],
    ] as const) {
      // GradDrop draws by the place of a weight among all that are shared, which for the second
      // pair is another one without the first.
      if (id === 'graddrop' && ids[0] === 'loop') continue;
      const alone = withTasks(whole, ids);
      const apart = await after(alone, 4);
      expect(difference(weightsOf(whole, layers, together.state), weightsOf(alone, layers, apart.state))).toBeLessThan(1e-5);
      expect(together.log.notes).toEqual(apart.log.notes);
    }
  });

  it('a task that shares nothing neither halts nor starves those that do, and trains as it would alone', async () => {
    const three = balancedBy(withTasks(pairs, ['digit', 'parity', 'loop']), id);
    const together = await after(three, 8);
    const sharing = withTasks(three, ['digit', 'parity']);
    const own = ['first', 'head-digit', 'head-parity'];
    const apart = await after(sharing, 8);
    expect(difference(weightsOf(three, own, together.state), weightsOf(sharing, own, apart.state))).toBeLessThan(1e-5);
    expect(difference(weightsOf(three, ['first'], together.state), weightsOf(three, ['first'], together.before))).toBeGreaterThan(1e-3);
    expect(together.log.notes?.map(({ note }) => note)).toContain('no-part');

    // Whatever the method, a task's own layers take its own gradient.
    const single = { ...balancedBy(withTasks(three, ['loop']), 'static'), tasks: [{ id: 'loop', kind: 'loop', colour: 0, weight: 1 } as const] };
    const loop = await after(single, 8);
    const rest = ['second', 'head-loop'];
    expect(difference(weightsOf(three, rest, together.state), weightsOf(single, rest, loop.state))).toBeLessThan(1e-5);
  });

  it('tasks are those that share what may move: what all reach but is frozen links nobody', async () => {
    const experiment = balancedBy(forked, id);
    const { before, log, state } = await after(experiment, 4, ['conv-1', 'conv-2']);
    expect(difference(weightsOf(experiment, ['dense'], state), weightsOf(experiment, ['dense'], before))).toBeGreaterThan(1e-4);
    const notes = log.notes?.map(({ note }) => note);
    expect(notes).toContain('no-part');
    expect(notes).not.toContain('dead-gradient');
    expect(notes).not.toContain('nothing-shared');
  });

  it('goes on from a saved state as if it had never stopped, groups and all', async () => {
    const experiment = balancedBy(pairs, id);
    const uninterrupted = await after(experiment, 4);
    const trainer = trainerOf(experiment);
    await train(trainer, experiment, 2, 8);
    const saved: RunState = structuredClone(await trainer.state());
    trainer.dispose();
    const again = trainerOf(experiment, saved);
    await train(again, experiment, 2, 8);
    expect(await again.state()).toEqual(uninterrupted.state);
    again.dispose();
  });
});

const three = withTasks(pairs, ['digit', 'parity', 'loop']);

/** Three tasks in a chain: the second shares a layer with the first, and another with the third. */
const chain: Experiment = {
  ...three,
  network: {
    ...three.network,
    layers: [...three.network.layers, layer('both', 'concat')],
    wires: wires('input > flat > first > head-digit', 'first > both > head-parity', 'flat > second > both', 'second > head-loop'),
  },
};

describe('GradNorm', () => {
  it('says of a task with no part in the layer that it looks at that it has none, and not that it is dead', async () => {
    const { before, log, state } = await after(balancedBy(chain, 'gradnorm'), 8);
    expect(log.notes?.map(({ note }) => note)).toEqual(['no-part']);
    const last = log.weights.slice(-3);
    expect(last[0]).toBe(1);
    expect((last[1] ?? 0) + (last[2] ?? 0)).toBeCloseTo(2, 6);
    expect(last[1]).not.toBe(1);
    for (const id of ['first', 'second']) expect(difference(weightsOf(chain, [id], state), weightsOf(chain, [id], before))).toBeGreaterThan(1e-3);
  });
});

describe('MGDA-UB', () => {
  it('says so where no layer that may move serves all tasks of a group, and leaves them their plain weights', async () => {
    const { log } = await after(balancedBy(chain, 'mgda-ub'), 2);
    expect(log.notes?.map(({ note }) => note)).toEqual(['no-common-layer']);
    expect([...log.weights]).toEqual([1, 1, 1, 1, 1, 1]);
  });
});
