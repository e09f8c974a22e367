import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { defaultExperiment } from '../../experiment/default-experiment';
import type { TabChanges } from './tab-storage';
import { MemoryDatabase, run, setUp, state } from './tab-storage.test-helpers';

const full = new DOMException('', 'QuotaExceededError');

/** A database of which a test says when each write ends, and how. */
class HeldDatabase extends MemoryDatabase {
  readonly ends: ((error?: Error) => void)[] = [];

  override async write(values: ReadonlyMap<string, unknown>): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.ends.push((error) => (error === undefined ? resolve() : reject(error)));
    });
    await super.write(values);
  }
}

/** Lets promises that are settled be heard. */
async function heard(): Promise<void> {
  await vi.advanceTimersByTimeAsync(0);
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a write that fails', () => {
  it('is made again together with the change that waited behind it, before all is told to be kept', async () => {
    const { database, browser, problems, open } = setUp(new HeldDatabase());
    const storage = await open(browser.tab());
    storage.save({ device: 'wasm', running: defaultExperiment, runs: [run('a', 4)], checkpoint: { run: 'a', state } });
    await heard();
    storage.save({ runs: [run('a', 5)] });
    database.ends[0]?.(full);
    await heard();
    expect(problems).toEqual(['full']);
    database.ends[1]?.();
    await storage.pending();
    expect(problems).toEqual(['full', undefined]);
    expect(await storage.load()).toMatchObject({ device: 'wasm', running: defaultExperiment, checkpoint: { step: 4 }, runs: [{ series: { steps: 5 } }] });
  });

  it('is tried again by itself, after a second and then ever more seldom, until it is done', async () => {
    const { database, browser, problems, open } = setUp(new MemoryDatabase());
    const storage = await open(browser.tab());
    const write = vi.spyOn(database, 'write');
    database.failWith = full;
    storage.save({ document: defaultExperiment });
    await storage.pending();
    expect(write).toHaveBeenCalledTimes(1);
    for (const [seconds, tries] of [[1, 2], [2, 3], [4, 4], [8, 5], [16, 6], [32, 7], [60, 8], [60, 9]] as const) {
      await vi.advanceTimersByTimeAsync(seconds * 1000 - 1);
      expect(write).toHaveBeenCalledTimes(tries - 1);
      await vi.advanceTimersByTimeAsync(1);
      expect(write).toHaveBeenCalledTimes(tries);
    }
    database.failWith = undefined;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(problems).toEqual(['full', undefined]);
    expect((await storage.load())?.document).toEqual(defaultExperiment);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is tried again at once when something changes, and the waiting begins anew with a second', async () => {
    const { database, browser, open } = setUp(new MemoryDatabase());
    const storage = await open(browser.tab());
    const write = vi.spyOn(database, 'write');
    database.failWith = full;
    storage.save({ document: defaultExperiment });
    await vi.advanceTimersByTimeAsync(3500);
    expect(write).toHaveBeenCalledTimes(3);
    database.failWith = undefined;
    storage.save({ device: 'cpu' });
    await storage.pending();
    expect(write).toHaveBeenCalledTimes(4);
    expect(await storage.load()).toMatchObject({ document: defaultExperiment, device: 'cpu' });
    database.failWith = full;
    storage.save({ device: 'wasm' });
    await vi.advanceTimersByTimeAsync(1000);
    expect(write).toHaveBeenCalledTimes(6);
  });

  it('is told anew when the reason is another one', async () => {
    const { database, browser, problems, open } = setUp(new MemoryDatabase());
    const storage = await open(browser.tab());
    database.failWith = new Error('broken');
    storage.save({ device: 'cpu' });
    await storage.pending();
    database.failWith = full;
    await vi.advanceTimersByTimeAsync(3000);
    expect(problems).toEqual(['failed', 'full']);
  });
});

/** A database whose writes end when the scheduler says so, the first of them as told. */
class ScheduledDatabase extends MemoryDatabase {
  readonly #scheduler: fc.Scheduler;
  readonly #failures: (Error | undefined)[];

  constructor(scheduler: fc.Scheduler, failures: readonly (Error | undefined)[]) {
    super();
    this.#scheduler = scheduler;
    this.#failures = [...failures];
  }

  override async write(values: ReadonlyMap<string, unknown>): Promise<void> {
    await this.#scheduler.schedule(Promise.resolve(), 'write');
    const failure = this.#failures.shift();
    if (failure !== undefined) throw failure;
    await super.write(values);
  }
}

/** What is kept by a change, or by the database, in a form that can be compared. */
function seenOf({ document, device, runs, checkpoint }: TabChanges) {
  return { name: document?.name, device, runs: runs?.map(({ id, series }) => [id, series.steps]), checkpoint: checkpoint?.run };
}

it('failing writes in any order end with everything written, and all is never told to be kept before that', async () => {
  const ids = fc.subarray(['a', 'b', 'c']);
  const oneChange: fc.Arbitrary<TabChanges> = fc.record(
    {
      document: fc.nat({ max: 99 }).map((index) => ({ ...defaultExperiment, name: `Name ${index}` })),
      device: fc.constantFrom('cpu' as const, 'wasm' as const),
      runs: fc.tuple(ids, fc.integer({ min: 1, max: 9 })).map(([there, steps]) => there.map((id) => run(id, steps))),
      checkpoint: fc.option(fc.constantFrom('a', 'b', 'c').map((id) => ({ run: id, state })), { nil: undefined }),
    },
    { requiredKeys: [] },
  );
  const deeds = fc.array(fc.oneof(oneChange, fc.constantFrom(1000, 5000)), { minLength: 1, maxLength: 12 });
  const failures = fc.array(fc.constantFrom(full, new Error('broken'), undefined), { maxLength: 8 });

  await fc.assert(
    fc.asyncProperty(fc.scheduler(), deeds, failures, async (scheduler, done, failing) => {
      const database = new ScheduledDatabase(scheduler, failing);
      const { browser, problems, open } = setUp(database);
      const tab = browser.tab();
      let saved: TabChanges = {};
      const inDatabase = () => {
        const prefix = [...tab.values()][0] ?? '';
        const under = (key: string) => database.values.get(`${prefix}/${key}`);
        const order = under('order');
        const runs = Array.isArray(order) ? order.map((id: string) => [id, stepsOf(under(`run/${id}`))]) : undefined;
        return { name: fieldOf(under('document'), 'name'), device: under('device'), runs, checkpoint: fieldOf(under('checkpoint'), 'run') };
      };
      const untrue: unknown[] = [];
      const storage = await open(tab, {
        onProblem: (problem) => {
          problems.push(problem);
          if (problem === undefined && JSON.stringify(inDatabase()) !== JSON.stringify(seenOf(saved))) untrue.push([inDatabase(), seenOf(saved)]);
        },
      });
      void scheduler.scheduleSequence(
        done.map((deed) => async () => {
          if (typeof deed === 'number') return void vi.advanceTimersByTime(deed);
          saved = { ...saved, ...deed };
          storage.save(deed);
        }),
      );
      await scheduler.waitIdle();
      // What failed is tried again until it is done: no failure is left when all of them had their
      // turn.
      while (vi.getTimerCount() > 0) {
        await vi.advanceTimersToNextTimerAsync();
        await scheduler.waitIdle();
      }
      expect(inDatabase()).toEqual(seenOf(saved));
      expect(untrue).toEqual([]);
      expect(problems.at(-1)).toBeUndefined();
    }),
    { numRuns: 200 },
  );
});

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function stepsOf(stored: unknown): unknown {
  return fieldOf(fieldOf(stored, 'series'), 'steps');
}
