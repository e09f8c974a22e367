import { expect, test } from 'playwright/test';
import { encodeLink } from '../src/experiment/link/link-codec';
import { openPage, runReached, seen, settled } from './playground';
import { briefExperiment } from './small-experiment';

test('from the end of a run to the images behind a number: two presses, and as many cards as it says', async ({ page }) => {
  await openPage(page, encodeLink(briefExperiment));
  await page.getByRole('tab', { name: 'Predictions' }).click();
  await expect(page.getByText('Press play: what the network says')).toBeVisible();
  await page.getByRole('button', { name: /^Play/ }).first().click();
  await runReached(page, 'done');
  await settled(page);

  // The matrix counts every test image, and as many right ones as the head.
  const matrix = page.getByRole('table', { name: 'Confusions: Digit' });
  await expect(matrix.getByRole('columnheader')).toHaveCount(10);
  const numbers = (await matrix.getByRole('cell').allInnerTexts()).filter((text) => text !== '').map(Number);
  expect(numbers.reduce((sum, count) => sum + count, 0)).toBe(100);
  const right = numbers.filter((_, place) => place % 11 === 0).reduce((sum, count) => sum + count, 0);
  await expect(page.getByText(`Accuracy ${right}.0 %: ${right} of 100`)).toBeVisible();
  await expect(page.getByTestId('metric-digit')).toContainText(`${right}.0`);

  // The largest confusion by one press.
  const confused = matrix.getByRole('button', { name: /taken for/ });
  const names = await confused.evaluateAll((buttons) => buttons.map((button) => button.getAttribute('aria-label') ?? ''));
  const sizes = names.map((name) => Number(/: (\d+) image/.exec(name)?.[1]));
  const largest = Math.max(...sizes);
  const name = names[sizes.indexOf(largest)] ?? '';
  await matrix.getByRole('button', { name, exact: true }).click();
  const gallery = page.getByRole('region', { name: 'Test images' });
  const cards = gallery.getByRole('listitem');
  await expect(cards).toHaveCount(largest);
  await settled(page);
  const [, truth, answer] = /: (\d) taken for (\d)/.exec(name) ?? [];
  await expect(cards.first().getByRole('button')).toHaveAccessibleName(new RegExp(`Digit: ${answer}, .*wrong: the truth is ${truth}`));

  // The joint table filters too, by key: its four numbers are all images.
  const joint = page.getByRole('table', { name: 'Do they err on the same images?' });
  const together = (await joint.getByRole('cell').allInnerTexts()).filter((text) => text !== '').map(Number);
  expect(together.reduce((sum, count) => sum + count, 0)).toBe(100);
  await joint.getByRole('button', { name: /^Digit wrong, Parity right/ }).focus();
  await page.keyboard.press('Enter');
  await expect(gallery.getByRole('status')).toContainText(`${together[2]} of 100 images`);

  // One by its card, with arrow and Enter; Escape goes back to it.
  await gallery.getByRole('button', { name: 'Show all' }).click();
  await expect(cards).toHaveCount(24);
  await cards.first().getByRole('button').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: /^Test image/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(cards.nth(1).getByRole('button')).toBeFocused();
  await gallery.getByRole('button', { name: 'Next images' }).click();
  await expect(gallery.getByText('25 to 48 of 100')).toBeVisible();

  // What asks for a restart takes the figures away.
  await page.getByRole('button', { name: 'Options of Parity', exact: true }).click();
  await page.getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByText('The experiment was changed since.')).toBeVisible();
  expect((await seen(page)).step).toBeGreaterThan(0);
});
