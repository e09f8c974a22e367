import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultExperiment } from '../default-experiment';
import type { StudyPlan } from './plans';
import {
  afterReload,
  continued,
  nextRun,
  progressOf,
  stopped,
  withFailure,
  withoutStudy,
  withResult,
  withStarted,
} from './queue-plan';
import { resultOf } from './results.test-helpers';
import { createStudy } from './create-study';
import { finishedRuns, readStudy, type Study } from './study';

const result = resultOf({ digit: { accuracy: 0.9 } });

function study(plan: StudyPlan = { kind: 'comparison', seeds: [1] }, id = 'a', createdAt = 1000): Study {
  const created = createStudy(id, createdAt, defaultExperiment, plan);
  if (!created.ok) throw new Error(created.error.code);
  return created.value;
}

describe('a study', () => {
  it('starts with every run queued and is carried through one by one', () => {
    let current = study();
    expect(progressOf(current)).toEqual({ total: 4, done: 0, failed: 0, stopped: 0, running: 0, over: false });
    for (let step = 0; ; step += 1) {
      const next = nextRun([current]);
      if (next === undefined) break;
      expect(next.index).toBe(step);
      current = withStarted(current, next.index, `run-${step}`);
      expect(nextRun([current])).toBeUndefined();
      current = step === 1 ? withFailure(current, `run-${step}`, 'device-lost') : withResult(current, `run-${step}`, result);
    }
    expect(progressOf(current)).toEqual({ total: 4, done: 3, failed: 1, stopped: 0, running: 0, over: true });
    expect(finishedRuns(current)).toHaveLength(3);
    const again = continued(current);
    expect(nextRun([again])?.index).toBe(1);
  });

  it('takes up after a reload what was under way, and stops and goes on', () => {
    const running = withStarted(study(), 0, 'first');
    const reloaded = afterReload(running);
    expect(nextRun([reloaded])).toMatchObject({ index: 0, entry: { run: 'first', status: 'queued' } });
    const ended = stopped(running);
    expect(progressOf(ended)).toMatchObject({ stopped: 4, over: true });
    // A result that comes too late is not taken.
    expect(withResult(ended, 'first', result)).toBe(ended);
    expect(progressOf(continued(ended))).toMatchObject({ stopped: 0, over: false });
  });

  it('is run in the order in which studies were made', () => {
    const [old, young] = [study(undefined, 'old', 1), study(undefined, 'young', 2)];
    expect(nextRun([young, old])?.study.id).toBe('old');
    expect(nextRun([young, stopped(old)])?.study.id).toBe('young');
    expect(nextRun([young, withStarted(old, 2, 'x')])).toBeUndefined();
    const both = [young, old];
    expect(withoutStudy(both, 'old')).toEqual([young]);
    expect(withoutStudy(both, 'nobody')).toBe(both);
  });

  it('is not begun from a plan that cannot be', () => {
    expect(createStudy('a', 0, defaultExperiment, { kind: 'comparison', seeds: [] })).toEqual({
      ok: false,
      error: { code: 'no-seeds', params: {} },
    });
  });
});

const plans: readonly StudyPlan[] = [
  { kind: 'comparison', seeds: [1] },
  { kind: 'sweep', axis: { kind: 'field', path: 'optimizer.learningRate', values: [0.1, 0.2] }, seeds: [1], alone: true },
  { kind: 'sweep', axis: { kind: 'methods', methods: ['static', 'pcgrad'] }, seeds: [1], alone: false },
  { kind: 'cross-validation', folds: 2, resolution: 3 },
];

type Move = readonly [name: 'start' | 'finish' | 'fail' | 'stop' | 'continue' | 'reload' | 'store', number: number];
const move: fc.Arbitrary<Move> = fc.tuple(
  fc.oneof(
    { weight: 6, arbitrary: fc.constant('start') },
    { weight: 6, arbitrary: fc.constant('finish') },
    { weight: 5, arbitrary: fc.constantFrom('fail', 'stop', 'continue', 'continue', 'reload', 'store') },
  ),
  fc.noBias(fc.nat(8)),
);

/**
 * The study after a move. Reports come mostly from the run that is under way, sometimes from one
 * that is not any more.
 */
function moved(current: Study, [name, number]: Move, runs: number): Study {
  const under = current.entries.find(({ status }) => status === 'running')?.run ?? 'none';
  const from = number < 6 ? under : `run-${runs - number}`;
  switch (name) {
    case 'start': {
      const next = nextRun([current]);
      return next === undefined ? current : withStarted(current, next.index, `run-${runs}`);
    }
    case 'finish':
      return withResult(current, from, result);
    case 'fail':
      return withFailure(current, from, 'internal');
    case 'stop':
      return stopped(current);
    case 'continue':
      return continued(current);
    case 'reload':
      return afterReload(current);
    case 'store': {
      const read = readStudy(JSON.parse(JSON.stringify(current)));
      if (!read.ok) throw new Error(read.error.code);
      expect(read.value).toEqual(current);
      return read.value;
    }
  }
}

describe('whatever happens to a study', () => {
  it('one run at most is under way, what is done stays done, and it can always be stored and read back', () => {
    let done = 0;
    fc.assert(
      fc.property(fc.constantFrom(...plans), fc.array(move, { minLength: 5, maxLength: 30, size: 'max' }), (plan, moves) => {
        let current = study(plan);
        for (const [runs, one] of moves.entries()) {
          const before = current;
          current = moved(before, one, runs);
          const running = current.entries.filter(({ status }) => status === 'running');
          expect(running.length).toBeLessThanOrEqual(1);
          before.entries.forEach((entry, index) => {
            if (entry.status === 'done') expect(current.entries[index]).toEqual(entry);
          });
          const counts = progressOf(current);
          const queued = current.entries.filter(({ status }) => status === 'queued').length;
          expect(counts.done + counts.failed + counts.stopped + counts.running + queued).toBe(counts.total);
        }
        done += progressOf(current).done;
        expect(readStudy(structuredClone(current))).toEqual({ ok: true, value: current });
      }),
      { numRuns: 40 },
    );
    expect(done).toBeGreaterThan(20);
  });
});

describe('what was stored', () => {
  const stored = (change: (raw: ReturnType<typeof structuredClone<Study>>) => unknown) => {
    const read = readStudy(change(structuredClone(withResult(withStarted(study(), 0, 'x'), 'x', result))));
    return read.ok ? 'ok' : read.error.code;
  };

  it('is read only when all of it is sound', () => {
    expect(stored((raw) => raw)).toBe('ok');
    expect(stored((raw) => ({ ...raw, version: 2 }))).toBe('study-newer');
    expect(stored((raw) => ({ ...raw, version: 'x' }))).toBe('study-damaged');
    expect(stored((raw) => ({ ...raw, plan: { kind: 'dance' } }))).toBe('study-damaged');
    expect(stored((raw) => ({ ...raw, base: { ...raw.base, seed: -1 } }))).toBe('study-document-damaged');
    expect(stored((raw) => ({ ...raw, entries: raw.entries.map((entry) => ({ ...entry, document: null })) }))).toBe('study-document-damaged');
    expect(stored((raw) => ({ ...raw, entries: raw.entries.map((entry) => ({ ...entry, result: null })) }))).toBe('study-damaged');
    expect(stored((raw) => ({ ...raw, entries: raw.entries.map((entry) => ({ ...entry, status: 'running', run: null })) }))).toBe('study-damaged');
    expect(stored((raw) => ({ ...raw, entries: Array.from({ length: 51 }, () => raw.entries).flat() }))).toBe('study-damaged');
  });

  it('never throws, whatever it is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.jsonValue()), (raw) => {
        expect(readStudy(raw).ok).toBe(false);
      }),
    );
    const whole = JSON.stringify(study());
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.constantFrom('0', '"', '}', 'null', 'x', '-1e999'), (at, text) => {
        let raw: unknown;
        try {
          raw = JSON.parse(whole.slice(0, at) + text + whole.slice(at + 1));
        } catch {
          return;
        }
        const read = readStudy(raw);
        expect(typeof read.ok).toBe('boolean');
      }),
      { numRuns: 120 },
    );
  });
});
