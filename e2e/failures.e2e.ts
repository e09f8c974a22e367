import { expect, test, type Page } from 'playwright/test';
import { encodeLink } from '../src/experiment/link/link-codec';
import { openPage, runReached, seen, settled } from './playground';
import { smallExperiment } from './small-experiment';

/**
 * Never done by itself, and with few programs to compile, which is what takes its time on WebGPU in
 * software.
 */
const endless = smallExperiment({
  layers: [
    { id: 'pool', kind: 'max-pool', column: 1 },
    { id: 'flatten', kind: 'flatten', column: 2 },
  ],
  ways: ['input pool flatten head-digit', 'flatten head-parity'],
  images: { train: 400, test: 16 },
  training: { batchSize: 8, evaluateEvery: 1000, epochs: 1000 },
});

const play = (page: Page) => page.getByRole('button', { name: 'Play' }).click();

/** Waits until the page tells a problem, and is at rest. */
async function problemTold(page: Page): Promise<void> {
  await page.waitForFunction(() => window.playground?.state().problem !== undefined);
  await settled(page);
}

/** Trains until there is a state to go on from. */
async function trainToCheckpoint(page: Page): Promise<void> {
  await runReached(page, 'paused');
  await play(page);
  await page.waitForFunction(() => (window.playground?.state().checkpoint ?? 0) > 0);
}

test('a graphics card that is lost is told, in training and at rest, and one press of play goes on', async ({ playwright, launchOptions, baseURL }) => {
  // A browser whose graphics process has crashed may keep pages from the graphics card from then
  // on.
  const browser = await playwright.chromium.launch(launchOptions);
  const page = await browser.newPage(baseURL === undefined ? {} : { baseURL });
  const session = await browser.newBrowserCDPSession();
  // Its answer goes down with the process.
  const crash = () => void session.send('Browser.crashGpuProcess').catch(() => undefined);
  // In short epochs, since the first state is kept at the end of one.
  await openPage(page, `?device=webgpu${encodeLink({ ...endless, data: { ...endless.data, train: 64 } })}`);
  await trainToCheckpoint(page);
  const before = await seen(page);
  expect(before.device?.device).toBe('webgpu');

  crash();
  await problemTold(page);
  await runReached(page, 'paused');
  const told = page.getByRole('alert').filter({ hasText: 'The connection to the graphics card was lost.' });
  await expect(told).toBeVisible();
  const lost = await seen(page);
  expect(lost.problem?.code).toBe('device-lost');
  expect(lost.step).toBe(lost.checkpoint);
  expect(lost.step).toBeGreaterThanOrEqual(before.checkpoint ?? 1);
  expect(lost.losses[0]?.slice(0, 5)).toEqual(before.losses[0]?.slice(0, 5));
  await play(page);
  await runReached(page, lost.step + 3);
  await expect(told).toBeHidden();
  await page.getByRole('button', { name: 'Pause' }).click();
  await runReached(page, 'paused');

  const rested = await seen(page);
  crash();
  await problemTold(page);
  await runReached(page, 'paused');
  expect(await seen(page)).toMatchObject({ step: rested.step, problem: { code: 'device-lost' } });
  await play(page);
  await runReached(page, rested.step + 3);
  await browser.close();
});

test('a worker that dies is told, and another one goes on from the last checkpoint', async ({ page }) => {
  await openPage(page, encodeLink(endless));
  await trainToCheckpoint(page);
  const before = await seen(page);
  await page.workers()[0]?.evaluate(() => void setTimeout(() => { throw new Error('on purpose'); }));
  await problemTold(page);
  await expect(page.getByRole('alert').filter({ hasText: 'Training stopped responding and was restarted.' })).toBeVisible();
  const { checkpoint = 0, problem } = await seen(page);
  expect(problem?.code).toBe('worker-unresponsive');
  expect(checkpoint).toBeGreaterThanOrEqual(before.checkpoint ?? 1);
  await play(page);
  await runReached(page, checkpoint + 3);
  const after = await seen(page);
  expect(after.problem).toBeUndefined();
  expect(after.losses[0]?.slice(0, 5)).toEqual(before.losses[0]?.slice(0, 5));
});

test('a full disk is told while training goes on, and once there is room all is kept again', async ({ page }) => {
  await page.addInitScript(() => {
    // oxlint-disable-next-line typescript/unbound-method -- it is called with the store as this
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function full(...given) {
      if ('diskIsFull' in window) throw new DOMException('no room', 'QuotaExceededError');
      return put.apply(this, given);
    };
  });
  await openPage(page, encodeLink(endless));
  await runReached(page, 'paused');
  await page.evaluate(() => Object.assign(window, { diskIsFull: true }));
  await play(page);
  await runReached(page, 20);
  await page.getByRole('button', { name: 'Pause' }).click();
  await runReached(page, 'paused');
  const told = page.getByRole('alert').filter({ hasText: 'The browser’s storage is full.' });
  await expect(told).toBeVisible();
  await page.evaluate(() => Reflect.deleteProperty(window, 'diskIsFull'));
  const { step } = await seen(page);
  await page.keyboard.press('b');
  await runReached(page, step + 1);
  await expect(told).toBeHidden();
  await settled(page);
  const { losses } = await seen(page);
  await page.reload();
  await page.waitForFunction(() => window.playground !== undefined);
  await runReached(page, 'paused');
  expect(await seen(page)).toMatchObject({ step: step + 1, losses });
});
