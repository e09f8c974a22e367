import { expect, test } from 'playwright/test';
import { openMore, openPage, seen, settled } from './playground';

test('sets made of others are listed by their source, looked at before they are chosen, and bring their tasks', async ({ page }) => {
  await openPage(page);
  await openMore(page, 'Data');
  const digits = page.getByRole('group', { name: 'Handwritten digits' });
  await expect(digits.getByRole('button', { name: 'Look at' })).toHaveCount(6);
  await expect(page.getByRole('group', { name: 'Photographs' }).getByRole('button', { name: 'Look at' })).toHaveCount(2);

  await digits.getByRole('button', { name: 'Look at Coloured digits' }).click();
  const dialog = page.getByRole('dialog', { name: 'The data: Coloured digits' });
  await settled(page);
  await expect(dialog.getByRole('img', { name: /^Digit: \d; Colour: \w+$/ })).toHaveCount(40);
  // In training the colour tells the digit, in the test it does not.
  const association = dialog.getByRole('table', { name: 'Which answers go together' });
  await expect(association).toContainText('0.9');
  await dialog.getByRole('combobox', { name: 'Part' }).selectOption('Test images');
  await settled(page);
  await expect(association).toContainText('0.0');
  await dialog.getByRole('combobox', { name: 'Arranged' }).selectOption('By Colour');
  await expect(dialog.getByRole('region', { name: 'violet' }).getByRole('img', { name: /Colour: violet$/ })).toHaveCount(8);
  await page.keyboard.press('Escape');
  // Looking changed nothing.
  expect((await seen(page)).experiment.data.dataset).toBe('mnist');

  await digits.getByRole('button', { name: /^MultiMNIST/ }).click();
  await settled(page);
  const { experiment } = await seen(page);
  expect([experiment.data.dataset, ...experiment.tasks.map(({ kind }) => kind)]).toEqual(['multi-mnist', 'left-digit', 'right-digit']);
  await expect(page.getByRole('region', { name: 'Data', exact: true })).toContainText('MultiMNIST');
});
