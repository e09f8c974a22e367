import { expect, test, type Browser } from 'playwright/test';
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

interface FiveSteps {
  /** [task][step] */
  readonly losses: readonly (readonly number[])[];
  readonly software: boolean | undefined;
}

/** Trains five steps on a device, in a browser of its own: where there is a run of this document already, the page would go on with that. */
async function fiveSteps(browser: Browser, baseURL: string | undefined, device: string): Promise<FiveSteps> {
  const context = await browser.newContext(baseURL === undefined ? {} : { baseURL });
  const page = await context.newPage();
  await openPage(page, `?device=${device}${encodeLink(tiny)}`);
  await runReached(page, 'paused');
  for (let step = 1; step <= 5; step += 1) {
    await page.keyboard.press('b');
    await runReached(page, step);
  }
  const { losses, device: report } = await seen(page);
  await context.close();
  // The worker's own report, not what was asked for.
  expect(report?.device).toBe(device);
  expect(losses.map((ofTask) => ofTask.length)).toEqual([5, 5]);
  return { losses, software: report?.software };
}

/** Both tasks' losses agree in all five steps. */
function expectAlike(measured: readonly (readonly number[])[], expected: readonly (readonly number[])[]): void {
  expected.forEach((losses, task) =>
    losses.forEach((loss, step) => {
      expect(Math.abs((measured[task]?.[step] ?? Number.NaN) - loss)).toBeLessThan(1e-3);
    }),
  );
}

test('trains on WebGPU when asked to, with the losses of the processor', async ({ browser, baseURL }) => {
  const expected = await fiveSteps(browser, baseURL, 'cpu');
  const measured = await fiveSteps(browser, baseURL, 'webgpu');
  expect(measured.software).toBe(true);
  expectAlike(measured.losses, expected.losses);
});

test('trains on WebGL when asked to, with the losses of the processor', async ({ browser, baseURL }) => {
  const expected = await fiveSteps(browser, baseURL, 'cpu');
  const measured = await fiveSteps(browser, baseURL, 'webgl');
  expectAlike(measured.losses, expected.losses);
});

test('takes WASM by itself where WebGPU is in software, and says why', async ({ page }) => {
  await openPage(page);
  await runReached(page, 'paused');
  expect((await seen(page)).device?.device).toBe('wasm');
  await page.keyboard.press('d');
  await expect(page.getByText(/swiftshader|software/i).first()).toBeVisible();
});
