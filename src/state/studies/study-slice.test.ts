import { beforeEach, describe, expect, it } from 'vitest';
import { agreeable, createFakeClient, type FakeClient } from '../../client/fake-client';
import { plannedSteps } from '../../experiment/context';
import { defaultExperiment } from '../../experiment/default-experiment';
import type { Experiment } from '../../experiment/schema';
import { compare } from '../../experiment/studies/kinds/comparison';
import { createStudy } from '../../experiment/studies/create-study';
import { furtherSeeds } from '../../experiment/studies/more-seeds';
import { progressOf, stepsLeft } from '../../experiment/studies/queue-plan';
import { finishedRuns } from '../../experiment/studies/study';
import { liveSettings } from '../../experiment/live-settings';
import { createAppStore, type AppStore } from '../store';
import { sumsLength } from '../../domain/metrics/task-metrics';
import { layoutOf } from '../../experiment/context';

const twoTasks: Experiment = {
  ...defaultExperiment,
  tasks: defaultExperiment.tasks.slice(0, 2),
  network: {
    ...defaultExperiment.network,
    layers: defaultExperiment.network.layers.filter(({ values }) => values['task'] !== 'reconstruction'),
    wires: defaultExperiment.network.wires.filter(({ to }) => to !== 'head-reconstruction'),
  },
};

let client: FakeClient;
let store: AppStore;

function open(experiment: Experiment): void {
  client = createFakeClient(agreeable);
  store = createAppStore({
    experiment,
    client: createFakeClient(agreeable),
    studyClient: client,
    language: 'en',
    dataUrl: 'https://data.example/',
    devicePreference: 'cpu',
  });
}

const studies = () => store.getState().studies;

/** Compares the tasks on the desk with each by itself; the study's id. */
function begin(seeds: readonly number[]): string {
  const { document } = store.getState();
  const study = createStudy('study', 0, document.experiment, { kind: 'comparison', seeds: [...seeds] });
  if (!study.ok) throw new Error(study.error.code);
  studies().begin(study.value);
  return study.value.id;
}

const soon = () => new Promise((resolve) => setTimeout(resolve));

/** The experiment of the run under way, as it was sent to the worker. */
function prepared(): { readonly run: string; readonly experiment: Experiment; readonly restored: number | undefined } {
  const payload = client.requests.findLast(({ kind }) => kind === 'prepare')?.payload;
  if (payload === undefined || !('device' in payload)) throw new Error('nothing was prepared');
  return { run: payload.run, experiment: payload.experiment, restored: payload.restore?.step };
}

/**
 * Lets the worker say that the run under way went to its end, each task being right on `right` of
 * 100 images, and `learnt` of 100 trained on.
 */
async function finish(right: number, learnt = 100): Promise<void> {
  const { experiment } = prepared();
  const steps = plannedSteps(experiment);
  const layout = layoutOf(experiment);
  const [tasks, sums] = [layout.length, sumsLength(layout)];
  client.emit({
    kind: 'metrics',
    value: {
      firstStep: 0,
      steps,
      losses: new Float32Array(steps * tasks),
      sums: new Float32Array(steps * sums),
      totals: new Float32Array(steps),
      weights: new Float32Array(steps * tasks),
      conflicts: [],
      examplesPerSecond: 1,
      tests: ([['test', right], ['train', learnt]] as const).map(([split, count]) => ({
        step: steps,
        subset: false,
        split,
        images: 100,
        tasks: layout.map(({ sums: length }) => ({ loss: 0.5, count: 100, sums: Float32Array.from({ length }, (_, at) => (at % 2 === 0 ? count : 100)) })),
      })),
    },
  });
  await soon();
}

describe('a study', () => {
  beforeEach(() => open(twoTasks));

  it('trains all tasks together and each by itself, one run after another, and tells the difference', async () => {
    begin([1]);
    await soon();
    expect(prepared().experiment.tasks).toHaveLength(2);
    expect(studies().active).toMatchObject({ index: 0 });
    await finish(90, 92);
    expect(prepared().experiment.tasks.map(({ id }) => id)).toEqual(['digit']);
    await finish(95, 100);
    expect(prepared().experiment.tasks.map(({ id }) => id)).toEqual(['parity']);
    await finish(80, 85);
    const [study] = studies().studies;
    if (study === undefined) throw new Error('no study');
    expect(progressOf(study)).toMatchObject({ total: 3, done: 3, over: true });
    expect(studies().active).toBeUndefined();
    expect(studies().records).toHaveLength(3);
    const { scores, gaps, gain } = compare(twoTasks.tasks, finishedRuns(study));
    expect(gaps.map(({ together, baseline }) => [together.mean, baseline.mean])).toEqual([
      [expect.closeTo(0.02, 6), expect.closeTo(0.05, 6)],
      [expect.closeTo(0.02, 6), expect.closeTo(0.05, 6)],
    ]);
    expect(scores.filter(({ metric }) => metric === 'accuracy').map(({ difference }) => difference.mean)).toEqual([
      expect.closeTo(-0.05, 6),
      expect.closeTo(0.1, 6),
    ]);
    expect(gain.mean).toBeCloseTo((100 * (0.1 / 0.8 - 0.05 / 0.95)) / 2, 4);
  });

  it('trains further seeds on demand, uses what it has, and knows its pace', async () => {
    const begun = begin([1]);
    await soon();
    expect(studies().pace).toBeUndefined();
    await finish(90);
    await finish(95);
    await finish(80);
    const [study] = studies().studies;
    const further = study === undefined ? undefined : furtherSeeds(study, 1);
    if (study === undefined || further?.ok !== true) throw new Error('no further seeds');
    expect(stepsLeft(study, 0)).toBe(0);
    studies().extend(begun, further.value);
    await soon();
    const [longer] = studies().studies;
    if (longer === undefined) throw new Error('no study');
    expect(prepared().experiment).toMatchObject({ seed: 2, tasks: [{ id: 'digit' }, { id: 'parity' }] });
    expect(longer.entries.slice(0, 3)).toEqual(study.entries);
    expect(progressOf(longer)).toMatchObject({ total: 6, done: 3, over: false });
    expect(stepsLeft(longer, 1)).toBe(3 * plannedSteps(twoTasks) - 1);
    for (const right of [91, 95, 80]) await finish(right);
    expect(studies().pace).toBeGreaterThan(0);
    const [whole] = studies().studies;
    expect(whole === undefined ? [] : compare(twoTasks.tasks, finishedRuns(whole)).seeds).toEqual([1, 2]);
  });

  it('is stopped with what is done kept, and goes on from the state of the run that was stopped', async () => {
    const begun = begin([1]);
    await soon();
    const stoppedRun = prepared().run;
    const { live, tasks } = { live: liveSettings(twoTasks), tasks: 2 };
    client.emit({
      kind: 'metrics',
      value: {
        firstStep: 0, steps: 4, losses: new Float32Array(8), sums: new Float32Array(16), totals: new Float32Array(4), weights: new Float32Array(8),
        conflicts: [], tests: [], examplesPerSecond: 1,
      },
    });
    const state = { version: 2 as const, step: 4, weights: new Float32Array(tasks), slots: [], balancing: { since: 0, state: [], learned: [], learnedSlots: [] }, live };
    client.emit({ kind: 'checkpoint', value: state });
    studies().stop(begun);
    await soon();
    const [study] = studies().studies;
    expect(study === undefined ? undefined : progressOf(study)).toMatchObject({ stopped: 3, over: true });
    studies().goOn(begun);
    await soon();
    expect(prepared()).toMatchObject({ run: stoppedRun, restored: 4 });
  });

  it('goes on after a reload, and can be removed and brought back', async () => {
    begin([1, 2]);
    await soon();
    await finish(90);
    const { studies: kept, records } = studies();
    open(twoTasks);
    studies().restore({ studies: kept, records, state: undefined });
    await soon();
    expect(prepared().experiment.tasks.map(({ id }) => id)).toEqual(['digit']);
    const [study] = studies().studies;
    if (study === undefined) throw new Error('no study');
    expect(progressOf(study)).toMatchObject({ total: 6, done: 1, running: 1 });
    studies().remove(study.id);
    await soon();
    expect(studies()).toMatchObject({ studies: [], records: [] });
    studies().undoRemove();
    expect(studies().studies).toHaveLength(1);
    expect(studies().records.length).toBeGreaterThan(0);
  });

  it('is not trained on when it is stopped while a run is prepared', async () => {
    const begun = begin([1]);
    studies().stop(begun);
    await soon();
    expect(client.requests.map(({ kind }) => kind)).not.toContain('play');
    expect(studies().active).toBeUndefined();
    studies().goOn(begun);
    await soon();
    expect(client.requests.at(-1)?.kind).toBe('play');
  });

  it('loses what a run gave when that is deleted, has it back, or trains it anew', async () => {
    begin([1]);
    await soon();
    await finish(90);
    const study = () => {
      const [only] = studies().studies;
      if (only === undefined) throw new Error('no study');
      return only;
    };
    const [first, second] = study().entries.map(({ run }) => run);
    if (typeof first !== 'string' || typeof second !== 'string') throw new Error('two runs have begun');
    studies().removeRun(second);
    expect(study().entries[1]?.status).toBe('running');
    studies().removeRun(first);
    expect(study().entries[0]).toMatchObject({ status: 'stopped', run: null, result: null });
    expect(studies().records.map(({ id }) => id)).toEqual([second]);
    studies().undoRemove();
    expect(study().entries[0]).toMatchObject({ status: 'done', run: first });
    expect(new Set(studies().records.map(({ id }) => id))).toEqual(new Set([first, second]));
    await finish(95);
    await finish(80);
    studies().removeRun(first);
    expect(progressOf(study())).toMatchObject({ done: 2, stopped: 1, over: true });
    studies().goOn(study().id);
    await soon();
    expect(prepared().experiment.tasks).toHaveLength(2);
    // Its place is taken by now: what was deleted stays away.
    studies().undoRemove();
    expect(studies().records.map(({ id }) => id)).not.toContain(first);
  });

  it.each(['not-finite', 'data-unreachable'] as const)('goes on with the next run after %s, though a person could try again', async (code) => {
    begin([1]);
    await soon();
    client.emit({ kind: 'problem', value: { code: 'not-converged', params: {}, detail: '', canContinue: true } });
    await soon();
    expect(studies().studies[0]?.entries[0]?.status).toBe('running');
    client.emit({ kind: 'problem', value: { code, params: {}, detail: '', canContinue: true } });
    await soon();
    expect(studies().studies[0]?.entries.map(({ status }) => status)).toEqual(['failed', 'running', 'queued']);
  });

  it('plays on after the device was lost and another one taken', async () => {
    begin([1]);
    await soon();
    const plays = () => client.requests.filter(({ kind }) => kind === 'play').length;
    expect(plays()).toBe(1);
    client.emit({ kind: 'problem', value: { code: 'device-lost', params: {}, detail: '', canContinue: true } });
    await soon();
    expect(plays()).toBe(2);
    expect(studies().studies[0]?.entries[0]?.status).toBe('running');
  });

  it('goes on in another worker where one died, and gives a run up that gets no further there', async () => {
    begin([1]);
    await soon();
    const { run } = prepared();
    const state = { version: 2 as const, step: 4, weights: new Float32Array(1), slots: [], balancing: { since: 0, state: [], learned: [], learnedSlots: [] }, live: liveSettings(twoTasks) };
    client.emit({
      kind: 'metrics',
      value: {
        firstStep: 0, steps: 4, losses: new Float32Array(8), sums: new Float32Array(16), totals: new Float32Array(4), weights: new Float32Array(8),
        conflicts: [], tests: [], examplesPerSecond: 1,
      },
    });
    client.emit({ kind: 'checkpoint', value: state });
    const die = async () => {
      client.emit({ kind: 'problem', value: { code: 'worker-unresponsive', params: {}, detail: '', canContinue: false } });
      await soon();
    };
    await die();
    expect(prepared()).toMatchObject({ run, restored: 4 });
    await die();
    expect(studies().studies[0]?.entries.map(({ status }) => status)).toEqual(['failed', 'running', 'queued']);
  });

  it('forgets what was measured after the state that a run goes on from', async () => {
    begin([1]);
    await soon();
    const [record] = studies().records;
    const [tasks, sums] = [record?.series.tasks ?? 0, record?.series.sumsLength ?? 0];
    const rows = (length: number) => new Float32Array(9 * length);
    client.emit({
      kind: 'metrics',
      value: {
        firstStep: 0,
        steps: 9,
        losses: rows(tasks),
        sums: rows(sums),
        totals: rows(1),
        weights: rows(tasks),
        conflicts: [],
        examplesPerSecond: 1,
        tests: [4, 8].map((step) => ({ step, subset: true, images: 100, tasks: [] })),
      },
    });
    expect(record?.series.steps).toBe(9);
    client.emit({
      kind: 'checkpoint',
      value: {
        version: 2,
        step: 6,
        weights: new Float32Array(1),
        slots: [],
        balancing: { since: 0, state: [], learned: [], learnedSlots: [] },
        live: liveSettings(twoTasks),
      },
    });
    expect(record?.series.steps).toBe(6);
    expect(record?.series.tests.map(({ step }) => step)).toEqual([4]);
    expect(studies().state?.state.step).toBe(6);
  });

  it('keeps a failure to its run', async () => {
    begin([1]);
    await soon();
    client.emit({ kind: 'problem', value: { code: 'not-finite', params: {}, detail: '', canContinue: false } });
    await soon();
    const [study] = studies().studies;
    expect(study?.entries.map(({ status }) => status)).toEqual(['failed', 'running', 'queued']);
    expect(study?.entries[0]?.problem).toBe('not-finite');
  });
});
