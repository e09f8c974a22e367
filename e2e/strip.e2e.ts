import { expect, test, type Page } from 'playwright/test';
import { defaultExperiment } from '../src/experiment/default-experiment';
import { encodeLink } from '../src/experiment/link/link-codec';
import type { Experiment } from '../src/experiment/schema';
import { openPage, runReached, seen, settled } from './playground';

/** Tested on a part of its test images, and so seldom that curves run ahead of the tests. */
const seldomTested: Experiment = {
  ...defaultExperiment,
  data: { ...defaultExperiment.data, train: 2000, test: 600 },
  training: { ...defaultExperiment.training, batchSize: 16, epochs: 1000, evaluateEvery: 10_000 },
};

/** Waits until the test images are all tested at the step at which the run stands. */
async function testedOnAll(page: Page): Promise<number> {
  const { step } = await seen(page);
  await expect.poll(async () => (await seen(page)).tests.filter((point) => !point.subset).at(-1)?.step, { timeout: 60_000 }).toBe(step);
  await settled(page);
  return step;
}

test('a head is never older than its curve, and says what its figure is of', async ({ page }) => {
  await openPage(page, encodeLink(seldomTested));
  const of = page.getByTestId('metric-of-digit');
  await expect(of).toHaveText('not measured yet');
  await page.getByRole('button', { name: /^Play/ }).first().click();
  await runReached(page, 61);
  // No test came since the untrained network's: the figure is of the batches that the curve is of.
  const told = await page.evaluate(() => ({ step: window.playground?.state().step ?? 0, of: document.querySelector('[data-testid="metric-of-digit"]')?.textContent ?? '' }));
  expect(told.of).toMatch(/^training · step \d+$/);
  expect(Number(/\d+$/.exec(told.of)?.[0])).toBeGreaterThanOrEqual(told.step - 1);
  await page.getByRole('button', { name: 'Pause' }).click();
  await runReached(page, 'paused');
  await page.reload();
  await page.waitForFunction(() => window.playground !== undefined);
  await settled(page);
  await runReached(page, 'paused');
  // Nobody plays on, and yet the network is tested where it stands; what became other by that alone is told.
  await testedOnAll(page);
  await expect(of).toHaveText('all 600, before 512');
  await expect(of).toHaveAttribute('title', /^Measured on all 600 test images at step \d+; before, on 512 of them\./);
  const shown = await page.getByTestId('metric-digit').innerText();
  await page.locator('.react-flow__node[data-id="head-digit"]').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('metrics-digit').getByRole('row', { name: 'accuracy' }).getByRole('cell').nth(1)).toHaveText(shown);
  await page.getByRole('tab', { name: 'Runs' }).click();
  await expect(page.getByRole('tabpanel').getByTitle(/Measured on all 600 test images/).first()).toContainText(shown);
});
