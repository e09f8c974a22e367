import { expect, test } from 'playwright/test';
import { defaultExperiment } from '../src/experiment/default-experiment';
import { decodeLink, encodeLink } from '../src/experiment/link/link-codec';
import { openPage, seen, settled } from './playground';

test('a link that is none: one message, and the default experiment', async ({ page }) => {
  for (const hash of ['#1.%%%', '#1.AAAA', '#2.abc', '#2.12.A5kDz', '#3.abc', '#<script>alert(1)</script>']) {
    await openPage(page, hash);
    expect((await seen(page)).experiment).toEqual(defaultExperiment);
    await expect(page.getByRole('banner').getByText(/not an experiment|damaged|newer|end of the link is missing/).first()).toBeVisible();
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
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Copy the link' }).click();
  await settled(page);
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toBe(page.url());
});

test('a link with something glued on and folded in opens, and what it carries stays with its edits over a reload', async ({ page }) => {
  const carried = { presentation: { lesson: 'later', language: 'en' }, result: { step: 3 } };
  const link = encodeLink({ ...defaultExperiment, name: 'From afar' }, carried);
  await openPage(page, `?device=wasm%23${link.slice(1, 20)}%C2%AD%20${link.slice(20)}).&fbclid=IwAR0`);
  expect((await seen(page)).experiment.name).toBe('From afar');
  expect(new URL(page.url()).search).toBe('?device=wasm');
  expect(new URL(page.url()).hash).toBe(link);

  await page.getByRole('slider', { name: 'Weight of Parity' }).focus();
  await page.keyboard.press('ArrowRight');
  await settled(page);
  const held = () => {
    const linked = decodeLink(page.url());
    return linked.ok ? [linked.value.experiment.name, linked.value.presentation, linked.value.result] : linked.error.code;
  };
  // The result is that of the document as it was linked.
  expect(held()).toEqual(['From afar', carried.presentation, undefined]);
  await page.keyboard.press('Control+z');
  await settled(page);
  expect(held()).toEqual(['From afar', carried.presentation, carried.result]);
  await page.reload();
  await page.waitForFunction(() => window.playground !== undefined);
  await settled(page);
  expect(held()).toEqual(['From afar', carried.presentation, carried.result]);
});

test('a link may name the tab that is open; whoever opens another one has it again after a reload', async ({ page }) => {
  const visit = async (link: string) => {
    // A visit of its own: a link that is opened on the page leaves the look as it is.
    await page.goto('about:blank');
    await openPage(page, link);
    await settled(page);
  };
  const open = page.getByRole('tab', { selected: true });
  await visit(encodeLink(defaultExperiment, { presentation: { tab: 'compare' } }));
  await expect(open).toHaveText('Compare');
  await visit(encodeLink(defaultExperiment));
  await expect(open).toHaveText('Curves');
  await page.getByRole('tab', { name: 'Runs' }).click();
  await page.reload();
  await page.waitForFunction(() => window.playground !== undefined);
  await settled(page);
  await expect(open).toHaveText('Runs');
  await visit(encodeLink({ ...defaultExperiment, name: 'Another' }, { presentation: { tab: 'there-is-none' } }));
  await expect(open).toHaveText('Curves');
});
