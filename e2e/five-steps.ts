import { expect, type Page } from 'playwright/test';
import { encodeLink } from '../src/experiment/link/link-codec';
import { openPage, runReached, seen, watchPolicy } from './playground';
import { smallExperiment } from './small-experiment';

/**
 * Small enough for WebGPU in software: one convolution of two filters, pooled to 7 × 7, two heads,
 * and few images for the idle evaluation.
 */
export const tiny = smallExperiment({
  layers: [
    { id: 'conv', kind: 'conv2d', values: { filters: 2, stride: 2 }, column: 1 },
    { id: 'pool', kind: 'max-pool', column: 2 },
  ],
  ways: ['input conv pool head-digit', 'pool head-parity'],
  images: { train: 64, test: 16 },
  training: { batchSize: 8, evaluateEvery: 1000 },
});

export interface FiveSteps {
  /** [task][step] */
  readonly losses: readonly (readonly number[])[];
  readonly software: boolean | 'unknown' | undefined;
}

/**
 * Trains five steps on a device, from the start also where the page has a run of this document
 * already.
 */
export async function fiveSteps(page: Page, device: string): Promise<FiveSteps> {
  const keptOut = await watchPolicy(page);
  await openPage(page, `?device=${device}${encodeLink(tiny)}`);
  await runReached(page, 'paused');
  if ((await seen(page)).step > 0) {
    await page.getByRole('button', { name: 'Reset' }).click();
    await page.waitForFunction(() => window.playground?.state().step === 0);
    await runReached(page, 'paused');
  }
  for (let step = 1; step <= 5; step += 1) {
    await page.keyboard.press('b');
    await runReached(page, step);
  }
  const { losses, device: report } = await seen(page);
  expect(await keptOut()).toEqual([]);
  // The worker's own report, not what was asked for.
  expect(report?.device).toBe(device);
  expect(losses.map((ofTask) => ofTask.length)).toEqual([5, 5]);
  return { losses, software: report?.software };
}

/** Both tasks' losses agree in all five steps. */
export function expectAlike(measured: readonly (readonly number[])[], expected: readonly (readonly number[])[]): void {
  expected.forEach((losses, task) =>
    losses.forEach((loss, step) => {
      expect(Math.abs((measured[task]?.[step] ?? Number.NaN) - loss)).toBeLessThan(1e-3);
    }),
  );
}
