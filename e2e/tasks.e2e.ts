import { expect, test, type Locator, type Page } from 'playwright/test';
import { encodeLink } from '../src/experiment/link/link-codec';
import { openPage, runReached, seen, settled, tested } from './playground';
import { quickExperiment } from './small-experiment';

/** Few steps to a test. */
const quick = encodeLink({ ...quickExperiment, training: { ...quickExperiment.training, evaluateEvery: 2 } });

/** The row of a task in the list. */
function row(page: Page, name: string): Locator {
  return page.getByRole('listitem').filter({ has: page.getByRole('button', { name: `Options of ${name}`, exact: true }) });
}

/** Opens the menu of a task. */
async function openMenu(page: Page, name: string): Promise<Locator> {
  await page.getByRole('button', { name: `Options of ${name}`, exact: true }).click();
  return page.getByRole('dialog', { name: `Options of ${name}`, exact: true });
}

/** The colours that stand beside these names, by the numbers that documents have them by. */
async function colours(names: readonly string[], placeOf: (name: string) => Locator): Promise<readonly (string | null)[]> {
  return Promise.all(names.map((name) => placeOf(name).locator('[data-colour]').first().getAttribute('data-colour')));
}

/** The ground of the coloured edge of a task's head. */
async function headColour(page: Page, task: string): Promise<string> {
  return page.locator(`.react-flow__node[data-id="head-${task}"] span[data-light]`).first().evaluate((edge) => getComputedStyle(edge).backgroundColor);
}

test('a task keeps its colour when the first one is removed, in the list, at its head and in the legend, and after undo and a reload', async ({ page }) => {
  const left = ['Parity', 'Reconstruction'];
  const inList = (name: string) => row(page, name);
  const inLegend = (name: string) => page.getByRole('list', { name: 'Legend' }).first().getByRole('listitem').filter({ hasText: new RegExp(`^${name}$`) });
  await openPage(page, quick);
  const heads = [await headColour(page, 'parity'), await headColour(page, 'reconstruction')];
  expect(new Set([await headColour(page, 'digit'), ...heads]).size).toBe(3);
  expect(await colours(['Digit', ...left], inList)).toEqual(['0', '1', '2']);

  const menu = await openMenu(page, 'Digit');
  await menu.getByRole('button', { name: 'Remove Digit' }).click();
  await settled(page);
  await page.getByRole('button', { name: /Play|Restart/ }).first().click();
  await runReached(page, 2);
  await page.getByRole('button', { name: 'Pause' }).click();
  await tested(page);
  const kept = async () => {
    expect(await colours(left, inList)).toEqual(['1', '2']);
    expect(await colours(left, inLegend)).toEqual(['1', '2']);
    expect([await headColour(page, 'parity'), await headColour(page, 'reconstruction')]).toEqual(heads);
  };
  await kept();
  await expect(inLegend('Digit')).toHaveCount(0);
  await page.reload();
  await page.waitForFunction(() => window.playground !== undefined);
  await settled(page);
  await kept();

  // What a reload brings back has no history: removed again, it can be undone.
  const again = await openMenu(page, 'Parity');
  await again.getByRole('button', { name: 'Remove Parity' }).click();
  await settled(page);
  expect(await colours(['Reconstruction'], inList)).toEqual(['2']);
  await page.getByRole('button', { name: 'Undo' }).click();
  await settled(page);
  await kept();

  // That of another task is exchanged.
  const choice = await openMenu(page, 'Parity');
  await choice.getByRole('button', { name: 'green: exchange with Reconstruction' }).click();
  await page.keyboard.press('Escape');
  await settled(page);
  expect(await colours(left, inList)).toEqual(['2', '1']);
  expect(await colours(left, inLegend)).toEqual(['2', '1']);
  expect([await headColour(page, 'parity'), await headColour(page, 'reconstruction')]).toEqual(heads.toReversed());
});

test('classes are grouped by dragging, picking and keys, and what was made trains, has a name and stands beside another of its kind', async ({ page }) => {
  await openPage(page, quick);
  const before = (await seen(page)).experiment;
  await page.getByRole('button', { name: 'Add task' }).click();
  await page.getByRole('radio', { name: /^Grouped classes…/ }).check();
  await page.getByRole('button', { name: 'Group classes…' }).click();
  await settled(page);
  const dialog = page.getByRole('dialog', { name: 'Group classes' });
  await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('Size');
  await dialog.getByRole('textbox', { name: 'Name of group 1' }).fill('low');
  await dialog.getByRole('textbox', { name: 'Name of group 2' }).fill('high');
  const chip = (digit: number) => dialog.getByRole('button', { name: String(digit), exact: true });
  const group = (name: string) => dialog.getByRole('group', { name, exact: true });

  // Dragged, alone and with others that are picked.
  await chip(0).dragTo(group('low'));
  for (const digit of [1, 2]) await chip(digit).click();
  await chip(2).dragTo(group('low'));
  // One group is refused with the reason.
  await expect(dialog.getByRole('status')).toHaveText('One group would hold every class: make at least two.');
  await expect(dialog.getByRole('button', { name: 'Add the task' })).toBeDisabled();
  // Picked and moved by the group's button.
  for (const digit of [3, 4]) await chip(digit).click();
  await dialog.getByRole('button', { name: 'Move 3, 4 to low' }).click();
  // By keys: down past the first group into the second.
  await chip(5).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(group('high').getByRole('button', { name: '5', exact: true })).toBeFocused();
  // Picked, and a press on the group: what fingers do.
  for (const digit of [6, 7, 8]) await chip(digit).click();
  await group('high').click({ position: { x: 12, y: 4 } });
  await expect(dialog.getByRole('status')).toHaveText('2 classes: low (0, 1, 2, 3, 4), high (5, 6, 7, 8)');
  await expect(dialog).toContainText('They count as “high”, the last group.');
  await dialog.getByRole('button', { name: 'Add the task' }).click();
  await settled(page);
  const added = (await seen(page)).experiment.tasks.at(-1);
  expect(added).toMatchObject({ kind: 'classify', name: 'Size', field: 'digit', groups: [{ name: 'low', classes: [0, 1, 2, 3, 4] }, { name: 'high', classes: [5, 6, 7, 8] }] });
  await expect(page.getByRole('button', { name: 'Add task' })).toBeFocused();

  await page.getByRole('button', { name: /Play|Restart/ }).first().click();
  await runReached(page, 4);
  await page.getByRole('button', { name: 'Pause' }).click();
  await tested(page);
  const head = page.locator('.react-flow__node[data-id="head-classify"]');
  await expect(head).toContainText('Size');
  await expect(head).toContainText(/\d\s% accuracy/);
  await expect(head.getByTitle('accuracy, 2 classes')).toBeVisible();
  await expect(page.getByTestId('example')).toContainText(/Size: (low|high)/);

  const menu = await openMenu(page, 'Size');
  await menu.getByRole('textbox', { name: 'Name' }).fill('Large?');
  await page.keyboard.press('Enter');
  await settled(page);
  await expect(menu).toBeHidden();
  await expect(page.getByRole('button', { name: 'Options of Large?' })).toBeFocused();
  await expect(head).toContainText('Large?');
  await expect(page.getByRole('list', { name: 'Legend' }).first()).toContainText('Large?');

  await page.getByRole('button', { name: 'Add task' }).click();
  await page.getByRole('radio', { name: /^Grouped classes…/ }).check();
  await page.getByRole('button', { name: 'Group classes…' }).click();
  await settled(page);
  await dialog.getByRole('button', { name: 'Loop' }).click();
  await dialog.getByRole('button', { name: 'Add the task' }).click();
  await settled(page);
  await expect(row(page, 'Large?')).toHaveCount(1);
  await expect(row(page, 'Grouped classes')).toHaveCount(1);
  expect((await seen(page)).experiment.tasks.map(({ kind }) => kind)).toEqual([...before.tasks.map(({ kind }) => kind), 'classify', 'classify']);

  // Each was one entry in the history.
  for (const _ of ['second', 'name', 'first']) await page.getByRole('button', { name: 'Undo' }).click();
  await settled(page);
  expect((await seen(page)).experiment).toEqual(before);
});
