import { expect, test } from 'playwright/test';
import { defaultExperiment } from '../src/experiment/default-experiment';
import { encodeLink } from '../src/experiment/link/link-codec';
import { openPage, runReached, seen, settled, tested } from './playground';
import { quickExperiment } from './small-experiment';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

test('by touch: open a link, play, change a weight, read the curves', async ({ page }) => {
  await openPage(page, encodeLink({ ...quickExperiment, name: 'From a friend' }));
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

test('by touch: the metrics of all heads are in sight, a wire is deleted and comes back, a swipe closes a drawer', async ({ page }) => {
  await openPage(page, encodeLink(quickExperiment));
  await page.getByRole('button', { name: 'Play' }).tap();
  await runReached(page, 20);
  await page.getByRole('button', { name: 'Pause' }).tap();
  await tested(page);
  const results = page.getByTestId('task-results');
  await expect(results).toBeInViewport();
  await expect(results.getByRole('listitem')).toHaveCount(3);
  await expect(page.getByTestId('metric-digit')).toBeInViewport();
  await expect(results).toContainText(await page.getByTestId('metric-digit').innerText());

  const wires = async () => (await seen(page)).experiment.network.wires.length;
  const [first, second] = await Promise.all(['input', 'conv-1'].map((id) => page.locator(`.react-flow__node[data-id="${id}"]`).boundingBox()));
  if (first === null || second === null || first === undefined || second === undefined) throw new Error('the layers are not on the screen');
  await page.touchscreen.tap(first.x + first.width / 2, (first.y + first.height + second.y) / 2);
  await page.getByRole('button', { name: 'Layer and training' }).tap();
  await page.getByRole('button', { name: 'Delete wire' }).tap();
  expect(await wires()).toBe(defaultExperiment.network.wires.length - 1);

  const drawer = page.getByRole('complementary', { name: 'Layer and training' });
  await drawer.getByRole('heading', { name: 'Training' }).evaluate((heading) => {
    const touch = (clientX: number) => new Touch({ identifier: 1, target: heading, clientX, clientY: 300 });
    const send = (type: string, at: Touch, touches: Touch[]) =>
      heading.dispatchEvent(new TouchEvent(type, { bubbles: true, touches, changedTouches: [at] }));
    send('touchstart', touch(120), [touch(120)]);
    send('touchend', touch(260), []);
  });
  await expect(drawer).toBeHidden();
  await page.getByRole('button', { name: 'Menu', exact: true }).tap();
  await page.getByRole('menuitem', { name: 'Undo' }).tap();
  expect(await wires()).toBe(defaultExperiment.network.wires.length);
});
