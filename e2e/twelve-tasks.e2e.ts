import { expect, test } from 'playwright/test';
import { encodeLink } from '../src/experiment/link/link-codec';
import { openPage, runReached, seen, settled } from './playground';
import { twelveTasks } from './twelve-tasks';

test('twelve tasks train, each with a name, a colour and a strand of its own, on wide screens and narrow ones', async ({ page }) => {
  await openPage(page, encodeLink(twelveTasks()));
  const shared = page.locator('.react-flow__edge').filter({ has: page.locator('[data-strand="task-11"]') }).first();
  await expect(shared.locator('[data-strand]')).toHaveCount(12);
  // The second six have the colours of the first, dashed.
  const looks = await shared.locator('[data-strand] > path:last-child').evaluateAll((paths) => paths.map((path) => `${path.getAttribute('stroke')} ${path.getAttribute('stroke-dasharray')}`));
  expect(new Set(looks).size).toBe(12);
  expect(looks.slice(0, 6).every((look) => look.endsWith(' null'))).toBe(true);
  expect(looks.slice(6).map((look) => look.split(' ')[0])).toEqual(looks.slice(0, 6).map((look) => look.split(' ')[0]));
  await page.keyboard.press('Space');
  await runReached(page, 'done');
  await settled(page);
  expect((await seen(page)).step).toBe(2);
  const legend = page.getByRole('list', { name: 'Legend' }).first();
  await expect(legend).toContainText('Digit (1)');
  await expect(legend).toContainText('Reconstruction (2)');
  await page.setViewportSize({ width: 390, height: 844 });
  await settled(page);
  // Nothing makes the page wider than the screen.
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await expect(page.getByTestId('task-results').getByRole('listitem')).toHaveCount(12);
});
