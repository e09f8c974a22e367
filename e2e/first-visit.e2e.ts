import { expect, test } from 'playwright/test';
import { encodeLink } from '../src/experiment/link/link-codec';
import { linkedDocument, openPage, pace, runReached, seen, settled, tested, type Seen } from './playground';
import { quickExperiment } from './small-experiment';

/** Share of right digits at the last test, digit being the first task. */
function digitAccuracy(state: Seen): number {
  const [correct = 0, examples = 1] = state.tests.at(-1)?.sums ?? [];
  return correct / examples;
}

test('a newcomer presses play and sees digits learned', async ({ page }) => {
  await openPage(page);
  await pace(page, 0);
  await page.getByRole('button', { name: 'Play' }).click();
  await runReached(page, 300);
  await page.getByRole('button', { name: 'Pause' }).click();
  // On a slow machine the last test while it trained may lie far back.
  await tested(page);
  const state = await seen(page);
  expect(state.step).toBeGreaterThanOrEqual(300);
  expect(digitAccuracy(state)).toBeGreaterThan(0.9);
  // The head says on the screen what the test found.
  await expect(page.getByTestId('network')).toContainText(/9\d\.\d\s%/);
});

test('a reload brings back the run, which goes on as if it had never stopped', async ({ page }) => {
  await openPage(page, encodeLink(quickExperiment));
  // Five steps a second: the pause falls well within the hundred steps whose losses can be seen,
  // however late the page hears of it.
  await pace(page, 5);
  await page.getByRole('button', { name: 'Play' }).click();
  await runReached(page, 10);
  await page.getByRole('button', { name: 'Pause' }).click();
  await tested(page);
  const before = await seen(page);

  await page.reload();
  await page.waitForFunction(() => window.playground !== undefined);
  await runReached(page, 'paused');
  const after = await seen(page);
  expect(after.step).toBe(before.step);
  expect(after.experiment).toEqual(before.experiment);
  expect(after.losses).toEqual(before.losses);
  expect([after.tests, after.sampledAt]).toEqual([before.tests, before.sampledAt]);

  // What follows the reload is what would have followed without it: the same run, from its start,
  // in one go.
  await page.getByRole('button', { name: 'Play' }).click();
  await runReached(page, before.step + 20);
  const resumed = await seen(page);
  await page.getByRole('button', { name: 'Reset' }).click();
  await page.getByRole('button', { name: 'Play' }).click();
  await runReached(page, before.step + 20);
  const whole = await seen(page);
  const compared = ({ losses }: Seen) => losses.map((ofTask) => ofTask.slice(0, before.step + 20));
  expect(compared(whole).map(({ length }) => length)).toEqual([0, 1, 2].map(() => before.step + 20));
  expect(compared(resumed)).toEqual(compared(whole));
});

test('the link opens the same experiment in a fresh profile, with the same losses', async ({ page, browser, baseURL }) => {
  await openPage(page, encodeLink(quickExperiment));
  await page.getByRole('spinbutton', { name: 'Learning rate' }).or(page.getByRole('textbox', { name: 'Learning rate' })).fill('0.002');
  await page.keyboard.press('Enter');
  await settled(page);
  const address = page.url();
  expect(linkedDocument(address).optimizer.learningRate).toBe(0.002);
  await page.getByRole('button', { name: 'Play' }).click();
  await runReached(page, 20);
  await page.getByRole('button', { name: 'Pause' }).click();
  const first = await seen(page);

  const fresh = await browser.newContext(baseURL === undefined ? {} : { baseURL });
  const second = await fresh.newPage();
  await openPage(second, new URL(address).hash);
  expect((await seen(second)).experiment).toEqual(first.experiment);
  await second.getByRole('button', { name: 'Play' }).click();
  await runReached(second, 20);
  const other = await seen(second);
  for (const task of [0, 1, 2]) {
    expect(first.losses[task]?.[19]).toBeGreaterThan(0);
    for (const step of [0, 19]) expect(other.losses[task]?.[step]).toBe(first.losses[task]?.[step]);
  }
  await fresh.close();
});
