import { expect, test } from 'playwright/test';
import { defaultExperiment } from '../src/experiment/default-experiment';
import { encodeLink } from '../src/experiment/link-codec';
import { openPage, seen, settled } from './playground';

test('a link that is none: one message, and the default experiment', async ({ page }) => {
  for (const hash of ['#1.%%%', '#1.AAAA', '#2.abc', '#<script>alert(1)</script>']) {
    await openPage(page, hash);
    expect((await seen(page)).experiment).toEqual(defaultExperiment);
    await expect(page.getByRole('banner').getByText(/not an experiment|damaged|newer|later/).first()).toBeVisible();
    await expect(page.getByRole('button', { name: 'Play' })).toBeEnabled();
  }
});

test('a name full of markup is only a name', async ({ page }) => {
  const name = '<img src=x onerror="window.hurt = true">';
  await openPage(page, encodeLink({ ...defaultExperiment, name }));
  await settled(page);
  expect((await seen(page)).experiment.name).toBe(name);
  expect(await page.evaluate(() => 'hurt' in window)).toBe(false);
  await expect(page).toHaveTitle(new RegExp('onerror'));
});

test('sharing puts the address of the experiment on the clipboard', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openPage(page);
  await page.getByRole('button', { name: 'Share' }).click();
  await settled(page);
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toBe(page.url());
});
