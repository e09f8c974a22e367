import { expect, test, type Page } from 'playwright/test';
import { encodeLink } from '../src/experiment/link-codec';
import { openPage, runReached, seen } from './playground';
import { smallExperiment } from './small-experiment';

/** Small enough for WebGPU in software: one convolution of two filters, pooled to 7 × 7, and two heads. */
const tiny = smallExperiment({
  layers: [
    { id: 'conv', kind: 'conv2d', values: { filters: 2, stride: 2 }, column: 1 },
    { id: 'pool', kind: 'max-pool', column: 2 },
  ],
  ways: ['input conv pool head-digit', 'pool head-parity'],
  training: { batchSize: 8, evaluateEvery: 1000 },
});

/** Trains five steps on a device and returns [task][step] losses. */
async function fiveSteps(page: Page, device: string): Promise<readonly (readonly number[])[]> {
  await openPage(page, `?device=${device}${encodeLink(tiny)}`);
  await runReached(page, 'paused');
  for (let step = 1; step <= 5; step += 1) {
    await page.keyboard.press('b');
    await runReached(page, step);
  }
  const state = await seen(page);
  // The worker's own report, not what was asked for.
  expect(state.device?.device).toBe(device);
  expect(state.losses.map((losses) => losses.length)).toEqual([5, 5]);
  return state.losses;
}

/** Both tasks' losses agree in all five steps. */
function expectAlike(measured: readonly (readonly number[])[], expected: readonly (readonly number[])[]): void {
  expected.forEach((losses, task) =>
    losses.forEach((loss, step) => {
      expect(Math.abs((measured[task]?.[step] ?? Number.NaN) - loss)).toBeLessThan(1e-3);
    }),
  );
}

test('trains on WebGPU when asked to, with the losses of the processor', async ({ page }) => {
  test.setTimeout(240_000);
  const expected = await fiveSteps(page, 'cpu');
  const measured = await fiveSteps(page, 'webgpu');
  expect((await seen(page)).device?.software).toBe(true);
  expectAlike(measured, expected);
});

test('trains on WebGL when asked to, with the losses of the processor', async ({ page }) => {
  test.setTimeout(120_000);
  const expected = await fiveSteps(page, 'cpu');
  const measured = await fiveSteps(page, 'webgl');
  expectAlike(measured, expected);
});

test('takes WASM by itself where WebGPU is in software, and says why', async ({ page }) => {
  await openPage(page);
  await runReached(page, 'paused');
  expect((await seen(page)).device?.device).toBe('wasm');
  await page.keyboard.press('d');
  await expect(page.getByText(/swiftshader|software/i).first()).toBeVisible();
});
