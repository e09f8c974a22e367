import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparableMetrics, deltaM, gain, type MetricChange } from './delta-m';
import { isBetter, metricKinds } from '../metric-kinds';

const change = fc.record<MetricChange>({
  direction: fc.constantFrom('higher', 'lower'),
  base: fc.double({ min: 0.01, max: 100, noNaN: true }),
  value: fc.double({ min: 0, max: 100, noNaN: true }),
});
const anyTasks = fc.array(fc.array(change, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 });

function valueOf(tasks: readonly (readonly MetricChange[])[]): number {
  const result = deltaM(tasks);
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}

describe('Δm', () => {
  it('is the worked example: a gain of 73.9636 %', () => {
    const tasks = [
      [
        { direction: 'higher', base: 96, value: 93 },
        { direction: 'lower', base: 98, value: 99 },
      ],
      [{ direction: 'higher', base: 0.2, value: 0.5 }],
    ] as const;
    expect(gain(tasks)).toMatchObject({ ok: true, value: expect.closeTo(73.9636, 4) });
    expect(valueOf(tasks)).toBeCloseTo(-73.9636, 4);
  });

  it('is the gain with its sign turned, and plain 0 where nothing changed', () => {
    fc.assert(
      fc.property(anyTasks, (tasks) => {
        expect(gain(tasks)).toEqual({ ok: true, value: 0 - valueOf(tasks) });
      }),
    );
    expect(gain([[{ direction: 'lower', base: 2, value: 2 }]])).toEqual({ ok: true, value: 0 });
    expect(gain([])).toMatchObject({ ok: false, error: { code: 'no-metric' } });
  });

  it('is 0 where nothing changed, and negative where everything got better', () => {
    fc.assert(
      fc.property(anyTasks, (tasks) => {
        expect(valueOf(tasks.map((task) => task.map((one) => ({ ...one, value: one.base }))))).toBe(0);
        const better = tasks.map((task) =>
          task.map((one) => ({ ...one, value: one.direction === 'higher' ? one.base * 1.5 : one.base * 0.5 })),
        );
        expect(valueOf(better)).toBeCloseTo(-50, 8);
      }),
    );
  });

  it('does not depend on units, nor on the order of tasks and metrics, and every task counts the same', () => {
    fc.assert(
      fc.property(anyTasks, fc.double({ min: 0.01, max: 100, noNaN: true }), (tasks, unit) => {
        const delta = valueOf(tasks);
        const scaled = tasks.map((task) => task.map((one) => ({ ...one, base: one.base * unit, value: one.value * unit })));
        expect(Math.abs(valueOf(scaled) - delta)).toBeLessThan(1e-6 * Math.max(1, Math.abs(delta)));
        const turned = tasks.map((task) => task.toReversed()).toReversed();
        expect(Math.abs(valueOf(turned) - delta)).toBeLessThan(1e-6 * Math.max(1, Math.abs(delta)));
        const repeated = tasks.map((task) => [...task, ...task]);
        expect(Math.abs(valueOf(repeated) - delta)).toBeLessThan(1e-6 * Math.max(1, Math.abs(delta)));
      }),
    );
  });

  it('is undefined as a whole where one part of it is', () => {
    const sound: MetricChange = { direction: 'higher', base: 1, value: 1 };
    const faultOf = (tasks: readonly (readonly MetricChange[])[]) => {
      const result = deltaM(tasks);
      return result.ok ? undefined : result.error;
    };
    expect(faultOf([[sound], [sound, { ...sound, base: 0 }]])).toEqual({ code: 'base-not-positive', task: 1, metric: 1 });
    expect(faultOf([[{ ...sound, base: -1 }]])?.code).toBe('base-not-positive');
    expect(faultOf([[{ ...sound, value: Number.NaN }]])?.code).toBe('not-a-number');
    expect(faultOf([[sound], []])).toEqual({ code: 'no-metric', task: 1, metric: 0 });
    expect(faultOf([])?.code).toBe('no-metric');
  });

  it('takes the primary metric of a task, and never R²', () => {
    expect(comparableMetrics(['mae', 'r2'])).toEqual(['mae']);
    expect(comparableMetrics(['r2', 'mae'])).toEqual(['mae']);
    expect(comparableMetrics(['accuracy', 'f1'])).toEqual(['accuracy']);
    expect(comparableMetrics(['r2'])).toEqual([]);
  });
});

describe('directions', () => {
  it('say which of two values is better', () => {
    expect(isBetter(metricKinds.accuracy.direction, 0.9, 0.8)).toBe(true);
    expect(isBetter(metricKinds.mae.direction, 0.9, 0.8)).toBe(false);
    expect(isBetter(metricKinds.psnr.direction, 20, 20)).toBe(false);
    expect(isBetter('lower', Number.NaN, 1)).toBe(false);
    expect(isBetter('lower', 1, Number.NaN)).toBe(false);
  });
});
