import { describe, expect, it } from 'vitest';
import { rateFactor } from './schedule-kinds';

const run = { plannedSteps: 110, stepsPerEpoch: 10 };
const at = (steps: readonly number[], schedule: Parameters<typeof rateFactor>[0]) => steps.map((step) => rateFactor(schedule, step, run));
const expectClose = (found: readonly number[], expected: readonly number[]) =>
  expect(found.map((factor) => Number(factor.toFixed(9)))).toEqual(expected.map((factor) => Number(factor.toFixed(9))));

describe('schedules', () => {
  it('warm up in a line, whatever follows', () => {
    for (const kind of ['constant', 'cosine', 'step', 'exponential'] as const) {
      expectClose(at([0, 1, 4, 9, 10], { kind, warmup: 10 }), [0.1, 0.2, 0.5, 1, 1]);
    }
  });

  it('cosine: from 1 over ½ to 0, and stays there', () => {
    expectClose(at([10, 60, 110, 400], { kind: 'cosine', warmup: 10 }), [1, 0.5, 0, 0]);
  });

  it('step: PyTorch’s StepLR with γ = 0.5 every two epochs', () => {
    const schedule = { kind: 'step', warmup: 0, values: { gamma: 0.5, every: 2 } } as const;
    expectClose(at([0, 19, 20, 39, 40, 200], schedule), [1, 1, 0.5, 0.5, 0.25, 0.5 ** 10]);
  });

  it('exponential: at whole epochs PyTorch’s ExponentialLR with γ = 0.9, evenly between them', () => {
    const schedule = { kind: 'exponential', warmup: 10 } as const;
    expectClose(at([10, 20, 30, 110], schedule), [1, 0.9, 0.81, 0.9 ** 10]);
    expect(rateFactor(schedule, 15, run)).toBeCloseTo(Math.sqrt(0.9), 12);
  });

  it('take parameters out of range as the nearest in it', () => {
    const schedule = { kind: 'exponential', warmup: 0, values: { gamma: 7 } } as const;
    expectClose(at([0, 50], schedule), [1, 1]);
  });
});
