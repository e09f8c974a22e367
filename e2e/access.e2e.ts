import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from 'playwright/test';
import { encodeLink } from '../src/experiment/link/link-codec';
import { openPage, runReached, settled } from './playground';
import { quickExperiment } from './small-experiment';

// `npm run look` asks for every state and width; here each theme and each language is seen once.
for (const { locale, colorScheme } of [{ locale: 'en', colorScheme: 'light' }, { locale: 'zh-CN', colorScheme: 'dark' }] as const) {
  test.describe(locale, () => {
    test.use({ locale, colorScheme });

    test(`no serious finding of axe, ${locale}, ${colorScheme}`, async ({ page }) => {
      await openPage(page, encodeLink(quickExperiment));
      expect(await page.locator('html').getAttribute('lang')).toBe(locale);
      await page.keyboard.press('b');
      await runReached(page, 1);
      // One layer selected, so that the inspector is looked at too.
      await page.locator('.react-flow__node[data-id="conv-1"]').click();
      await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme);
      await settled(page);
      // The page has no frames, so that the report needs no second page to be put together in.
      const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] }).analyze();
      const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
      expect(serious.map(({ id, nodes }) => [id, ...nodes.map((node) => node.html)])).toEqual([]);
    });
  });
}

test('zoomed to 200 % the page scrolls down, not sideways, and shows the network at a useful height', async ({ page }) => {
  // What a window of 1440 by 900 has left in its own units.
  await page.setViewportSize({ width: 720, height: 450 });
  await openPage(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(720);
  expect((await page.getByTestId('network').boundingBox())?.height).toBeGreaterThan(300);
  await expect(page.getByRole('button', { name: 'Play' })).toBeInViewport();
  await page.getByRole('figure', { name: 'Accuracy' }).scrollIntoViewIfNeeded();
  await expect(page.getByRole('figure', { name: 'Accuracy' })).toBeInViewport();
  await expect(page.getByRole('button', { name: 'Play' })).toBeInViewport();
});
