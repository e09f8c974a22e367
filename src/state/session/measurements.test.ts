import { beforeEach, describe, expect, it, vi } from 'vitest';
import { agreeable, createFakeClient, type FakeClient, type Script } from '../../client/fake-client';
import { defaultExperiment } from '../../experiment/default-experiment';
import { fail, ok, type Result } from '../../lib/result';
import type { MethodCost } from '../../protocol/method-cost';
import { loadViewSettings, saveViewSettings } from '../view/view-settings';
import { costKey } from './measurements';
import { createAppStore, type AppStore } from '../store';
import type { Affinity } from '../../protocol/affinity';
import type { Question } from '../../protocol/inspections';
import type { Problem } from '../../protocol/problem';

const cost: MethodCost = { passes: { forward: 1, shared: 2, heads: 0 }, plainMilliseconds: 10, methodMilliseconds: 15, steps: 7 };

let client: FakeClient;
let store: AppStore;

const noAffinity: Result<Affinity, Problem> = fail({ code: 'internal', params: {}, detail: 'x', canContinue: true });

/** Answers questions about the inside of a run. */
function answering(affinity = noAffinity): Pick<Script, 'inspect'> {
  return {
    inspect: ({ question: { kind } }) => {
      if (kind === 'cost') return ok({ kind, value: cost });
      if (kind !== 'affinity') throw new Error(`nobody asks for ${kind}`);
      return affinity.ok ? ok({ kind, value: affinity.value }) : affinity;
    },
  };
}

function open(script: Script = agreeable): void {
  client = createFakeClient({ ...answering(), 'step-task': () => ok({ step: 1 }), observe: () => ok(null), ...script });
  store = createAppStore({
    experiment: defaultExperiment,
    client,
    studyClient: createFakeClient(agreeable),
    language: 'en',
    dataUrl: 'http://localhost/data/',
    devicePreference: 'auto',
  });
}

beforeEach(() => open());

const session = () => store.getState().session;
const asked = (kind: string) => client.requests.filter((request) => request.kind === kind).map(({ payload }) => payload);
const inspected = (kind: Question['kind']) => asked('inspect').filter((payload) => 'question' in payload && payload.question.kind === kind);

describe('measuring beside training', () => {
  it('keeps a cost for the method, network, batch and device that it was measured on, and for nothing else', async () => {
    await session().measureCost();
    expect(session().costs).toEqual([{ ...cost, key: costKey(defaultExperiment, 'cpu') }]);
    expect(costKey(defaultExperiment, 'wasm')).not.toBe(session().costs[0]?.key);

    const { execute } = store.getState().document;
    execute('balancing.method', { method: 'pcgrad' });
    execute('experiment.name', { name: 'another name' });
    const { experiment } = store.getState().document;
    expect(costKey(experiment, 'cpu')).not.toBe(session().costs[0]?.key);
    await session().measureCost();
    expect(session().costs.map(({ key }) => key)).toContain(costKey(experiment, 'cpu'));
    // Measured again, it takes the place of what was there.
    await session().measureCost();
    expect(session().costs).toHaveLength(2);
  });

  it('sends a method that was just chosen before it measures it', async () => {
    await session().prepare();
    store.getState().document.execute('balancing.method', { method: 'pcgrad' });
    await session().measureCost();
    const kinds = client.requests.map(({ kind }) => kind);
    expect(kinds.indexOf('change')).toBeGreaterThan(0);
    expect(kinds.indexOf('change')).toBeLessThan(kinds.indexOf('inspect'));
  });

  it('measures one thing at a time and says what', async () => {
    const first = session().measureCost();
    expect(session().measuring).toBe('cost');
    await session().measureAffinity();
    await first;
    expect(session().measuring).toBeUndefined();
    expect(inspected('cost')).toHaveLength(1);
    expect(inspected('affinity')).toEqual([]);
  });

  it('keeps affinities with their run and tasks, and reports a refusal', async () => {
    open({ ...agreeable, ...answering(ok({ step: 3, effects: [[0.1, -0.2], [0, 0.3]] })) });
    await session().measureAffinity();
    expect(session().affinity).toMatchObject({ step: 3, run: session().runs.at(-1)?.id });
    expect(session().affinity?.tasks.map(({ id }) => id)).toEqual(defaultExperiment.tasks.map(({ id }) => id));

    open();
    await session().measureAffinity();
    expect(session().problem?.code).toBe('internal');
    expect(session().measuring).toBeUndefined();
  });

  it('is refused without a word about the run that was begun meanwhile', async () => {
    let refuse = () => {};
    open({
      ...agreeable,
      inspect: ({ run }) =>
        new Promise((resolve) => {
          refuse = () => resolve(fail({ code: 'no-such-run', params: { run }, detail: '', canContinue: false }));
        }),
    });
    await session().prepare();
    const measuring = session().measureCost();
    await vi.waitFor(() => expect(inspected('cost')).toHaveLength(1));
    await session().reset();
    refuse();
    await measuring;
    expect(session()).toMatchObject({ phase: 'paused', problem: undefined, measuring: undefined, costs: [] });
  });
});

describe('a step on the loss of one task', () => {
  it('is asked for by the place of the task, and only where training is idle', async () => {
    const second = defaultExperiment.tasks[1]?.id ?? '';
    await session().stepTask(second);
    expect(asked('step-task')).toMatchObject([{ task: 1 }]);
    await session().stepTask('no-such-task');
    client.emit({ kind: 'phase', value: { phase: 'running', step: 1 } });
    await session().stepTask(second);
    expect(asked('step-task')).toHaveLength(1);
  });
});

describe('how often conflict is measured', () => {
  it('is told to the worker when it changes, and again to each run that is prepared', async () => {
    await session().prepare();
    expect(asked('observe')).toEqual([]);
    store.getState().view.setConflictEvery(3);
    expect(asked('observe')).toMatchObject([{ conflictEvery: 3 }]);
    await session().reset();
    expect(asked('observe')).toHaveLength(2);
    expect(asked('observe').at(-1)).toMatchObject({ conflictEvery: 3, run: session().runs.at(-1)?.id });
  });

  it('stays within what makes sense, and is remembered by the browser', () => {
    store.getState().view.setConflictEvery(-4);
    expect(store.getState().view.conflictEvery).toBe(0);
    store.getState().view.setConflictEvery(1e9);
    expect(store.getState().view.conflictEvery).toBe(1000);
    let kept = '';
    saveViewSettings({ conflictEvery: 25 }, () => ({ setItem: (_, value) => void (kept = value) }));
    expect(loadViewSettings(() => ({ getItem: () => kept })).conflictEvery).toBe(25);
    for (const damaged of ['{"conflictEvery":-1}', '{"conflictEvery":2.5}', '{"conflictEvery":"3"}']) {
      expect(loadViewSettings(() => ({ getItem: () => damaged })).conflictEvery).toBeUndefined();
    }
  });
});
