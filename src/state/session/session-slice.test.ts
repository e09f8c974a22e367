import { beforeEach, describe, expect, it, vi } from 'vitest';
import { agreeable, createFakeClient, type FakeClient } from '../../client/fake-client';
import { plannedSteps } from '../../experiment/context';
import { defaultExperiment } from '../../experiment/default-experiment';
import { liveSettings } from '../../experiment/live-settings';
import { fail, ok } from '../../lib/result';
import type { MetricsBatch } from '../../protocol/metrics';
import type { RunState } from '../../protocol/run-state';
import { stepsToNextEpoch } from './session-slice';
import { createAppStore, type AppStore } from '../store';
import { sumsLength } from '../../domain/metrics/task-metrics';
import { layoutOf } from '../../experiment/context';

let client: FakeClient;
let store: AppStore;

/** A page over a client that answers by this script. */
function open(script = agreeable): void {
  client = createFakeClient({ checkpoint: () => ok(stateAt(7)), ...script });
  store = createAppStore({
    studyClient: createFakeClient(agreeable),
    experiment: defaultExperiment,
    client,
    language: 'en',
    dataUrl: 'http://localhost/data/',
    devicePreference: 'auto',
  });
}

beforeEach(() => open());

const session = () => store.getState().session;
const asked = () => client.requests.map((request) => request.kind);
const prepared = () => client.requests.flatMap(({ kind, payload }) => (kind === 'prepare' && 'device' in payload ? [payload] : []));

function metrics(firstStep: number, steps: number): MetricsBatch {
  const tasks = defaultExperiment.tasks.length;
  return {
    firstStep,
    steps,
    losses: new Float32Array(steps * tasks).fill(1),
    sums: new Float32Array(steps * sumsLength(layoutOf(defaultExperiment))),
    totals: new Float32Array(steps),
    weights: new Float32Array(steps * tasks),
    tests: [],
    conflicts: [],
    examplesPerSecond: 100,
  };
}

function stateAt(step: number): RunState {
  return {
    version: 2,
    step,
    weights: new Float32Array(1),
    slots: [],
    balancing: { since: 0, state: [], learned: [], learnedSlots: [] },
    live: liveSettings(defaultExperiment),
  };
}

async function trainTo(step: number): Promise<void> {
  await session().play();
  client.emit({ kind: 'phase', value: { phase: 'running', step: 0 } });
  client.emit({ kind: 'metrics', value: metrics(0, step) });
}

describe('training as the page asks for it', () => {
  it('prepares once and plays the run that was prepared', async () => {
    await session().prepare();
    expect(session().phase).toBe('paused');
    await session().play();
    expect(asked()).toEqual(['prepare', 'play']);
    expect(session().runs).toHaveLength(1);
  });

  it('starts anew where the document asks for a restart, and keeps what was measured', async () => {
    await trainTo(5);
    store.getState().document.execute('training.seed', { seed: 7 });
    await session().play();
    expect(prepared().map((payload) => payload.experiment.seed)).toEqual([42, 7]);
    expect(session().runs.map((run) => run.series.steps)).toEqual([5, 0]);
    expect(session().step).toBe(0);
  });

  it('does not keep runs that took no step', async () => {
    await session().prepare();
    await session().reset();
    await session().reset();
    expect(session().runs).toHaveLength(1);
  });

  it('asks for as many epochs again after the last one', async () => {
    await trainTo(plannedSteps(defaultExperiment));
    client.emit({ kind: 'phase', value: { phase: 'done', step: plannedSteps(defaultExperiment) } });
    await session().play();
    expect(store.getState().document.experiment.training.epochs).toBe(2 * defaultExperiment.training.epochs);
    expect(asked().filter((kind) => kind === 'prepare')).toHaveLength(1);
  });

  it('hears no events of another run', async () => {
    await trainTo(5);
    const before = session().published;
    await session().reset();
    client.emit({ kind: 'metrics', value: metrics(0, 3) });
    expect(session().step).toBe(3);
    expect(session().published).toBeGreaterThan(before);
    expect(session().runs[0]?.series.steps).toBe(5);
  });

  it('takes no state of another run for one of its own', async () => {
    let answer = () => {};
    open({ ...agreeable, checkpoint: () => new Promise((resolve) => (answer = () => resolve(ok(stateAt(5))))) });
    await trainTo(5);
    const kept = session().keep();
    await session().reset();
    answer();
    await kept;
    expect(session()).toMatchObject({ step: 0, checkpoint: undefined });
  });

  it('sends a changed weight once, marks it where it was committed, and records when it took effect', async () => {
    vi.useFakeTimers();
    try {
      open({ ...agreeable, change: () => ok({ step: 6 }) });
      await trainTo(5);
      const { preview, commitGesture } = store.getState().document;
      preview('task.weight', { task: 'digit', weight: 0.6 });
      preview('task.weight', { task: 'digit', weight: 0.7 });
      preview('task.weight', { task: 'digit', weight: 0.8 });
      expect(asked().filter((kind) => kind === 'change')).toHaveLength(1);
      await vi.advanceTimersByTimeAsync(1000);
      // The previews in between were left out: at most five a second.
      expect(asked().filter((kind) => kind === 'change')).toHaveLength(2);
      expect(session().runs[0]?.marks).toEqual([]);
      commitGesture();
      const [run] = session().runs;
      expect(run?.marks.map(({ field, from, to, step }) => [field, from, to, step])).toContainEqual(['tasks.digit.weight', 0.5, 0.8, 5]);
      expect(run?.timeline.at(-1)).toEqual({ step: 6, live: liveSettings(store.getState().document.experiment) });
      expect(session().running?.tasks[0]?.weight).toBe(0.8);
    } finally {
      vi.useRealTimers();
    }
  });

  it('leaves the weights of a training alone when the edited document has other tasks', async () => {
    await trainTo(5);
    store.getState().document.execute('task.remove', { task: 'parity' });
    expect(asked()).not.toContain('change');
    expect(session().running?.tasks).toHaveLength(3);
  });

  it('goes back to the checkpoint after a loss that was not finite, and plays on from there', async () => {
    await trainTo(9);
    const problem = { code: 'not-finite', params: { task: 'digit', step: 9 }, detail: '', canContinue: true } as const;
    client.emit({ kind: 'phase', value: { phase: 'failed', step: 4 } });
    client.emit({ kind: 'problem', value: problem });
    client.emit({ kind: 'checkpoint', value: stateAt(4) });
    expect(session()).toMatchObject({ phase: 'failed', step: 4, problem });
    expect(session().runs[0]?.series.steps).toBe(4);
    // Where it was no number stays on the charts.
    expect(session().runs[0]?.marks).toEqual([{ step: 9, field: 'tasks.digit.notFinite', from: '', to: '' }]);
    await session().play();
    expect(prepared().at(-1)?.restore?.step).toBe(4);
    expect(session().runs).toHaveLength(1);
  });

  it('counts settings that stay in force from the state that it went back to', async () => {
    open({ ...agreeable, change: () => ok({ step: 8 }) });
    await trainTo(9);
    const faster = { ...liveSettings(defaultExperiment), learningRate: 0.5 };
    store.getState().document.execute('optimizer.rate', { rate: 0.5 });
    await vi.waitFor(() => expect(session().runs[0]?.timeline).toEqual([{ step: 8, live: faster }]));
    client.emit({ kind: 'phase', value: { phase: 'failed', step: 4 } });
    client.emit({ kind: 'checkpoint', value: { ...stateAt(4), live: faster } });
    expect(session().runs[0]?.timeline).toEqual([{ step: 4, live: faster }]);
    expect(session().runs[0]?.marks).toEqual([{ step: 4, field: 'optimizer.learningRate', from: 0.001, to: 0.5 }]);
  });

  it('says no more of a problem, and of what was waited for, once it trains again', async () => {
    await trainTo(5);
    client.emit({ kind: 'phase', value: { phase: 'paused', step: 5 } });
    client.emit({ kind: 'problem', value: { code: 'device-lost', params: { step: 5 }, detail: '', canContinue: true } });
    expect(session().problem?.code).toBe('device-lost');
    client.emit({ kind: 'phase', value: { phase: 'running', step: 5 } });
    expect(session().problem).toBeUndefined();
    client.emit({ kind: 'progress', value: { phase: 'data', done: 1, total: 2 } });
    await session().reset();
    expect(session()).toMatchObject({ progress: undefined, examplesPerSecond: 0 });
  });

  it('says no more of a problem when another document is put on the desk', async () => {
    await trainTo(5);
    client.emit({ kind: 'problem', value: { code: 'not-finite', params: { task: 'digit', step: 5 }, detail: '', canContinue: true } });
    store.getState().document.execute('optimizer.rate', { rate: 0.0001 });
    expect(session().problem?.code).toBe('not-finite');
    store.getState().document.openDocument({ ...defaultExperiment, seed: 7 }, []);
    expect(session().problem).toBeUndefined();
  });

  it('begins no run for another device where only earlier runs are there', async () => {
    await trainTo(5);
    const { runs } = session();
    open();
    session().restore({ runs, running: undefined, checkpoint: undefined });
    await session().setDevice('cpu');
    expect(session().devicePreference).toBe('cpu');
    expect(asked()).toEqual([]);
  });

  it('prepares again from the checkpoint when the worker had to be replaced', async () => {
    await trainTo(9);
    client.emit({ kind: 'checkpoint', value: stateAt(7) });
    client.emit({ kind: 'problem', value: { code: 'worker-unresponsive', params: {}, detail: '', canContinue: true } });
    await session().play();
    expect(prepared().at(-1)?.restore?.step).toBe(7);
    expect(session().runs[0]?.series.steps).toBe(7);
  });

  it('marks a change again that came after the state that it goes on from, and once', async () => {
    const mark = { field: 'optimizer.learningRate', from: 0.001, to: 0.5 };
    const dies = () => client.emit({ kind: 'problem', value: { code: 'worker-unresponsive', params: {}, detail: '', canContinue: true } });
    await trainTo(9);
    client.emit({ kind: 'checkpoint', value: stateAt(7) });
    store.getState().document.execute('optimizer.rate', { rate: 0.5 });
    expect(session().runs[0]?.marks).toEqual([{ ...mark, step: 9 }]);
    dies();
    await session().play();
    expect(session().runs[0]?.marks).toEqual([{ ...mark, step: 7 }]);
    dies();
    await session().play();
    expect(session().runs[0]?.marks).toEqual([{ ...mark, step: 7 }]);
  });

  it('takes a run to another device as it stands', async () => {
    await trainTo(7);
    await session().setDevice('cpu');
    expect(prepared().at(-1)).toMatchObject({ device: 'cpu', restore: { step: 7 } });
    expect(asked().at(-1)).toBe('play');
  });

  it('says why a run could not be prepared, and tries again when asked', async () => {
    let ready = false;
    const problem = { code: 'data-unreachable', params: {}, detail: '', canContinue: true } as const;
    open({ ...agreeable, prepare: (payload) => (ready ? (agreeable.prepare?.(payload) ?? fail(problem)) : fail(problem)) });
    await session().play();
    expect(session()).toMatchObject({ phase: 'failed', problem });
    expect(asked()).toEqual(['prepare']);
    ready = true;
    await session().play();
    expect(session().problem).toBeUndefined();
    expect(asked().at(-1)).toBe('play');
  });

  it('restores what a tab kept: paused at its step, and nothing is trained before play', async () => {
    await trainTo(9);
    const { runs } = session();
    open();
    session().restore({ runs, running: defaultExperiment, checkpoint: stateAt(7) });
    expect(session()).toMatchObject({ phase: 'paused', step: 7 });
    await session().prepare();
    expect(prepared().at(-1)?.restore?.step).toBe(7);
    expect(session().runs[0]?.series.steps).toBe(7);
    expect(asked()).toEqual(['prepare']);
  });
});

describe('what a person does while it trains', () => {
  it('sends the new number of epochs before it trains on', async () => {
    await trainTo(plannedSteps(defaultExperiment));
    store.getState().document.execute('optimizer.rate', { rate: 0.002 });
    await session().play();
    const kinds = asked().slice(-3);
    expect(kinds).toEqual(['change', 'change', 'play']);
  });

  it('changes the speed without another goal', async () => {
    await trainTo(5);
    session().setStepsPerSecond(5);
    expect(client.requests.at(-1)).toMatchObject({ kind: 'pace', payload: { stepsPerSecond: 5 } });
  });

  it('steps the run that is there even where the document asks for a restart', async () => {
    await trainTo(5);
    store.getState().document.execute('training.seed', { seed: 7 });
    await session().advance('batch');
    expect(asked().at(-1)).toBe('advance');
    expect(session().runs).toHaveLength(1);
  });

  it('is not steered by another document that is put on the desk', async () => {
    await trainTo(5);
    const { seed, optimizer } = defaultExperiment;
    const other = { ...defaultExperiment, seed: seed + 1, optimizer: { ...optimizer, learningRate: 0.5 } };
    store.getState().document.openDocument(other, []);
    expect(asked()).not.toContain('change');
    expect(session().running?.optimizer.learningRate).toBe(optimizer.learningRate);
    expect(session().runs[0]?.marks).toEqual([]);
  });

  it('takes marks back with the steps that they stood at, and marks again what the document still asks for', async () => {
    await trainTo(9);
    store.getState().document.execute('optimizer.rate', { rate: 0.002 });
    expect(session().runs[0]?.marks.map((mark) => mark.step)).toEqual([9]);
    const { runs } = session();
    open();
    store.getState().document.execute('optimizer.rate', { rate: 0.002 });
    session().restore({ runs, running: defaultExperiment, checkpoint: stateAt(7) });
    expect(session().runs[0]?.marks).toEqual([]);
    await session().prepare();
    client.emit({ kind: 'phase', value: { phase: 'paused', step: 7 } });
    expect(asked()).toEqual(['prepare', 'change']);
  });

  it('begins anew after a state that the worker cannot take up', async () => {
    await trainTo(9);
    client.emit({ kind: 'checkpoint', value: stateAt(7) });
    const { runs, checkpoint } = session();
    const problem = { code: 'internal', params: {}, detail: '', canContinue: false } as const;
    open({ ...agreeable, prepare: (payload) => (payload.restore === undefined ? (agreeable.prepare?.(payload) ?? fail(problem)) : fail(problem)) });
    session().restore({ runs, running: defaultExperiment, checkpoint });
    await session().prepare();
    expect(session().phase).toBe('failed');
    await session().play();
    expect(asked()).toEqual(['prepare', 'prepare', 'play']);
    expect(session().runs.map((run) => run.series.steps)).toEqual([7, 0]);
  });
});

describe('a run that is deleted', () => {
  /** Runs are in the order of their starts, in milliseconds. */
  const later = () => new Promise((resolve) => setTimeout(resolve, 3));

  /** Two runs: one of 5 steps, and the newest of 9 steps. */
  async function trainTwo(): Promise<readonly string[]> {
    await trainTo(5);
    await later();
    store.getState().document.execute('training.seed', { seed: 7 });
    await trainTo(9);
    return session().runs.map(({ id }) => id);
  }
  const steps = () => session().runs.map(({ series }) => series.steps);

  it('goes and comes back at its place', async () => {
    const [first = '', second = ''] = await trainTwo();
    await session().removeRun(first);
    expect(session().runs.map(({ id }) => id)).toEqual([second]);
    await session().undoRemoveRun();
    expect(session().runs.map(({ id }) => id)).toEqual([first, second]);
  });

  it('is stopped first if it is the newest; the desk begins anew, and undone goes on where it stood', async () => {
    const [first = '', second = ''] = await trainTwo();
    await session().removeRun(second);
    expect(asked().slice(-3)).toEqual(['pause', 'checkpoint', 'prepare']);
    expect(steps()).toEqual([5, 0]);
    expect(session()).toMatchObject({ phase: 'paused', step: 0, checkpoint: undefined });
    await session().undoRemoveRun();
    expect(session().runs.map(({ id }) => id)).toEqual([first, second]);
    expect(session()).toMatchObject({ phase: 'paused', step: 7, checkpoint: stateAt(7), removedRun: undefined });
    expect(prepared().at(-1)).toMatchObject({ run: second, restore: { step: 7 } });
  });

  it('comes back as an earlier one where the desk has trained another since', async () => {
    const [first = '', second = ''] = await trainTwo();
    await later();
    await session().removeRun(second);
    await trainTo(3);
    await session().undoRemoveRun();
    expect(session().runs.map(({ id }) => id).slice(0, 2)).toEqual([first, second]);
    expect(steps()).toEqual([5, 9, 3]);
    expect(session().step).toBe(3);
  });
});

describe('steps to the next epoch', () => {
  it('ends with the step whose successor begins in the next epoch', () => {
    // 10,000 images in batches of 64: step 157 is the first to begin in the second epoch.
    expect(stepsToNextEpoch(defaultExperiment, 0)).toBe(157);
    expect(stepsToNextEpoch(defaultExperiment, 156)).toBe(1);
    expect(stepsToNextEpoch(defaultExperiment, 157)).toBe(156);
  });
});
