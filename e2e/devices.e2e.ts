import { expect, test, type Page } from 'playwright/test';
import { defaultExperiment } from '../src/experiment/default-experiment';
import { encodeLink } from '../src/experiment/link-codec';
import type { Experiment } from '../src/experiment/schema';
import { openPage, runReached, seen } from './playground';

/** Small enough for WebGPU in software: one convolution of two filters, pooled to 7 × 7, and two heads. */
const tiny: Experiment = {
  ...defaultExperiment,
  data: { ...defaultExperiment.data, train: 200, test: 50 },
  tasks: [
    { id: 'digit', kind: 'digit', weight: 0.5 },
    { id: 'parity', kind: 'parity', weight: 0.5 },
  ],
  network: {
    layers: [
      { id: 'input', kind: 'input', values: {}, initialiser: 'auto', x: 0, y: 0 },
      { id: 'conv', kind: 'conv2d', values: { filters: 2, stride: 2 }, initialiser: 'auto', x: 160, y: 0 },
      { id: 'pool', kind: 'max-pool', values: {}, initialiser: 'auto', x: 320, y: 0 },
      { id: 'head-digit', kind: 'head', values: { task: 'digit' }, initialiser: 'auto', x: 480, y: 0 },
      { id: 'head-parity', kind: 'head', values: { task: 'parity' }, initialiser: 'auto', x: 480, y: 110 },
    ],
    wires: [
      { from: 'input', to: 'conv' },
      { from: 'conv', to: 'pool' },
      { from: 'pool', to: 'head-digit' },
      { from: 'pool', to: 'head-parity' },
    ],
    ties: [],
  },
  training: { ...defaultExperiment.training, batchSize: 8, evaluateEvery: 1000 },
};

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
  return state.losses ?? [];
}

test('trains on WebGPU when asked to, with the losses of the processor', async ({ page }) => {
  test.setTimeout(240_000);
  const expected = await fiveSteps(page, 'cpu');
  const measured = await fiveSteps(page, 'webgpu');
  expect((await seen(page)).device?.software).toBe(true);
  expected.forEach((losses, task) =>
    losses.slice(0, 5).forEach((loss, step) => {
      expect(Math.abs((measured[task]?.[step] ?? Number.NaN) - loss)).toBeLessThan(1e-3);
    }),
  );
  expect(expected.length).toBe(2);
});

test('trains on WebGL when asked to, with the losses of the processor', async ({ page }) => {
  test.setTimeout(120_000);
  const expected = await fiveSteps(page, 'cpu');
  const measured = await fiveSteps(page, 'webgl');
  expect(measured.length).toBe(2);
  expected.forEach((losses, task) =>
    losses.slice(0, 5).forEach((loss, step) => {
      expect(Math.abs((measured[task]?.[step] ?? Number.NaN) - loss)).toBeLessThan(1e-3);
    }),
  );
});

test('takes WASM by itself where WebGPU is in software, and says why', async ({ page }) => {
  await openPage(page);
  await runReached(page, 'paused');
  expect((await seen(page)).device?.device).toBe('wasm');
  await page.keyboard.press('d');
  await expect(page.getByText(/swiftshader|software/i).first()).toBeVisible();
});
