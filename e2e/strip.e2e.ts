import { expect, test, type Page } from 'playwright/test';
import { defaultExperiment } from '../src/experiment/default-experiment';
import { encodeLink } from '../src/experiment/link/link-codec';
import type { Experiment } from '../src/experiment/schema';
import { templates } from '../src/experiment/templates/templates';
import { openPage, runReached, seen, settled } from './playground';
import { smallExperiment } from './small-experiment';

/** Tested on a part of its test images, and so seldom that curves run ahead of the tests. */
const seldomTested: Experiment = {
  ...defaultExperiment,
  data: { ...defaultExperiment.data, train: 2000, test: 600 },
  training: { ...defaultExperiment.training, batchSize: 16, epochs: 1000, evaluateEvery: 10_000 },
};

const small = smallExperiment({
  layers: [{ id: 'dense', kind: 'dense', values: { units: 16, activation: 'relu' }, column: 1 }],
  ways: ['input dense head-digit', 'input dense head-parity'],
  training: { batchSize: 16, epochs: 2, evaluateEvery: 10 },
  images: { train: 400, test: 600 },
});

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
  // The untrained network is looked at as soon as the device is free.
  await expect(of).toHaveText(/^(not measured yet|test 512 · step 0)$/);
  await page.getByRole('button', { name: /^Play/ }).first().click();
  await runReached(page, 61);
  // No test came since the untrained network's: the figure is of the batches that the curve is of.
  const told = await page.evaluate(() => ({ step: window.playground?.state().step ?? 0, of: document.querySelector('[data-testid="metric-of-digit"]')?.textContent ?? '' }));
  expect(told.of).toMatch(/^training · step \d+$/);
  expect(Number(/\d+$/.exec(told.of)?.[0])).toBeGreaterThanOrEqual(told.step - 1);
  await page.getByRole('button', { name: 'Pause' }).click();
  await runReached(page, 'paused');
  // The quick test of where it stands is there and kept.
  const { step } = await seen(page);
  await expect.poll(async () => (await seen(page)).tests.some((point) => point.step === step), { timeout: 60_000 }).toBe(true);
  await settled(page);
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

test('one example is large, the others are chosen by click and by arrow keys, and nothing changes its height', async ({ page }) => {
  await openPage(page, encodeLink({ ...defaultExperiment, data: { ...defaultExperiment.data, train: 2000, test: 200 } }));
  const strip = page.getByTestId('test-images');
  const example = page.getByTestId('example');
  const height = await strip.evaluate((element) => element.getBoundingClientRect().height);
  const radios = strip.getByRole('radiogroup', { name: 'Test images to choose from' }).getByRole('radio');
  await expect(radios).toHaveCount(8);
  await expect(radios.first()).toBeChecked();
  await page.keyboard.press('Space');
  // Answers are there soon, before any test.
  await runReached(page, 1);
  await expect(example).toContainText(/Digit: \d, \d+\s%, (right|wrong)/);
  await expect(example).toContainText('Test image 1: 7 · odd');
  await radios.nth(3).click();
  await expect(radios.nth(3)).toBeChecked();
  await expect(example).toContainText('Test image 4: 0 · even');
  await page.keyboard.press('ArrowRight');
  await expect(radios.nth(4)).toBeFocused();
  await expect(radios.nth(4)).toBeChecked();
  await expect(radios.nth(4)).toHaveAccessibleName(/^Test image 5\. Digit: \d, \d+\s%, .*\. Parity: (odd|even), /);
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowUp');
  await expect(radios.nth(7)).toBeFocused();
  await expect(example.getByRole('img', { name: 'Reconstruction of test image 8' })).toBeVisible();
  // One stop of the tab key for all eight.
  await expect(strip.locator('[role="radio"][tabindex="0"]')).toHaveCount(1);
  expect(await strip.evaluate((element) => element.getBoundingClientRect().height)).toBe(height);
});

test('the strip is as high for twelve tasks as for one, on wide screens and narrow ones', async ({ page }) => {
  const kinds = ['digit', 'parity', 'loop', 'ink', 'at-least-five', 'reconstruction'] as const;
  const ofTasks = (count: number) => {
    const tasks = Array.from({ length: count }, (_, place) => ({ id: `task-${place}`, kind: kinds[place % kinds.length] ?? 'digit', colour: place, weight: 1 }));
    const data = { ...defaultExperiment.data, train: 64, test: 16 };
    return encodeLink({ ...defaultExperiment, data, tasks, weightsSumToOne: false, network: templates['small-cnn'].build(data, tasks) });
  };
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 844 });
    const heights: number[] = [];
    for (const count of [1, 12]) {
      await openPage(page, ofTasks(count));
      heights.push(await page.getByTestId('test-images').evaluate((element) => element.getBoundingClientRect().height));
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    }
    expect(heights[1]).toBe(heights[0]);
  }
});

test('after the last epoch the strip says what was reached on all test images, against the run before, and what to do next', async ({ page }) => {
  await openPage(page, encodeLink(small));
  const strip = page.getByTestId('test-images');
  const height = await strip.evaluate((element) => element.getBoundingClientRect().height);
  const finish = page.getByRole('region', { name: 'The end of the run' });
  await expect(finish).toHaveCount(0);
  await page.keyboard.press('Space');
  await runReached(page, 'done');
  await testedOnAll(page);
  await expect(finish).toContainText('Done. On all 600 test images; before, on 512:');
  await expect(finish.getByRole('listitem').filter({ hasText: 'Digit' })).toContainText(await page.getByTestId('metric-digit').innerText());
  await expect(finish).not.toContainText('difference');
  await expect(strip.getByRole('status')).toHaveText(/^Done\. On all 600 test images; before, on 512: Digit \d+\.\d\s%\. Parity \d+\.\d\s%\.$/);
  expect(await strip.evaluate((element) => element.getBoundingClientRect().height)).toBe(height);
  const next = finish.getByRole('group', { name: 'What to do next' }).getByRole('button');
  await expect(next).toHaveCount(3);

  // It gives way to the example, by its button or by choosing an image.
  await finish.getByRole('button', { name: 'Back to the example' }).click();
  await expect(page.getByTestId('example')).toContainText('Test image 1');
  await expect(strip.getByRole('radio').first()).toBeFocused();
  await expect(finish).toHaveCount(0);

  // Another seed is another run; what came of it stands beside the one before.
  await page.getByRole('button', { name: 'Reset' }).click();
  await page.keyboard.press('Space');
  await runReached(page, 'done');
  await testedOnAll(page);
  await expect(finish.getByRole('listitem').filter({ hasText: 'Digit' })).toContainText('no difference shown');
  const { seed } = (await seen(page)).experiment;
  await finish.getByRole('button', { name: 'Another seed' }).click();
  await runReached(page, 'running');
  await runReached(page, 'done');
  expect((await seen(page)).experiment.seed).toBe(seed + 1);
  await testedOnAll(page);
  await expect(finish.getByRole('listitem').filter({ hasText: 'Digit' })).toContainText(/points/);
  await finish.getByRole('button', { name: '2 more epochs' }).click();
  await runReached(page, 51);
  await runReached(page, 'done');
  expect((await seen(page)).experiment.training.epochs).toBe(4);
  await testedOnAll(page);
  await finish.getByRole('button', { name: 'Share…' }).click();
  await expect(page.getByRole('menu', { name: 'Share' }).getByRole('menuitem', { name: /^Copy/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await finish.getByRole('button', { name: 'Better alone?' }).click();
  await expect(page.getByRole('tab', { name: 'Compare' })).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('tab', { name: 'Compare' })).toBeFocused();
  await strip.getByRole('radio').nth(2).click();
  await expect(page.getByTestId('example')).toContainText('Test image 3');
});
