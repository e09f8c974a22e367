import { describe, expect, it } from 'vitest';
import type { Experiment } from '../experiment/schema';
import { compile, isShared, type Plan } from '../plan/compile';
import { maximumBatch } from '../plan/batch-limit';
import { initialWeights } from '../plan/first-weights';
import { planOf } from './testing/plans';
import { forked, tangled, withTasks } from './testing/small-experiments';

function stepOf(plan: Plan, id: string) {
  const step = plan.steps.find(({ layer }) => layer.id === id);
  if (step === undefined) throw new Error(`${id} is not in the plan`);
  return step;
}

function weightsOf(plan: Plan, id: string): number[][] {
  const all = initialWeights(plan);
  return stepOf(plan, id).weights.map(({ offset, size }) => [...all.subarray(offset, offset + size)]);
}

describe('the plan of a network', () => {
  it('leaves out what leads to no head', () => {
    expect(planOf(tangled).steps.map(({ layer }) => layer.id)).not.toContain('astray');
  });

  it.each([forked, tangled])('lays all weights out without gaps, those of shared layers first', (experiment) => {
    const plan = planOf(experiment);
    const places = plan.steps.flatMap((step) => step.weights.map((weight) => ({ ...weight, shared: isShared(step) })));
    let end = 0;
    for (const { offset, size, shared } of places.toSorted((a, b) => a.offset - b.offset)) {
      expect(offset).toBe(end);
      end += size;
      expect(shared).toBe(end <= plan.sharedLength);
    }
    expect(end).toBe(plan.parameters);
    expect(plan.sharedLength).toBeGreaterThan(0);
    expect(plan.sharedLength).toBeLessThan(plan.parameters);
  });

  it('takes inputs in the order of the wires, a layer wired twice twice', () => {
    const plan = planOf(tangled);
    const inputsOf = (id: string) => stepOf(plan, id).inputs.map((index) => plan.steps[index]?.layer.id);
    expect(inputsOf('both')).toEqual(['branch', 'trunk']);
    expect(inputsOf('twice')).toEqual(['sum', 'sum']);
    expect(plan.steps.map(({ inputs }, index) => inputs.every((from) => from < index))).not.toContain(false);
  });

  it('knows that a head may serve the tasks behind it too', () => {
    const plan = planOf(tangled);
    expect(stepOf(plan, 'head-digit').tasks).toEqual([0, 2]);
    expect(stepOf(plan, 'branch').tasks).toEqual([1]);
    expect(stepOf(plan, 'trunk').tasks).toEqual([0, 1, 2]);
  });

  it('asks for no cotangents where nothing upstream can learn', () => {
    const plan = planOf(forked);
    expect(['input', 'conv-1', 'pool'].map((id) => stepOf(plan, id).needsInputs)).toEqual([false, false, true]);
  });

  it('is refused for a network that cannot train', () => {
    const refused = compile({ ...forked, network: { ...forked.network, wires: [] } });
    expect(refused.ok ? '' : refused.error.code).toBe('network-faulty');
  });
});

describe('initial weights', () => {
  it('depend on seed and layer alone, wherever the layer stands', () => {
    const alone: Experiment = {
      ...forked,
      tasks: forked.tasks.filter(({ id }) => id === 'digit'),
      network: {
        ...forked.network,
        layers: forked.network.layers.filter(({ id }) => !['head-parity', 'head-reconstruction'].includes(id)).toReversed(),
        wires: forked.network.wires.filter(({ to }) => !['head-parity', 'head-reconstruction'].includes(to)),
      },
    };
    for (const id of ['conv-1', 'conv-2', 'dense', 'head-digit']) {
      expect(weightsOf(planOf(alone), id)).toEqual(weightsOf(planOf(forked), id));
    }
    expect(weightsOf(planOf({ ...forked, seed: 0 }), 'dense')[0]).not.toEqual(weightsOf(planOf(forked), 'dense')[0]);
    expect(new Set(weightsOf(planOf({ ...forked, seed: 0 }), 'dense')[0]).size).toBeGreaterThan(100);
  });

  it.each([
    ['he', (fanIn: number) => 2 / fanIn],
    ['glorot', (fanIn: number, fanOut: number) => 2 / (fanIn + fanOut)],
    ['zeros', () => 0],
  ] as const)('have the variance of their initialiser: %s', (initialiser, variance) => {
    const layers = forked.network.layers.map((layer) =>
      layer.id === 'dense' ? { ...layer, initialiser, values: { units: 200, activation: 'relu' } } : layer,
    );
    const plan = planOf({ ...forked, network: { ...forked.network, layers } });
    const [kernel = [], bias = []] = weightsOf(plan, 'dense');
    const mean = kernel.reduce((sum, value) => sum + value, 0) / kernel.length;
    const spread = kernel.reduce((sum, value) => sum + (value - mean) ** 2, 0) / kernel.length;
    const expected = variance(196, 200);
    expect(kernel).toHaveLength(196 * 200);
    expect(Math.abs(spread - expected)).toBeLessThanOrEqual(0.03 * expected);
    expect(Math.abs(mean)).toBeLessThanOrEqual(0.02 * Math.sqrt(expected));
    expect(bias.every((value) => value === 0)).toBe(true);
  });
});

describe('the largest batch', () => {
  it('keeps a pass within 512 MB, and is smaller the more tasks share a layer', () => {
    const plan = planOf(forked);
    const most = maximumBatch(plan);
    const outputs = plan.steps.reduce((sum, { layer }) => sum + layer.outputShape.reduce((size, axis) => size * axis, 1), 0);
    expect(most * outputs * 4).toBeLessThan(512 * 1024 * 1024);
    expect(most).toBeGreaterThan(100);
    expect(maximumBatch(planOf(withTasks(forked, ['digit'])))).toBeGreaterThan(most);
  });
});
