import { expect, test } from 'playwright/test';
import { encodeLink } from '../src/experiment/link/link-codec';
import { openPage, runReached, settled } from './playground';
import { smallExperiment } from './small-experiment';

/** A shared convolution and a shared dense layer. */
const convolutional = smallExperiment({
  layers: [
    { id: 'conv', kind: 'conv2d', values: { filters: 4, kernel: 3, stride: 2 }, column: 1 },
    { id: 'flatten', kind: 'flatten', column: 2 },
    { id: 'dense', kind: 'dense', values: { units: 8 }, column: 3 },
  ],
  ways: ['input conv flatten dense head-digit', 'dense head-parity'],
  training: { epochs: 1 },
});

test('a layer is seen from inside: its maps of the chosen image, its filters, its activations and dead units', async ({ page }) => {
  await openPage(page, encodeLink(convolutional));
  await page.getByRole('tab', { name: 'Inside' }).click();
  await expect(page.getByText('No layer is selected.')).toBeVisible();
  await page.getByRole('group', { name: 'Layers' }).getByRole('button', { name: 'Conv 3×3' }).click();
  await expect(page.getByText('Press play: what this layer does').first()).toBeVisible();
  await page.getByRole('button', { name: /^Play/ }).first().click();
  await runReached(page, 'done');
  await settled(page);
  const panel = page.getByRole('tabpanel', { name: 'Inside' });
  await expect(panel.getByRole('img', { name: /^Feature map \d/ })).toHaveCount(4);
  await expect(panel.getByRole('img', { name: /^Filter \d/ })).toHaveCount(4);
  await expect(panel.getByRole('heading', { name: 'What it makes of test image 1 at step 13' })).toBeVisible();
  await expect(panel.getByTestId('dead-units')).toContainText(/\d of 4/);

  // Another image, and another layer, by key.
  await page.getByRole('radio', { name: /^Test image 1/ }).focus();
  await page.keyboard.press('ArrowRight');
  await settled(page);
  await expect(panel.getByRole('heading', { name: 'What it makes of test image 2' })).toBeVisible();
  await panel.getByRole('combobox', { name: 'Layer' }).selectOption({ label: 'Dense 8' });
  await settled(page);
  await expect(panel.getByRole('img', { name: 'The activation of each unit, a bar for each' })).toBeVisible();
  await expect(panel.getByTestId('dead-units')).toContainText(/\d of 8/);

  // Which pixels matter to which task, and which units of the shared layer.
  await panel.getByRole('button', { name: 'Pixels that matter' }).click();
  await settled(page);
  for (const task of ['Digit', 'Parity']) {
    await expect(panel.getByRole('img', { name: `Gradient × input, ${task}` })).toBeVisible();
    await expect(panel.getByRole('img', { name: `Occlusion, ${task}` })).toBeVisible();
  }
  await panel.getByRole('button', { name: 'Units by task' }).click();
  await settled(page);
  await expect(panel.getByRole('img', { name: /importance to Digit from left to right, to Parity upwards/ }).locator('circle')).toHaveCount(8);
});
