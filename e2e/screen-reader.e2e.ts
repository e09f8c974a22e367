import { expect, test, type Locator, type Page } from 'playwright/test';
import { encodeLink } from '../src/experiment/link/link-codec';
import { openPage, runReached, settled, tested } from './playground';
import { briefExperiment } from './small-experiment';

/**
 * What somebody hears who uses the keyboard and a screen reader: each thing is reached with Tab and
 * the arrow keys, by its role and name, and what happens is told by live regions.
 */

/** Presses Tab until the focus is there. */
async function tabTo(page: Page, what: Locator): Promise<void> {
  const isThere = () => what.evaluateAll(([element]) => element !== undefined && element === document.activeElement);
  for (let presses = 0; presses < 80 && !(await isThere()); presses += 1) await page.keyboard.press('Tab');
  await expect(what).toBeFocused();
}

/** What a live region says. */
function told(page: Page, text: RegExp): Locator {
  return page.getByRole('status').filter({ hasText: text });
}

test('play, read the result, change a weight, compare and share: by keyboard, with what a screen reader says', async ({ page }) => {
  await openPage(page, encodeLink(briefExperiment));
  for (const landmark of [page.getByRole('banner'), page.getByRole('main'), page.getByRole('region', { name: 'Tasks and their weights' })]) {
    await expect(landmark).toHaveCount(1);
  }
  // All that live regions say from here on.
  await page.evaluate(() => {
    const said: string[] = [];
    Object.assign(window, { said });
    const hear = (records: readonly MutationRecord[]) => {
      const regions = records.flatMap(({ target }) => (target instanceof Element ? target : target.parentElement)?.closest('[role="status"], [role="alert"], [aria-live="polite"]') ?? []);
      for (const region of new Set(regions)) said.push(region.textContent ?? '');
    };
    new MutationObserver(hear).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  const said = () => page.evaluate(() => ('said' in window && Array.isArray(window.said) ? window.said.map(String).filter((text) => text !== '') : []));

  const play = page.getByRole('group', { name: 'Training' }).getByRole('button').first();
  await tabTo(page, play);
  await expect(play).toHaveAccessibleName('Play');
  // One batch, then all the rest.
  await page.keyboard.press('b');
  await tested(page);
  await expect(told(page, /^Paused at step 1$/)).toHaveCount(1);
  await page.keyboard.press('Enter');
  await runReached(page, 'done');
  await settled(page);
  await expect(page.getByRole('progressbar', { name: 'Share of the planned steps' })).toHaveAttribute('aria-valuenow', '100');
  await expect(told(page, /^Done\. On all 100 test images: .*Digit.*%.*Parity.*%/)).toHaveCount(1);
  // Told are the turns of the run, not its steps.
  const turns = await said();
  expect(turns).toEqual(expect.arrayContaining(['Training', expect.stringMatching(/^Paused/), expect.stringMatching(/^Done/)]));
  expect(turns.length).toBeLessThan(12);

  // The result, where it stands for good.
  await expect(page.getByRole('region', { name: 'The end of the run' }).getByRole('listitem')).toHaveText([/Digit.*%/, /Parity.*%/]);
  await expect(page.getByRole('figure', { name: 'Accuracy' })).toHaveCount(1);

  const weight = page.getByRole('slider', { name: 'Weight of Digit' });
  await tabTo(page, weight);
  const before = await weight.getAttribute('aria-valuetext');
  await page.keyboard.press('ArrowRight');
  await settled(page);
  expect(await weight.getAttribute('aria-valuetext')).not.toBe(before);
  await expect(told(page, /^Digit now has 51 % of the weight; before, 50 %\.$/)).toHaveCount(1);
  await page.keyboard.press('Control+z');
  await settled(page);

  await tabTo(page, page.getByRole('tab', { selected: true }));
  for (let presses = 0; presses < 6 && (await page.getByRole('tab', { name: 'Compare', selected: true }).count()) === 0; presses += 1) {
    await page.keyboard.press('ArrowRight');
  }
  await settled(page);
  await expect(page.getByRole('tabpanel', { name: 'Compare' })).toBeVisible();
  await tabTo(page, page.getByRole('button', { name: 'Compare with each task alone' }));
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => window.playground?.state().studies[0]?.over === true);
  await settled(page);
  await expect(told(page, /Digit.*(together|no difference shown)/).first()).toBeVisible();

  const share = page.getByRole('button', { name: 'Share', exact: true });
  await tabTo(page, share);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menu', { name: 'Share' })).toBeVisible();
  await expect(page.getByRole('menuitem').first()).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('menuitem', { name: 'Show the link' })).toBeFocused();
  await page.keyboard.press('Enter');
  const link = page.getByRole('dialog').getByRole('textbox');
  await expect(link).toBeFocused();
  await expect(link).toHaveAccessibleName(/link/i);
  await page.keyboard.press('Escape');
  await expect(share).toBeFocused();
});
