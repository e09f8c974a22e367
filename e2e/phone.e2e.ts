import { expect, test } from 'playwright/test';
import { defaultExperiment } from '../src/experiment/default-experiment';
import { encodeLink } from '../src/experiment/link-codec';
import { openPage, runReached, seen, settled } from './playground';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

test('by touch: open a link, play, change a weight, read the curves', async ({ page }) => {
  await openPage(page, encodeLink({ ...defaultExperiment, name: 'From a friend' }));
  expect((await seen(page)).experiment.name).toBe('From a friend');
  // Nothing is wider than the screen.
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);

  await page.getByRole('button', { name: 'Play' }).tap();
  await runReached(page, 20);

  await page.getByRole('button', { name: 'Data, tasks and balancing' }).tap();
  const slider = page.getByRole('slider', { name: 'Weight of Digit' });
  await slider.scrollIntoViewIfNeeded();
  const box = await slider.boundingBox();
  if (box === null) throw new Error('the slider is not on the screen');
  const before = (await seen(page)).experiment.tasks[0]?.weight ?? 0;
  await page.touchscreen.tap(box.x + 0.9 * box.width, box.y + box.height / 2);
  await settled(page);
  expect((await seen(page)).experiment.tasks[0]?.weight).toBeGreaterThan(before + 0.1);
  await page.keyboard.press('Escape');

  await runReached(page, 60);
  const accuracy = page.getByRole('figure', { name: 'Accuracy' });
  await accuracy.scrollIntoViewIfNeeded();
  await expect(accuracy).toBeInViewport();
  await expect(accuracy.getByRole('row', { name: /Digit, test/ })).toContainText('%');
  expect(await accuracy.locator('svg path.recharts-curve').count()).toBeGreaterThan(0);
});
