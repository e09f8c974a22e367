import { expect, test, type Browser, type Page } from 'playwright/test';
import { encodeLink } from '../src/experiment/link-codec';
import { openPage, runReached, seen, watchPolicy } from './playground';
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
  readonly software: boolean | 'unknown' | undefined;
}

/** Trains five steps on a device, in a browser of its own: where there is a run of this document already, the page would go on with that. */
async function fiveSteps(browser: Browser, baseURL: string | undefined, device: string): Promise<FiveSteps> {
  const context = await browser.newContext(baseURL === undefined ? {} : { baseURL });
  const page = await context.newPage();
  const keptOut = await watchPolicy(page);
  await openPage(page, `?device=${device}${encodeLink(tiny)}`);
  await runReached(page, 'paused');
  for (let step = 1; step <= 5; step += 1) {
    await page.keyboard.press('b');
    await runReached(page, step);
  }
  const { losses, device: report } = await seen(page);
  expect(await keptOut()).toEqual([]);
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

/**
 * Has a step of starting WebGPU in the worker never come to its end, and the page's patience for it over at once: the test decides the time, not the
 * machine.
 */
async function silence(page: Page, step: 'requestAdapter' | 'requestDevice' | 'mapAsync'): Promise<void> {
  const before = (name: string) => {
    const [owner, method] = { requestAdapter: ['GPU', name], requestDevice: ['GPUAdapter', name], mapAsync: ['GPUBuffer', name] }[name] ?? [];
    const prototype: object = Reflect.get(Reflect.get(globalThis, owner ?? ''), 'prototype');
    let justAsked = false;
    Reflect.set(prototype, method ?? '', () => {
      justAsked = true;
      return new Promise(() => {});
    });
    // The deadline for what was just asked is the next interval that is begun, or for a read the one that runs already.
    const { setInterval: wait } = globalThis;
    Reflect.set(globalThis, 'setInterval', (look: () => void, time: number) => wait(() => look(), justAsked || name === 'mapAsync' ? 10 : time));
  };
  await page.route('**/assets/training.worker*.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `(${String(before)})(${JSON.stringify(step)});\n${await response.text()}` });
  });
}
