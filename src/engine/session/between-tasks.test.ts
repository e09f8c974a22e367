import { beforeAll, describe, expect, it } from 'vitest';
import { liveSettings } from '../../experiment/live-settings';
import type { Experiment } from '../../experiment/schema';
import { useBackend } from '../backend/node-backends';
import { curve, endless, prepared } from './tiny-runs.test-helpers';

beforeAll(() => useBackend('cpu'));

describe('what tasks do to one another', () => {
  const balanced = (method: Experiment['balancing']['method']): Experiment => ({ ...endless, balancing: { method, values: {} } });

  it('steps on the loss of one task, which the metrics name, and is idle again', async () => {
    const session = await prepared(balanced('pcgrad'));
    await session.ask('play', { run: 'a', stepsPerSecond: 0 });
    await session.until(() => session.stepsTaken() >= 3);
    const reply = await session.ask('step-task', { run: 'a', task: 2 });
    const taken = session.stepsTaken();
    expect(reply).toMatchObject({ value: { step: taken } });
    expect(session.phase()).toBe('paused');
    expect(session.events('metrics').flatMap((batch) => batch.taskSteps ?? [])).toEqual([{ step: taken, task: 2 }]);
    await session.idle();
    expect(session.stepsTaken()).toBe(taken);
    expect(await session.ask('step-task', { run: 'a', task: 3 })).toMatchObject({ type: 'refusal' });
  });

  it('comes out the same again when the same steps on tasks are taken', async () => {
    const curveOf = async () => {
      const session = await prepared(balanced('gradvac'));
      await curve(session, 3);
      await session.ask('step-task', { run: 'a', task: 0 });
      return curve(session, 3);
    };
    expect(await curveOf()).toEqual(await curveOf());
  });

  it('measures affinity and cost between two steps, and changes nothing by it', async () => {
    const [quiet, asked] = [await prepared(balanced('mgda')), await prepared(balanced('mgda'))];
    const untouched = await curve(quiet, 6);
    await curve(asked, 3);
    const affinity = await asked.ask('inspect', { run: 'a', question: { kind: 'affinity' } });
    expect(affinity).toMatchObject({ value: { kind: 'affinity', value: { step: 3, effects: [0, 1, 2].map(() => [0, 1, 2].map(() => expect.any(Number))) } } });
    const cost = await asked.ask('inspect', { run: 'a', question: { kind: 'cost' } });
    // In made-up time a plain step takes 20 ms, any other twice as long.
    const passes = { forward: 1, shared: 3, heads: 0 };
    expect(cost).toMatchObject({ value: { kind: 'cost', value: { passes, plainMilliseconds: 20, methodMilliseconds: 40, steps: 7 } } });
    expect(await curve(asked, 3)).toEqual(untouched);
  });

  it('measures the conflict as often as it is asked to', async () => {
    const session = await prepared(endless);
    await session.ask('observe', { run: 'a', conflictEvery: 2 });
    await session.ask('advance', { run: 'a', steps: 5, stepsPerSecond: 0 });
    const steps = session.events('metrics').flatMap((batch) => batch.conflicts.filter(({ layer }) => layer === undefined).flatMap((column) => [...column.steps]));
    expect(steps).toEqual([1, 3, 5]);
  });

  it('freezes layers from the next step on', async () => {
    const session = await prepared(endless);
    await session.ask('change', { run: 'a', live: { ...liveSettings(endless), frozen: ['dense'] } });
    const first = await session.ask('checkpoint', { run: 'a' });
    await session.ask('advance', { run: 'a', steps: 2, stepsPerSecond: 0 });
    const second = await session.ask('checkpoint', { run: 'a' });
    // The dense layer is all that is shared, and lies at the front.
    const shared = (reply: typeof first) => (reply.type === 'reply' && reply.kind === 'checkpoint' ? reply.value.weights.slice(0, 16 * 8 + 8) : undefined);
    expect(shared(second)).toEqual(shared(first));
    expect(second).not.toEqual(first);
  });

  it('tells what a method has to say at its first step, and not at every one', async () => {
    const session = await prepared({ ...balanced('pcgrad'), network: { ...endless.network, layers: endless.network.layers.map((layer) => (layer.id === 'dense' ? { ...layer, frozen: true } : layer)) } });
    await session.ask('advance', { run: 'a', steps: 12, stepsPerSecond: 0 });
    expect(session.events('problem')).toEqual([
      { code: 'nothing-shared', params: { count: expect.any(Number), first: 1, last: expect.any(Number) }, detail: '', canContinue: true },
    ]);
    const notes = session.events('metrics').flatMap((batch) => batch.notes ?? []);
    expect(notes.reduce((sum, { count }) => sum + count, 0)).toBe(12);
  });
});
