import { expect, test, type Page } from 'playwright/test';
import { encodeLink } from '../src/experiment/link/link-codec';
import { expectAlike, fiveSteps, tiny } from './five-steps';
import { openPage, runReached, seen } from './playground';

test('trains on WebGPU when asked to, with the losses of the processor', async ({ page }) => {
  const expected = await fiveSteps(page, 'cpu');
  const measured = await fiveSteps(page, 'webgpu');
  expect(measured.software).toBe(true);
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
