import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { agreeable, createFakeClient } from '../../../client/fake-client';
import { defaultExperiment } from '../../../experiment/default-experiment';
import { ok } from '../../../lib/result';
import type { Question } from '../../../protocol/inspections';
import type { AppState } from '../../app-state';
import { createAppStore } from '../../store';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A page whose worker stands at a step, and says of each image its number as the loss. */
async function pageAt(step: () => number) {
  const asked: (readonly number[])[] = [];
  const client = createFakeClient({
    ...agreeable,
    inspect: ({ question }: { readonly question: Question }) => {
      if (question.kind !== 'outcomes') throw new Error(`nobody asks for ${question.kind}`);
      asked.push(question.images);
      const numbers = Float32Array.from(question.images);
      return ok({ kind: 'outcomes', value: { step: step(), tasks: [{ losses: numbers, answers: numbers, truths: numbers, confidences: numbers }] } });
    },
  });
  const experiment = { ...defaultExperiment, data: { ...defaultExperiment.data, test: 150 } };
  const store = createAppStore({ experiment, client, studyClient: createFakeClient(agreeable), language: 'en', dataUrl: 'http://localhost/data/', devicePreference: 'auto' });
  await store.getState().session.prepare();
  const stands = (phase: AppState['session']['phase']) => client.emit({ kind: 'phase', value: { phase, step: step() } });
  return { store, asked, stands, session: () => store.getState().session };
}

it('outcomes are asked for in pieces, once where the run stands still', async () => {
  const page = await pageAt(() => 7);
  page.stands('paused');
  const stop = page.session().followOutcomes();
  await vi.waitFor(() => expect(page.session().outcomes).toBeDefined());
  expect(page.asked.map(({ length }) => length)).toEqual([64, 64, 22]);
  expect(page.session().outcomes).toMatchObject({ steps: [7, 7], images: 150, tasks: [{ losses: Float32Array.from({ length: 150 }, (_, image) => image) }] });
  stop();
  // Opened again at the same step there is nothing to ask.
  page.session().followOutcomes()();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(page.asked).toHaveLength(3);
});

it('nothing is asked of a run that took no step', async () => {
  const page = await pageAt(() => 0);
  const stop = page.session().followOutcomes();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(page.asked).toEqual([]);
  stop();
});

it('while it trains they are asked for again and again, until they are no longer followed', async () => {
  let step = 0;
  const page = await pageAt(() => (step += 1));
  page.stands('running');
  const stop = page.session().followOutcomes();
  await vi.waitFor(() => expect(page.session().outcomes).toBeDefined());
  const [first, last] = page.session().outcomes?.steps ?? [0, 0];
  expect(last).toBeGreaterThan(first);
  const before = page.asked.length;
  await vi.advanceTimersByTimeAsync(5000);
  expect(page.asked.length).toBeGreaterThan(before);
  stop();
  const after = page.asked.length;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(page.asked.length).toBeLessThanOrEqual(after + 1);
});
