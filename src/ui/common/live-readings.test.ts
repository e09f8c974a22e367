import { describe, expect, it } from 'vitest';
import { applyCommand, type CommandArguments, type CommandId } from '../../experiment/commands';
import { layoutOf } from '../../experiment/context';
import { defaultExperiment } from '../../experiment/default-experiment';
import { liveSettings } from '../../experiment/live-settings';
import type { Experiment } from '../../experiment/schema';
import { RunSeries } from '../../state/runs/run-series';
import { matchingRun, methodSince, newestConflict, newestScore, newestMixing, conflictKey, stepsAnother, strandStylesKey, strandWeights, type LiveState } from './live-readings';

/**
 * 60 steps of the default experiment: the first 10 with all weight on one task, the others with
 * 0.1, 0.2 and 0.7.
 */
function trained(phase: LiveState['session']['phase'], change: Partial<Experiment> = {}): LiveState {
  const steps = 60;
  const series = new RunSeries(layoutOf(defaultExperiment));
  series.append({
    firstStep: 0,
    steps,
    losses: new Float32Array(3 * steps),
    sums: new Float32Array(6 * steps),
    totals: new Float32Array(steps),
    weights: Float32Array.from({ length: 3 * steps }, (_, at) => (at < 30 ? [1, 0, 0] : [0.1, 0.2, 0.7])[at % 3] ?? 0),
    tests: [20, 40].map((step) => ({
      step,
      subset: true,
      images: 512,
      tasks: [[step, 80], [60, 80], [8, 800]].map((sums) => ({ loss: 0, count: 512, sums: Float32Array.from(sums) })),
    })),
    conflicts: [
      {
        layer: 'conv-1',
        tasks: [0, 1, 2],
        steps: Uint32Array.of(10, 20),
        grams: Float32Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1, 4, 1, 1, 1, 1, -0.5, 1, -0.5, 1),
      },
      { layer: 'dense-1', tasks: [0, 1], steps: Uint32Array.of(20), grams: Float32Array.of(1, 0.25, 0.25, 1) },
    ],
    examplesPerSecond: 0,
  });
  const experiment = { ...defaultExperiment, ...change };
  const timeline = [{ step: 10, live: liveSettings(experiment) }];
  return {
    view: { atStep: undefined },
    document: { experiment },
    session: { phase, step: steps, running: defaultExperiment, runs: [{ experiment: { ...defaultExperiment, balancing: mgda }, timeline, series }] },
  };
}

const untrained: LiveState = { view: { atStep: undefined }, document: { experiment: defaultExperiment }, session: { phase: 'idle', step: 0, running: undefined, runs: [] } };
const mgda = { method: 'mgda' as const, values: {} };
const pcgrad = { balancing: { method: 'pcgrad' as const, values: {} } };

describe('weights that strands are drawn by', () => {
  it('are those set before the first step, and those set by hand while nothing trains', () => {
    expect(strandWeights(untrained)).toEqual([0.5, 0.3, 0.2]);
    expect(strandWeights(trained('paused'))).toEqual([0.5, 0.3, 0.2]);
  });

  it('are means over the last 50 steps while training, and of a method that sets them', () => {
    for (const state of [trained('running'), trained('paused', pcgrad)]) {
      const [first, second, third] = strandWeights(state);
      expect(first).toBeCloseTo(0.1);
      expect(second).toBeCloseTo(0.2);
      expect(third).toBeCloseTo(0.7);
    }
  });

  it('are those set when the run trains other tasks', () => {
    const fewer = { tasks: defaultExperiment.tasks.slice(0, 2) };
    expect(strandWeights(trained('running', fewer))).toEqual([0.5, 0.3]);
  });

  it('are equal before a method that sets them itself has trained, and those set with one that goes by them', () => {
    const before = (method: Experiment['balancing']['method']): LiveState => ({ ...untrained, document: { experiment: { ...defaultExperiment, balancing: { method, values: {} } } } });
    expect(strandWeights(before('pcgrad'))).toEqual([1, 1, 1]);
    expect(strandWeights(before('uw'))).toEqual([1, 1, 1]);
    expect(strandWeights(before('aligned'))).toEqual([0.5, 0.3, 0.2]);
    // Set to 0 a task is left out only where that counts.
    const tasks = defaultExperiment.tasks.map((task) => (task.id === 'digit' ? { ...task, weight: 0 } : task));
    const muted = (method: 'static' | 'dwa'): LiveState => ({ ...untrained, document: { experiment: { ...defaultExperiment, tasks, balancing: { method, values: {} } } } });
    expect(strandStylesKey(muted('static'))).toMatch(/^\S+ hollow,/);
    expect(strandStylesKey(muted('dwa'))).not.toMatch(/hollow/);
  });

  it('are set ones for a task that plays against the others, whatever the method', () => {
    const { network } = defaultExperiment;
    const [wire] = network.wires.filter(({ to }) => to === 'head-parity');
    if (wire === undefined) throw new Error('parity has no wire');
    const reversal = { id: 'reversal', kind: 'gradient-reversal' as const, values: {}, initialiser: 'auto' as const, x: 0, y: 0 };
    const wires = [...network.wires.filter((one) => one !== wire), { from: wire.from, to: 'reversal' }, { from: 'reversal', to: 'head-parity' }];
    const experiment = { ...defaultExperiment, ...pcgrad, network: { ...network, layers: [...network.layers, reversal], wires } };
    expect(strandWeights({ ...untrained, document: { experiment } })).toEqual([1, 0.3, 1]);
  });

  it('are equal where the update of such a method is no weighted sum', () => {
    const state = trained('running', pcgrad);
    const unknown = new RunSeries(layoutOf(defaultExperiment));
    unknown.append({
      firstStep: 0,
      steps: 1,
      losses: new Float32Array(3),
      sums: new Float32Array(6),
      totals: new Float32Array(1),
      weights: new Float32Array(3).fill(Number.NaN),
      tests: [],
      conflicts: [],
      examplesPerSecond: 0,
    });
    const runs = [{ experiment: state.document.experiment, timeline: [], series: unknown }];
    expect(strandWeights({ ...state, session: { ...state.session, runs } })).toEqual([1, 1, 1]);
  });

  it('are told apart by one text, and only when a width changes', () => {
    expect(strandStylesKey(untrained)).toBe('4.75 solid,3.5 solid,2.75 solid');
    expect(strandStylesKey(trained('running'))).not.toBe(strandStylesKey(untrained));
  });
});

describe('the newest measures', () => {
  it('are the last test of each task in its own metric', () => {
    const state = trained('running');
    expect(newestScore(state, 'digit')?.value).toBeCloseTo(0.5);
    expect(newestScore(state, 'parity')?.value).toBeCloseTo(0.75);
    expect(newestScore(state, 'reconstruction')?.value).toBeCloseTo(20);
    expect(newestScore(state, 'ink')?.value).toBeUndefined();
    expect(newestScore(untrained, 'digit')?.value).toBeUndefined();
  });

  it('are of a layer its last conflict, and of its badge the two tasks whose gradients conflict the most by the mean of the last measures', () => {
    const state = trained('running');
    expect(newestConflict(state, 'conv-1')?.step).toBe(20);
    // −0.5 at step 20, 0 at step 10.
    expect(conflictKey(state, ['conv-1'])).toBe('parity reconstruction -0.25 conv-1');
    expect(conflictKey({ ...state, view: { atStep: 10 } }, ['conv-1'])).toMatch(/ 0\.00 conv-1$/);
    expect(conflictKey(state, ['dense-1'])).toBe('digit parity 0.25 dense-1');
    expect(conflictKey(state, ['pool-1'])).toBe('');
    // Of a folded group it is the layer where they conflict the most.
    expect(conflictKey(state, ['dense-1', 'pool-1', 'conv-1'])).toBe('parity reconstruction -0.25 conv-1');
  });
});

describe('what is shown beside another document than the one that is trained', () => {
  const state = trained('running');
  const edited = <Id extends CommandId>(id: Id, args: CommandArguments<Id>): LiveState => {
    const outcome = applyCommand(defaultExperiment, id, args);
    if (!outcome.ok) throw new Error(outcome.error.code);
    return { ...state, document: { experiment: outcome.value } };
  };

  it('is nothing where the document asks for a restart, whatever it is that was changed', () => {
    const others = [
      edited('data.images', { test: 200 }),
      edited('data.dataset', { dataset: 'cifar10' }),
      edited('layer.value', { id: 'conv-1', name: 'filters', value: 4 }),
      edited('training.seed', { seed: 7 }),
    ];
    for (const other of others) {
      expect(matchingRun(other)).toBeUndefined();
      expect(newestScore(other, 'digit')?.value).toBeUndefined();
      expect(newestConflict(other, 'conv-1')).toBeUndefined();
      expect(conflictKey(other, ['conv-1'])).toBe('');
      expect(strandWeights(other)).toEqual(other.document.experiment.tasks.map(({ weight }) => weight));
    }
    // Undone, it is all there again.
    expect(newestScore({ ...state, document: { experiment: defaultExperiment } }, 'digit')?.value).toBeCloseTo(0.5);
  });

  it('is the run where the change takes effect while it trains, or means nothing to it', () => {
    expect(matchingRun(edited('optimizer.rate', { rate: 0.01 }))).toBeDefined();
    expect(matchingRun(edited('experiment.name', { name: 'another' }))).toBeDefined();
  });

  it('is stepped and measured no more, as long as training has not begun anew', () => {
    const other = edited('training.seed', { seed: 7 });
    expect([stepsAnother(state), stepsAnother(other)]).toEqual([false, true]);
    // Before the first step, and after a failure, the next step begins with the document on the
    // desk.
    expect(stepsAnother({ ...other, session: { ...other.session, step: 0 } })).toBe(false);
    expect(stepsAnother({ ...other, session: { ...other.session, phase: 'failed' } })).toBe(false);
  });

  it('is nothing where a run was kept that the desk does not go on with', () => {
    const [run] = state.session.runs;
    expect(run).toBeDefined();
    expect(matchingRun({ ...state, session: { ...state.session, running: undefined } })).toBeUndefined();
  });

  it('leaves out what an earlier method did: its weights, and what it had to say', () => {
    expect(methodSince(state)).toBe(10);
    const changed = edited('balancing.method', { method: 'pcgrad' });
    // On its way to the worker: nothing was trained with it yet.
    expect(methodSince(changed)).toBeUndefined();
    expect(strandWeights(changed)).toEqual([1, 1, 1]);
  });
});

describe('what layers take of their inputs', () => {
  const values = (state: LiveState) => newestMixing(state)?.coefficients?.map((own) => [own.layer, ...own.values]);
  /** The run with a test of its network at step 40, and one of the images trained on at step 60. */
  const mixed = (change: Partial<Experiment> = {}): LiveState => {
    const state = trained('paused', change);
    const [run] = state.session.runs;
    const [test] = run?.series.tests ?? [];
    if (run === undefined || test === undefined) throw new Error('no test');
    const found = (step: number, value: number) => ({ ...test, step, coefficients: [{ layer: 'stitch', values: Float32Array.of(value) }] });
    run.series.tests = [found(20, 0.75), found(40, 0.5), { ...found(60, 0.25), split: 'train' }];
    return state;
  };

  it('is that of the newest test on test images, and nothing before the first that found any', () => {
    expect(values(mixed())).toEqual([['stitch', 0.5]]);
    expect(values(trained('paused'))).toBeUndefined();
    expect(values(untrained)).toBeUndefined();
  });

  it('is not shown of a network that is not the one on the desk', () => {
    expect(values(mixed({ tasks: defaultExperiment.tasks.slice(0, 2) }))).toBeUndefined();
  });
});
