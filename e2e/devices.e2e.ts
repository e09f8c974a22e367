import { expect, test, type Page } from 'playwright/test';
import { encodeLink } from '../src/experiment/link/link-codec';
import { openPage, runReached, seen, watchPolicy } from './playground';
import { smallExperiment } from './small-experiment';

/**
 * Small enough for WebGPU in software: one convolution of two filters, pooled to 7 × 7, two heads,
 * and few images for the idle evaluation.
 */
const tiny = smallExperiment({
  layers: [
    { id: 'conv', kind: 'conv2d', values: { filters: 2, stride: 2 }, column: 1 },
    { id: 'pool', kind: 'max-pool', column: 2 },
  ],
  ways: ['input conv pool head-digit', 'pool head-parity'],
  images: { train: 64, test: 16 },
  training: { batchSize: 8, evaluateEvery: 1000 },
});

interface FiveSteps {
  /** [task][step] */
  readonly losses: readonly (readonly number[])[];
  readonly software: boolean | 'unknown' | undefined;
}

/**
 * Trains five steps on a device, from the start also where the page has a run of this document
 * already.
 */
async function fiveSteps(page: Page, device: string): Promise<FiveSteps> {
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

/** What both devices are compared with: trained by the first test that asks. */
let onProcessor: FiveSteps | undefined;

async function processorsSteps(page: Page): Promise<FiveSteps> {
  onProcessor ??= await fiveSteps(page, 'cpu');
  return onProcessor;
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
  const expected = await processorsSteps(page);
  const measured = await fiveSteps(page, 'webgpu');
  expect(measured.software).toBe(true);
  expectAlike(measured.losses, expected.losses);
});

test('trains on WebGL when asked to, with the losses of the processor', async ({ page }) => {
  const expected = await processorsSteps(page);
  const measured = await fiveSteps(page, 'webgl');
  expectAlike(measured.losses, expected.losses);
});

test('takes WASM by itself where WebGPU is in software, and says why', async ({ page }) => {
  await openPage(page);
  await runReached(page, 'paused');
  expect((await seen(page)).device?.device).toBe('wasm');
  await page.keyboard.press('d');
  await expect(page.getByText(/swiftshader|software/i).first()).toBeVisible();
});

/**
 * Has a step of starting WebGPU in the worker never come to its end, and the time that it may take
 * go by at once: whoever looks for the answer looks ten times then. All other steps have the time
 * that they have.
 */
async function silence(page: Page, step: 'requestDevice' | 'mapAsync'): Promise<void> {
  const fall = (name: string) => {
    let asked = false;
    const prototype: object = Reflect.get(Reflect.get(globalThis, name === 'mapAsync' ? 'GPUBuffer' : 'GPUAdapter'), 'prototype');
    Reflect.set(prototype, name, () => {
      asked = true;
      return new Promise(() => {});
    });
    const { setInterval: wait } = globalThis;
    Reflect.set(globalThis, 'setInterval', (look: () => void, time: number) => {
      let last = performance.now();
      return wait(() => {
        const looks = asked ? 10 : performance.now() - last >= time ? 1 : 0;
        if (looks > 0) last = performance.now();
        asked = false;
        for (let turn = 0; turn < looks; turn += 1) look();
      }, 50);
    });
  };
  await page.route('**/assets/training.worker*.js', async (route) => {
    const response = await route.fetch({ maxRetries: 3 });
    await route.fulfill({ response, body: `(${String(fall)})(${JSON.stringify(step)});\n${await response.text()}` });
  });
}

for (const step of ['requestDevice', 'mapAsync'] as const) {
  test(`a graphics card that never answers (${step}) is told, and the next device trains`, async ({ page }) => {
    test.setTimeout(240_000);
    await silence(page, step);
    await openPage(page, `?device=webgpu${encodeLink(tiny)}`);
    await runReached(page, 'paused');
    const { device } = await seen(page);
    expect(device).toMatchObject({ device: 'wasm', rejected: [{ device: 'webgpu', reason: 'no-answer' }] });
    await expect(page.getByRole('alert').filter({ hasText: 'WebGPU did not answer, so WASM was taken.' })).toBeVisible();
    await page.keyboard.press('b');
    await runReached(page, 1);
  });
}
