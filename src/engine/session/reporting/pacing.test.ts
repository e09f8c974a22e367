import { describe, expect, it } from 'vitest';
import { createBudget, createPace, createSpeedometer } from './pacing';

function clock() {
  let time = 0;
  return { now: () => time, pass: (milliseconds: number) => Promise.resolve(void (time += milliseconds)) };
}

describe('pace', () => {
  it('is due every interval, and less often for what takes long', async () => {
    const { now, pass } = clock();
    const pace = createPace(now, 1000, 0.1);
    expect(pace.due).toBe(false);
    await pass(1000);
    expect(pace.due).toBe(true);
    await pace.run(() => pass(50));
    await pass(999);
    expect(pace.due).toBe(false);
    await pass(1);
    expect(pace.due).toBe(true);
    await pace.run(() => pass(500));
    await pass(4999);
    expect(pace.due).toBe(false);
    await pass(1);
    expect(pace.due).toBe(true);
  });
});

it('a pace may begin sooner than it goes on', async () => {
  const { now, pass } = clock();
  const pace = createPace(now, 1000, 0.1, 200);
  await pass(200);
  expect(pace.due).toBe(true);
  await pace.run(() => pass(10));
  await pass(999);
  expect(pace.due).toBe(false);
});

describe('budget', () => {
  it('lets tests take at most their share of the time', async () => {
    const { now, pass } = clock();
    const budget = createBudget(now, 0.1);
    let tests = 0;
    for (let step = 0; step < 1000; step += 1) {
      const begin = now();
      await pass(10);
      if (budget.allows()) {
        await budget.run(() => pass(37));
        tests += 1;
      }
      budget.elapse(now() - begin);
    }
    const share = (tests * 37) / now();
    expect(share).toBeLessThanOrEqual(0.1 + 37 / now());
    expect(share).toBeGreaterThan(0.09);
  });
});

describe('speedometer', () => {
  it('measures about the last second', async () => {
    const { now, pass } = clock();
    const speed = createSpeedometer(now);
    expect(speed.perSecond).toBe(0);
    let examples = 0;
    for (const rate of [100, 20]) {
      for (let quarter = 0; quarter < 12; quarter += 1) {
        speed.mark(examples);
        await pass(250);
        examples += rate / 4;
      }
      speed.mark(examples);
      expect(speed.perSecond).toBeCloseTo(rate, 6);
    }
    speed.reset();
    expect(speed.perSecond).toBe(0);
  });
});
