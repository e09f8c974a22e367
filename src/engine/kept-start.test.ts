import { beforeAll, describe, expect, it } from 'vitest';
import { balancingMethods } from '../domain/balancing/balancing-methods';
import { optimizerKinds } from '../domain/optimizers/optimizer-kinds';
import { keptLayers } from '../experiment/kept-layers';
import type { Experiment } from '../experiment/schema';
import { keysOf } from '../lib/keys';
import { initialWeights } from '../plan/first-weights';
import type { RunState } from '../protocol/run-state';
import { useBackend } from './backend/node-backends';
import { disposeBatch } from './data/batch';
import { answersTo } from './inspect/predictions';
import { keptStart } from './kept-start';
import { layer } from './testing/drawn';
import { partOf } from './testing/layer-parts';
import { normalisedBranch } from './testing/normalised';
import { planOf } from './testing/plans';
import { balancedBy, batchesOf, forked, tangled, train, trainerOf, withTasks } from './testing/small-experiments';

beforeAll(() => useBackend('wasm'));

/** The state after some steps. */
async function trained(experiment: Experiment, steps = 5): Promise<RunState> {
  const trainer = trainerOf(experiment);
  await train(trainer, experiment, steps);
  const state = await trainer.state();
  trainer.dispose();
  return structuredClone(state);
}

function startOf(...args: Parameters<typeof keptStart>) {
  const start = keptStart(...args);
  if (!start.ok) throw new Error(start.error.detail);
  return start.value;
}

/** What the heads say of a batch, by the ids of the tasks. */
async function answers(experiment: Experiment, state: RunState): Promise<Readonly<Record<string, Float32Array | undefined>>> {
  const trainer = trainerOf(experiment, state);
  const [batch] = batchesOf(experiment, 3);
  if (batch === undefined) throw new Error('no batch');
  const said = await answersTo(trainer, batch);
  disposeBatch(batch);
  trainer.dispose();
  return Object.fromEntries(experiment.tasks.map(({ id }, index) => [id, said[index]]));
}

const networks = [
  ['forked', forked],
  ['tangled', tangled],
  ['with batch norm', normalisedBranch],
] as const;

describe.each(['cpu', 'wasm'] as const)('a start with kept weights, on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  it.each(networks)('says of an unchanged network what it said before, to the last bit: %s', async (_name, experiment) => {
    const state = await trained(experiment);
    const start = startOf(experiment, { experiment, state });
    expect(start.state).toMatchObject({ step: 0, weights: state.weights });
    expect(start.state.statistics).toEqual(state.statistics);
    expect(await answers(experiment, start.state)).toEqual(await answers(experiment, state));
  });

  it.each(networks)('says the same of the old tasks when one is added to the trunk: %s', async (_name, whole) => {
    // The last task's head hangs on what the others have, its wires apart.
    const ids = whole.tasks.map(({ id }) => id);
    const before = withTasks(whole, ids.slice(0, -1));
    const state = await trained(before);
    const { state: start } = startOf(whole, { experiment: before, state });
    const [said, now] = [await answers(before, state), await answers(whole, start)];
    for (const id of ids.slice(0, -1)) expect([id, now[id]]).toEqual([id, said[id]]);
    const fresh = `head-${ids.at(-1)}`;
    expect(partOf(whole, fresh, start.weights)).toEqual(partOf(whole, fresh, initialWeights(planOf(whole))));
    expect(keptLayers(before, whole).fresh).toContain(fresh);
  });
});

describe('what a start with kept weights begins anew', () => {
  const apart: Experiment = { ...forked, network: renamed(forked) };

  // Where nothing is kept, it is the start of the document itself.
  it.each([...keysOf(balancingMethods).map((method) => [method, balancedBy(forked, method)] as const), ['groups', balancedBy(tangled, 'pcgrad')] as const])(
    'is what the method remembers: %s',
    async (_name, experiment) => {
      const { state } = startOf(experiment, { experiment: apart, state: await trained(apart, 1) });
      const [again, whole] = [trainerOf(experiment, state), trainerOf(experiment)];
      expect(await train(again, experiment, 3)).toEqual(await train(whole, experiment, 3));
      expect(await again.state()).toEqual(await whole.state());
      for (const trainer of [again, whole]) trainer.dispose();
    },
  );

  it.each(keysOf(optimizerKinds))('are the moments of the optimiser: %s', async (kind) => {
    const experiment: Experiment = { ...forked, optimizer: { kind, learningRate: 0.01, values: {}, groups: [] } };
    const state = await trained(experiment);
    const { state: start } = startOf(experiment, { experiment, state });
    expect(start.slots.map((slot) => [slot.length, slot.every((value) => value === 0)])).toEqual(state.slots.map(() => [state.weights.length, true]));
  });
});

/** The network with other ids, so that nothing of it can be kept. */
function renamed({ network }: Experiment): Experiment['network'] {
  const other = (id: string) => `other-${id}`;
  return {
    ...network,
    layers: network.layers.map((one) => ({ ...one, id: other(one.id) })),
    wires: network.wires.map(({ from, to }) => ({ from: other(from), to: other(to) })),
  };
}

describe('layers that are kept', () => {
  it('are those whose shapes are the same, where the images are others', async () => {
    const cifar: Experiment = withTasks({ ...forked, data: { ...forked.data, dataset: 'cifar10' } }, ['reconstruction']);
    const mnist: Experiment = { ...cifar, data: forked.data };
    expect(keptLayers(cifar, mnist)).toEqual({ kept: ['conv-2'], fresh: ['conv-1', 'head-reconstruction'], parameters: 4 * 3 * 9 + 4 });
    const state = await trained(cifar, 2);
    const { state: start } = startOf(mnist, { experiment: cifar, state });
    expect(partOf(mnist, 'conv-2', start.weights)).toEqual(partOf(cifar, 'conv-2', state.weights));
    expect(partOf(mnist, 'conv-1', start.weights)).toEqual(partOf(mnist, 'conv-1', initialWeights(planOf(mnist))));
  });

  it('stay still where they are frozen, and go on with batch norm’s statistics', async () => {
    const frozen = ['trunk', 'norm-trunk'];
    const before = withTasks(normalisedBranch, ['digit', 'parity']);
    const layers = normalisedBranch.network.layers.map((one) => (frozen.includes(one.id) ? { ...one, frozen: true as const } : one));
    const after: Experiment = { ...normalisedBranch, network: { ...normalisedBranch.network, layers } };
    const state = await trained(before);
    const { state: start } = startOf(after, { experiment: before, state });
    const trainer = trainerOf(after, start);
    const log = await train(trainer, after, 3);
    const now = await trainer.state();
    trainer.dispose();
    // Statistics that were trained are none that nobody has moved.
    expect(log.notes ?? []).toEqual([]);
    for (const id of frozen) {
      expect(partOf(after, id, now.weights)).toEqual(partOf(before, id, state.weights));
      expect(partOf(after, id, now.statistics, 'statistics')).toEqual(partOf(before, id, state.statistics, 'statistics'));
    }
    expect(partOf(after, 'side', now.weights)).not.toEqual(partOf(before, 'side', state.weights));
  });

  it('may be tied, to one another or to new ones', async () => {
    const twin = { ...forked.network, layers: [...forked.network.layers, layer('conv-3', 'conv2d', { filters: 4, kernel: 3, stride: 1, padding: 'same', activation: 'gelu' })] };
    const wires = twin.wires.flatMap((wire) => (wire.to === 'up' ? [{ from: 'pool', to: 'conv-3' }, { from: 'conv-3', to: 'up' }] : [wire]));
    const after: Experiment = { ...forked, network: { ...twin, wires, ties: [{ first: 'conv-2', second: 'conv-3', strength: 1 }] } };
    const state = await trained(forked);
    const { state: start } = startOf(after, { experiment: forked, state });
    expect(partOf(after, 'conv-2', start.weights)).toEqual(partOf(forked, 'conv-2', state.weights));
    const trainer = trainerOf(after, start);
    const { totals } = await train(trainer, after, 2);
    trainer.dispose();
    expect(totals.every(Number.isFinite)).toBe(true);
  });

  it('have a fingerprint of their own', async () => {
    const state = await trained(forked);
    const one = startOf(forked, { experiment: forked, state });
    expect(one.fingerprint).toMatch(/^[0-9a-f]{16}$/);
    expect(startOf(forked, { experiment: forked, state }).fingerprint).toBe(one.fingerprint);
    expect(startOf(forked, { experiment: forked, state: await trained(forked, 6) }).fingerprint).not.toBe(one.fingerprint);
  });
});

it('refuses a state of another document, and networks that cannot train', async () => {
  const state = await trained(forked, 1);
  const faulty: Experiment = { ...forked, network: { ...forked.network, wires: forked.network.wires.slice(1) } };
  expect(keptStart(forked, { experiment: tangled, state })).toMatchObject({ ok: false, error: { code: 'internal' } });
  expect(keptStart(faulty, { experiment: forked, state })).toMatchObject({ ok: false, error: { code: 'network-faulty' } });
});
