import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { balancingRules } from '../../domain/balancing/balancing-rules';
import { epochOf } from '../../experiment/context';
import { useBackend } from '../backend/node-backends';
import { backwardStrategy } from './balance';
import { disposeBatch } from '../data/batch';
import { nothingFrozen } from '../step/frozen';
import { passesOf } from '../step/strategies/passes';
import { planOf } from '../testing/plans';
import { balancedBy, batchesOf, forked, separate, train, trainerOf } from '../testing/small-experiments';

beforeAll(() => useBackend('wasm'));
afterEach(() => vi.restoreAllMocks());

describe('a method’s own steps and epochs', () => {
  it('count from where it took over, without steps on the loss of one task and steps that had nothing to balance', async () => {
    const asked = vi.spyOn(balancingRules.mgda, 'balance');
    // Two steps of 32 images to an epoch of 64.
    const experiment = { ...forked, training: { ...forked.training, batchSize: 32 } };
    const trainer = trainerOf(experiment);
    await train(trainer, experiment, 3);
    trainer.live = { ...trainer.live, balancing: { method: 'mgda', values: {} } };
    await train(trainer, experiment, 3);
    const batches = batchesOf(experiment, 0);
    await trainer.takeTaskStep(0, batches);
    batches.forEach(disposeBatch);
    trainer.live = { ...trainer.live, frozen: ['conv-1', 'conv-2', 'dense'] };
    await train(trainer, experiment, 2);
    trainer.live = { ...trainer.live, frozen: [] };
    const again = trainerOf(experiment, structuredClone(await trainer.state()));
    await train(again, experiment, 2);
    expect(asked.mock.calls.map(([{ step, epoch }]) => [step, epoch])).toEqual([[0, 0], [1, 0], [2, 1], [3, 1], [4, 2]]);
    expect(epochOf(experiment, 4)).toBe(2);
    trainer.dispose();
    again.dispose();
  });

  it('are not asked for weights when a loss is not finite', async () => {
    const asked = vi.spyOn(balancingRules.nash, 'balance');
    const experiment = balancedBy({ ...forked, optimizer: { kind: 'sgd', learningRate: 1e30, values: {}, groups: [] } }, 'nash');
    const trainer = trainerOf(experiment);
    const log = await train(trainer, experiment, 3);
    expect(log.notFinite).toBeDefined();
    for (const [{ gram }] of asked.mock.calls) expect(gram.flat().every(Number.isFinite)).toBe(true);
    trainer.dispose();
  });
});

describe('the backward strategy of a step', () => {
  it.each([
    ['static', 'joint', { forward: 1, shared: 1, heads: 0 }],
    ['famo', 'joint', { forward: 2, shared: 1, heads: 0 }],
    ['gradnorm', 'last-shared', { forward: 1, shared: 1, heads: 3 }],
    ['mgda-ub', 'representation', { forward: 1, shared: 1, heads: 0 }],
    ['pcgrad', 'taskwise', { forward: 1, shared: 3, heads: 0 }],
    ['graddrop', 'taskwise', { forward: 1, shared: 3, heads: 0 }],
  ] as const)('of %s is %s', (method, strategy, passes) => {
    expect(backwardStrategy(planOf(forked), nothingFrozen, method)).toBe(strategy);
    expect(passesOf(planOf(forked), nothingFrozen, method)).toEqual(passes);
    expect(backwardStrategy(planOf(separate), nothingFrozen, method)).toBe(strategy === 'joint' ? 'joint' : 'unshared');
  });

  it('of MGDA-UB goes by what a whole group of tasks shares, though not all tasks do', () => {
    // The trunk frozen: the dense layer is left, which reconstruction does not use.
    const plan = planOf(forked);
    const frozen = plan.steps.flatMap(({ layer }, index) => (layer.id.startsWith('conv') ? [index] : []));
    const standing = { ...nothingFrozen, steps: new Set(frozen) };
    expect(backwardStrategy(plan, standing, 'mgda-ub')).toBe('representation');
    expect(backwardStrategy(plan, standing, 'mgda')).toBe('taskwise');
  });
});
