import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { defaultExperiment } from '../experiment/default-experiment';
import type { Prepared, RequestMessage, WorkerMessage } from '../protocol/messages';
import type { MetricsBatch } from '../protocol/metrics';
import type { Problem } from '../protocol/problem';
import type { WorkerEvent } from './training-client';
import { createWorkerClient, type WorkerLike } from './worker-client';

/** A worker that records what it is told and says what a test makes it say. */
class FakeWorker extends EventTarget implements WorkerLike {
  readonly received: RequestMessage[] = [];
  terminated = false;

  postMessage(message: RequestMessage): void {
    this.received.push(message);
  }

  terminate(): void {
    this.terminated = true;
  }

  say(message: WorkerMessage): void {
    this.dispatchEvent(new MessageEvent('message', { data: message }));
  }

  /** Answers the newest request. */
  answer(value: unknown): void {
    const newest = this.received.at(-1);
    this.dispatchEvent(new MessageEvent('message', { data: { type: 'reply', id: newest?.id, kind: newest?.kind, value } }));
  }
}

const none = new Float32Array(0);
const metrics: MetricsBatch = {
  firstStep: 0,
  steps: 0,
  losses: none,
  sums: none,
  totals: none,
  weights: none,
  tests: [],
  conflicts: [],
  examplesPerSecond: 0,
};
const ready: Prepared = {
  device: { device: 'wasm', preference: 'auto', adapter: '', software: false, rejected: [] },
  parameters: 1,
  step: 0,
  microBatches: 1,
  layout: [],
  engine: 1,
};
const outOfMemory: Problem = { code: 'out-of-memory', params: {}, detail: '', canContinue: false };

function start() {
  const workers: FakeWorker[] = [];
  const events: WorkerEvent[] = [];
  const client = createWorkerClient(() => {
    const worker = new FakeWorker();
    workers.push(worker);
    return worker;
  });
  client.listen((event) => events.push(event));
  const prepare = (run: string) => client.request('prepare', { run, experiment: defaultExperiment, device: 'cpu', dataUrl: 'http://data/' });
  const newest = () => {
    const worker = workers.at(-1);
    if (worker === undefined) throw new Error('no worker');
    return worker;
  };
  return { client, workers, events, prepare, newest };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the client of a worker', () => {
  it('starts the worker with the first request and settles it with the reply', async () => {
    const { workers, prepare, newest, client } = start();
    expect(workers).toHaveLength(0);
    const reply = prepare('a');
    newest().answer(ready);
    expect(await reply).toEqual({ ok: true, value: ready });
    const refused = client.request('pause', { run: 'a' });
    newest().say({ type: 'refusal', id: newest().received.at(-1)?.id ?? 0, problem: outOfMemory });
    expect(await refused).toEqual({ ok: false, error: outOfMemory });
    expect(await client.request('pause', { run: 'b' })).toMatchObject({ ok: false, error: { code: 'no-such-run' } });
  });

  it('lets events of the latest run through, and acknowledges metrics after the listeners', () => {
    const { events, prepare, newest, client } = start();
    void prepare('a');
    void prepare('b');
    const acknowledged = () => newest().received.filter((message) => message.kind === 'acknowledge');
    client.listen(() => expect(acknowledged()).toEqual([]));
    newest().say({ type: 'event', kind: 'metrics', run: 'a', sequence: 1, value: metrics });
    expect(events).toEqual([]);
    newest().say({ type: 'event', kind: 'metrics', run: 'b', sequence: 2, value: metrics });
    expect(events.map((event) => event.sequence)).toEqual([2]);
    expect(acknowledged()).toMatchObject([{ payload: { run: 'b', sequence: 2 } }]);
  });

  it('acknowledges even if a listener throws, and does not hide that', () => {
    const { prepare, newest, client } = start();
    void prepare('a');
    client.listen(() => {
      throw new Error('of the listener');
    });
    const thrown: unknown[] = [];
    const queued = vi.spyOn(globalThis, 'queueMicrotask').mockImplementation((task) => thrown.push(task));
    newest().say({ type: 'event', kind: 'metrics', run: 'a', sequence: 1, value: metrics });
    queued.mockRestore();
    expect(newest().received.at(-1)).toMatchObject({ kind: 'acknowledge' });
    expect(thrown).toHaveLength(1);
  });

  it('replaces a worker that is silent for too long; every sign of life counts', async () => {
    const { workers, events, prepare, newest, client } = start();
    const first = prepare('a');
    vi.advanceTimersByTime(100_000);
    newest().say({ type: 'event', kind: 'progress', run: 'a', sequence: 1, value: { phase: 'data', done: 1, total: 2 } });
    vi.advanceTimersByTime(100_000);
    expect(newest().terminated).toBe(false);
    newest().answer(ready);
    expect((await first).ok).toBe(true);

    const pause = client.request('pause', { run: 'a' });
    const other = client.request('checkpoint', { run: 'a' });
    vi.advanceTimersByTime(33_000);
    for (const reply of [pause, other]) expect(await reply).toMatchObject({ ok: false, error: { code: 'worker-unresponsive' } });
    expect(workers[0]?.terminated).toBe(true);
    expect(events.at(-1)).toMatchObject({ kind: 'problem', run: 'a', value: { code: 'worker-unresponsive' } });
    expect(client.currentRun).toBeUndefined();

    const second = prepare('b');
    expect(workers).toHaveLength(2);
    workers[0]?.say({ type: 'event', kind: 'metrics', run: 'b', sequence: 9, value: metrics });
    expect(events.at(-1)?.kind).toBe('problem');
    newest().answer(ready);
    expect((await second).ok).toBe(true);
  });

  it('says so where the browser lets it start no worker', async () => {
    const client = createWorkerClient(() => {
      throw new DOMException('cannot be accessed from origin null', 'SecurityError');
    });
    const reply = await client.request('prepare', { run: 'a', experiment: defaultExperiment, device: 'cpu', dataUrl: 'http://data/' });
    expect(reply).toMatchObject({ ok: false, error: { code: 'no-worker', detail: expect.stringContaining('SecurityError'), canContinue: false } });
    expect(client.currentRun).toBeUndefined();
  });

  it('has the next worker avoid a graphics card with which one fell silent, until another device is asked for', () => {
    const { workers, newest, client } = start();
    const prepare = (device: 'auto' | 'webgpu') => client.request('prepare', { run: 'a', experiment: defaultExperiment, device, dataUrl: 'http://data/' });
    const avoided = () => newest().received.findLast((message) => message.kind === 'prepare')?.payload.avoid;
    void prepare('auto');
    expect(avoided()).toBeUndefined();
    newest().say({ type: 'event', kind: 'progress', run: 'a', sequence: 1, value: { phase: 'device', done: 0, total: 0, device: 'webgpu' } });
    vi.advanceTimersByTime(132_000);
    expect(workers[0]?.terminated).toBe(true);
    void prepare('auto');
    expect(avoided()).toEqual(['webgpu']);
    newest().say({ type: 'event', kind: 'device', run: 'a', sequence: 1, value: { ...ready.device, device: 'webgl' } });
    vi.advanceTimersByTime(132_000);
    void prepare('auto');
    expect(avoided()).toEqual(['webgpu', 'webgl']);
    void prepare('webgpu');
    expect(avoided()).toBeUndefined();
  });

  it.each([
    ['a worker that trained on a processor', 'wasm', 'silence'],
    ['a worker that broke', 'webgpu', 'error'],
  ] as const)('has the next one avoid nothing after %s', (_what, device, end) => {
    const { workers, newest, prepare } = start();
    void prepare('a');
    newest().say({ type: 'event', kind: 'device', run: 'a', sequence: 1, value: { ...ready.device, device } });
    if (end === 'error') newest().dispatchEvent(Object.assign(new Event('error'), { message: 'script error' }));
    else vi.advanceTimersByTime(132_000);
    expect(workers[0]?.terminated).toBe(true);
    void prepare('b');
    expect(newest().received.findLast((message) => message.kind === 'prepare')?.payload).not.toHaveProperty('avoid');
  });

  it('waits longer for a run whose single steps take long', async () => {
    const { prepare, newest, client } = start();
    const prepared = prepare('a');
    newest().answer({ ...ready, microBatches: 4 });
    await prepared;
    const pause = client.request('pause', { run: 'a' });
    vi.advanceTimersByTime(110_000);
    expect(newest().terminated).toBe(false);
    newest().answer({ step: 1 });
    expect(await pause).toEqual({ ok: true, value: { step: 1 } });
  });

  it('misses a worker that ended in the middle of training without a word, and only then', async () => {
    const { workers, events, prepare, newest } = start();
    const prepared = prepare('a');
    newest().answer(ready);
    await prepared;
    const phase = (sequence: number, name: 'running' | 'paused') => newest().say({ type: 'event', kind: 'phase', run: 'a', sequence, value: { phase: name, step: 0 } });
    phase(1, 'running');
    vi.advanceTimersByTime(30_000);
    phase(2, 'paused');
    newest().answer(null);
    const asked = newest().received.length;
    vi.advanceTimersByTime(300_000);
    expect(newest().received).toHaveLength(asked);
    phase(3, 'running');
    vi.advanceTimersByTime(36_000);
    expect(workers[0]?.terminated).toBe(true);
    expect(events.at(-1)).toMatchObject({ kind: 'problem', run: 'a', value: { code: 'worker-unresponsive' } });
    vi.advanceTimersByTime(300_000);
    expect(workers).toHaveLength(1);
  });

  it('does not count the time that page and worker were put to sleep', async () => {
    const { prepare, newest, client } = start();
    const prepared = prepare('a');
    newest().answer(ready);
    await prepared;
    const pause = client.request('pause', { run: 'a' });
    vi.advanceTimersByTime(10_000);
    vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 3_600_000);
    vi.advanceTimersByTime(6000);
    vi.restoreAllMocks();
    expect(newest().terminated).toBe(false);
    newest().answer({ step: 1 });
    expect(await pause).toEqual({ ok: true, value: { step: 1 } });
  });

  it('replaces a worker that broke or ran out of memory', async () => {
    const { workers, events, prepare, newest } = start();
    const first = prepare('a');
    newest().dispatchEvent(Object.assign(new Event('error'), { message: 'script error' }));
    expect(await first).toMatchObject({ ok: false, error: { code: 'worker-unresponsive', detail: 'script error' } });
    const second = prepare('b');
    newest().say({ type: 'event', kind: 'problem', run: 'b', sequence: 1, value: outOfMemory });
    expect(await second).toEqual({ ok: false, error: outOfMemory });
    expect(workers.map((worker) => worker.terminated)).toEqual([true, true]);
    expect(events.filter((event) => event.kind === 'problem')).toHaveLength(2);
  });
});
