import { describe, expect, it } from 'vitest';
import { agreeable, createFakeClient, type FakeClient } from '../../client/fake-client';
import { defaultExperiment } from '../../experiment/default-experiment';
import { liveSettings } from '../../experiment/live-settings';
import { fail, ok } from '../../lib/result';
import type { MetricsBatch } from '../../protocol/metrics';
import type { RunState } from '../../protocol/run-state';
import { documentToShare } from './kept-start';
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

describe('a training that goes on with kept weights', () => {
  /** The state that the worker makes of a state of the run before. */
  const start = { ...stateAt(0), weights: Float32Array.of(3) };
  const keeping = { ...agreeable, 'keep-weights': () => ok({ state: start, fingerprint: '0123456789abcdef' }) };
  const another = () => store.getState().document.execute('training.seed', { seed: 7 });

  it('begins a run at step 0 with the state that the worker makes of its own, and says where that is from', async () => {
    open(keeping);
    await trainTo(9);
    another();
    expect(await session().goOnWithKeptWeights()).toBe(true);
    expect(asked().slice(-5)).toEqual(['pause', 'checkpoint', 'keep-weights', 'prepare', 'play']);
    const asks = client.requests.find(({ kind }) => kind === 'keep-weights')?.payload;
    expect(asks).toMatchObject({ experiment: { seed: 7 }, from: { experiment: { seed: 42 }, state: { weights: stateAt(7).weights } } });
    expect(prepared().at(-1)).toMatchObject({ experiment: { seed: 7 }, restore: start });
    const [before, run] = session().runs;
    expect(run).toMatchObject({ experiment: { seed: 7, start: { fingerprint: '0123456789abcdef' } }, keptFrom: { run: before?.id, step: 7 } });
    expect(session()).toMatchObject({ step: 0, checkpoint: start, running: { seed: 7 } });
    // What lies on the desk is as it was: undo leads to what was there before.
    expect(store.getState().document.experiment.start).toBeUndefined();
    expect(session().running?.start).toBeUndefined();
    expect(documentToShare(store.getState()).start).toEqual({ fingerprint: '0123456789abcdef' });
    store.getState().document.undo();
    expect(documentToShare(store.getState()).start).toBeUndefined();
  });

  it('goes on with them though the worker could not prepare it, also after a reload', async () => {
    let answers = true;
    const unreachable = fail({ code: 'data-unreachable' as const, params: {}, detail: '', canContinue: true });
    open({ ...keeping, prepare: (payload) => (answers ? (agreeable.prepare?.(payload) ?? unreachable) : unreachable) });
    await trainTo(9);
    another();
    answers = false;
    expect(await session().goOnWithKeptWeights()).toBe(false);
    expect(session().problem?.code).toBe('data-unreachable');
    answers = true;
    await session().play();
    expect(prepared().at(-1)?.restore).toEqual(start);
    const { runs, running, checkpoint } = session();
    open(keeping);
    session().restore({ runs, running, checkpoint });
    await session().prepare();
    expect(prepared().at(-1)?.restore).toEqual(start);
    expect(session().runs.at(-1)?.keptFrom).toEqual(runs.at(-1)?.keptFrom);
  });

  it('never begins a run that is said to have kept weights without them', async () => {
    open(keeping);
    await trainTo(9);
    another();
    await session().goOnWithKeptWeights();
    const { runs } = session();
    // The state was damaged, or this worker could not take it up.
    const unusable = fail({ code: 'internal' as const, params: {}, detail: '', canContinue: false });
    open({ ...keeping, prepare: (payload) => (payload.restore === undefined ? (agreeable.prepare?.(payload) ?? unusable) : unusable) });
    session().restore({ runs, running: { ...defaultExperiment, seed: 7 }, checkpoint: start });
    another();
    await session().prepare();
    expect(session().phase).toBe('failed');
    await session().play();
    expect(prepared().at(-1)?.restore).toBeUndefined();
    expect(session().runs.at(-1)?.keptFrom).toBeUndefined();
    expect(session().runs.at(-1)?.experiment.start).toBeUndefined();
  });

  it('names the run that the weights are from, also where one that took no step lies between', async () => {
    open(keeping);
    await trainTo(9);
    const [first] = session().runs;
    another();
    await session().goOnWithKeptWeights();
    store.getState().document.execute('training.seed', { seed: 8 });
    await session().goOnWithKeptWeights();
    expect(session().runs.map(({ keptFrom }) => keptFrom)).toEqual([undefined, { run: first?.id, step: 7 }]);
  });

  it('stays where it was when the worker refuses', async () => {
    open({ ...agreeable, 'keep-weights': () => fail({ code: 'internal', params: {}, detail: 'x', canContinue: false }) });
    await trainTo(9);
    another();
    expect(await session().goOnWithKeptWeights()).toBe(false);
    expect(session().runs).toHaveLength(1);
    expect(session()).toMatchObject({ phase: 'running', problem: { code: 'internal', canContinue: true } });
  });
});
