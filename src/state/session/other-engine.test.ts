import { expect, it } from 'vitest';
import { agreeable, createFakeClient } from '../../client/fake-client';
import { layoutOf } from '../../experiment/context';
import { defaultExperiment } from '../../experiment/default-experiment';
import { liveSettings } from '../../experiment/live-settings';
import { createStudy } from '../../experiment/studies/create-study';
import { withStarted } from '../../experiment/studies/queue-plan';
import { ok } from '../../lib/result';
import { run, state as older } from '../persistence/tab-storage.test-helpers';
import { createAppStore } from '../store';

/** A page whose workers are of revision 2 of the engine. */
function open() {
  const client = createFakeClient({
    ...agreeable,
    prepare: ({ experiment, device, restore }) =>
      ok({ device: { device: 'cpu', preference: device, adapter: '', software: false, rejected: [] }, parameters: 0, step: restore?.step ?? 0, microBatches: 1, layout: layoutOf(experiment), engine: 2 }),
  });
  return createAppStore({ experiment: defaultExperiment, client, studyClient: client, language: 'en', dataUrl: '', devicePreference: 'auto' });
}

const state = { ...older, live: liveSettings(defaultExperiment) };
const mark = { step: 4, field: 'engine', from: 1, to: 2 };

it('a run that goes on from a state of an older engine says so, and bears a mark for good', async () => {
  const store = open();
  store.getState().session.restore({ runs: [run('a', 4)], running: defaultExperiment, checkpoint: state });
  await store.getState().session.prepare();
  expect(store.getState().view.otherEngine).toBe(4);
  expect(store.getState().session.runs[0]?.marks).toContainEqual(mark);
  expect(store.getState().session).toMatchObject({ phase: 'paused', step: 4, problem: undefined });

  // Kept again before it took a step, and loaded once more.
  const [again, { runs }] = [open(), store.getState().session];
  again.getState().session.restore({ runs, running: defaultExperiment, checkpoint: state });
  await again.getState().session.prepare();
  expect(again.getState().session.runs[0]?.marks.filter(({ field }) => field === 'engine')).toEqual([mark]);
});

it('a run of the same engine, and one that begins anew, say nothing', async () => {
  const store = open();
  store.getState().session.restore({ runs: [run('a', 4)], running: defaultExperiment, checkpoint: { ...state, engine: 2 } });
  await store.getState().session.prepare();
  await store.getState().session.reset();
  expect(store.getState().view.otherEngine).toBeUndefined();
  expect(store.getState().session.runs.flatMap(({ marks }) => marks).filter(({ field }) => field === 'engine')).toEqual([]);
});

it('a run of a study says so too', async () => {
  const planned = createStudy('study', 7, defaultExperiment, { kind: 'comparison', seeds: [3] });
  if (!planned.ok) throw new Error(planned.error.code);
  const [first] = planned.value.entries;
  if (first === undefined) throw new Error('a comparison has runs');
  const store = open();
  const live = liveSettings(first.document);
  const records = [{ ...run('a', 4, first.document), timeline: [] }];
  store.getState().studies.restore({ studies: [withStarted(planned.value, 0, 'a')], records, state: { run: 'a', state: { ...state, live } } });
  await new Promise((resolve) => setTimeout(resolve));
  expect(store.getState().view.otherEngine).toBe(4);
  expect(store.getState().studies.records[0]?.marks).toContainEqual(mark);
});
