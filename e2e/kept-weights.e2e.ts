import { expect, test, type Page } from 'playwright/test';
import { encodeLink } from '../src/experiment/link/link-codec';
import { openPage, runReached, seen, settled, tested } from './playground';
import { smallExperiment } from './small-experiment';

// All 100 test images are as many as a test on the way takes: tests of one state are the same.
const small = smallExperiment({
  layers: [
    { id: 'conv', kind: 'conv2d', values: { filters: 4, kernel: 3, stride: 2, padding: 'same', activation: 'relu' }, column: 1 },
    { id: 'flatten', kind: 'flatten', column: 2 },
    { id: 'dense', kind: 'dense', values: { units: 16, activation: 'relu' }, column: 3 },
  ],
  ways: ['input conv flatten dense head-digit', 'dense head-parity'],
  training: { epochs: 1000 },
});

const keep = (page: Page) => page.getByRole('button', { name: 'Go on with kept weights' });
const restart = (page: Page) => page.getByRole('button', { name: 'Restart to apply' });

/** Trains a while and waits for the test of all images; gives that. */
async function trainAndRest(page: Page) {
  await runReached(page, 30);
  await page.getByRole('button', { name: 'Pause' }).click();
  await tested(page);
  const { step, tests } = await seen(page);
  const last = tests.findLast((test) => test.step === step && !test.subset);
  if (last === undefined) throw new Error('not tested');
  return last;
}

async function addLoop(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Add task' }).click();
  await page.getByRole('radio', { name: /^Loop/ }).check();
  await page.locator('form').getByRole('button', { name: 'Add “Loop”' }).click();
  await settled(page);
}

test('a task is added to a trained trunk, which goes on with the weights that it has', async ({ page }) => {
  await openPage(page, encodeLink(small));
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  const last = await trainAndRest(page);
  await expect(keep(page)).toHaveCount(0);

  await addLoop(page);
  await expect(restart(page)).toBeVisible();
  await expect(keep(page)).toHaveAttribute('title', /Kept: 4 of 5 layers \(12,\d{3} parameters\)\. New: Loop\./);
  // Undone, there is nothing to restart; done again, the choice is back.
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(keep(page)).toHaveCount(0);
  await page.getByRole('button', { name: 'Redo' }).click();

  await keep(page).click();
  await runReached(page, 'running');
  await expect(page.getByRole('status').filter({ hasText: /^Kept: 4 of 5 layers .* New: Loop\. Optimiser and balancing start afresh\.$/ })).toBeVisible();
  await runReached(page, 20);
  // What the old tasks were tested at last is where they begin, to the last digit.
  const [first] = (await seen(page)).tests;
  expect(first).toMatchObject({ step: 0, losses: [...last.losses, expect.any(Number)] });
  expect(first?.sums.slice(0, last.sums.length)).toEqual(last.sums);
  await trainAndRest(page);

  // The list of runs says where it is from, and the link that the weights are not in it.
  await page.getByRole('tab', { name: 'Runs' }).click();
  await settled(page);
  await expect(page.getByText(new RegExp(`^with Loop; .*from kept weights of “Small” at step ${last.step}$`))).toBeVisible();
  const link = page.url();
  await openPage(page, new URL(link).hash);
  await expect(page.getByText(/It was trained on from weights of an earlier run/)).toHaveCount(0);
  const other = await page.context().browser()?.newPage();
  if (other === undefined) throw new Error('no other page');
  await other.goto(link);
  await expect(other.getByText(/It was trained on from weights of an earlier run, which links and files don’t contain\./)).toBeVisible();
  await expect(other.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
  await other.close();
});

test('a run that began with kept weights is there again after a reload, before its first step too', async ({ page }) => {
  await openPage(page, encodeLink(small));
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  const last = await trainAndRest(page);
  await addLoop(page);
  // One step at a time: it stands still where the reload finds it.
  await keep(page).click();
  await runReached(page, 1);
  await page.getByRole('button', { name: 'Pause' }).click();
  await tested(page);
  const before = await seen(page);
  await page.reload();
  await page.waitForFunction(() => window.playground !== undefined);
  await settled(page);
  await runReached(page, 'paused');
  const after = await seen(page);
  expect(after.step).toBe(before.step);
  expect(after.experiment).toEqual(before.experiment);
  expect(after.tests[0]?.losses.slice(0, 2)).toEqual(last.losses);
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await runReached(page, before.step + 5);
  expect((await seen(page)).losses.map((losses) => losses.slice(0, before.step))).toEqual(before.losses);
});
