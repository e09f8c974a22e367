import { expect, test } from 'playwright/test';
import { settled } from './playground';

test('what is seen first needs no text of the panels that come behind it', async ({ page }) => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let asked = 0;
  await page.route('**/late-namespaces-*.js', async (route) => {
    asked += 1;
    await held;
    await route.continue();
  });
  await page.goto('./');
  await expect(page.locator('.react-flow__node').first()).toBeVisible();
  await expect(page.getByTestId('test-images')).toBeVisible();
  await expect.poll(() => asked).toBe(1);
  await expect(page.getByRole('region', { name: 'Data' })).toHaveCount(0);
  const said = await page.evaluate(() => [
    ...document.body.innerText.split('\n'),
    ...[...document.querySelectorAll('[aria-label], [title]')].flatMap((element) => [element.getAttribute('aria-label'), element.getAttribute('title')]),
  ]);
  expect(said).toContain('Reset');
  // A text that is not there stands as its key.
  expect(said.filter((text) => /^(balancing|compare|curves|data|runs|studies|training)\.[a-z]/.test(text ?? ''))).toEqual([]);
  release();
  await page.waitForFunction(() => window.playground !== undefined);
  await settled(page);
  await expect(page.getByRole('region', { name: 'Data' })).toBeVisible();
});

test('the page is settled no sooner than its charts are drawn, also on a slow processor', async ({ page }) => {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  await page.goto('./');
  await page.waitForFunction(() => window.playground !== undefined);
  const seen = await page.evaluate(async () => {
    await window.playground?.settled();
    const charts = [...document.querySelectorAll('[data-testid^="chart-"]')];
    return { charts: charts.length, drawn: charts.filter((chart) => chart.querySelector('svg') !== null).length };
  });
  expect(seen).toEqual({ charts: 2, drawn: 2 });
  // The other tests of the worker share this context, but not the session.
  await session.detach();
});
