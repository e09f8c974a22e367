import { expect, test, type Locator, type Page } from 'playwright/test';
import { encodeLink } from '../src/experiment/link/link-codec';
import { openPage, settled } from './playground';
import { quickExperiment } from './small-experiment';

const quick = encodeLink(quickExperiment);

/** Where something stands, in pixels of the window. */
async function boxOf(locator: Locator) {
  const box = await locator.boundingBox();
  if (box === null) throw new Error('not on the screen');
  return box;
}

/** How many layers something covers. */
async function coveredLayers(page: Page, locator: Locator): Promise<number> {
  const { x, y, width, height } = await boxOf(locator);
  const layers = await Promise.all((await page.locator('.react-flow__node').all()).map(boxOf));
  return layers.filter((layer) => layer.x < x + width && layer.x + layer.width > x && layer.y < y + height && layer.y + layer.height > y).length;
}

async function startFromSluice(page: Page): Promise<void> {
  await page.setViewportSize({ width: 1440, height: 900 });
  await openPage(page, quick);
  await page.getByRole('button', { name: 'Start from…' }).click();
  await page.getByRole('menuitem', { name: /^Sluice network/ }).click();
  await settled(page);
}

test('choosing a balancing method leaves its list where it is', async ({ page }) => {
  await openPage(page, quick);
  const list = page.getByRole('combobox', { name: 'Balancing method' });
  const { y } = await boxOf(list);
  for (const method of ['rlw', 'gradnorm', 'pcgrad', 'static']) {
    await list.selectOption(method);
    await settled(page);
    expect((await boxOf(list)).y).toBe(y);
  }
});

test('the network in small opens from the toolbar where a part of the network is out of sight, and by key shows all of it, as Fit does', async ({ page }) => {
  await startFromSluice(page);
  await page.mouse.move(700, 250);
  await page.mouse.wheel(0, -400);
  await page.getByRole('button', { name: 'The whole network in small' }).click();
  const small = page.getByRole('dialog', { name: 'The whole network in small' }).getByRole('button');
  await expect(small.locator('polyline').first()).toBeAttached();
  await small.press('Enter');
  await expect(page.getByRole('button', { name: 'The whole network in small' })).toHaveCount(0);

  await page.getByRole('button', { name: 'Fit', exact: true }).click();
  const pane = await boxOf(page.getByTestId('network'));
  for (const layer of await page.locator('.react-flow__node').all()) {
    const { x, y, width, height } = await boxOf(layer);
    expect(x).toBeGreaterThanOrEqual(pane.x);
    expect(x + width).toBeLessThanOrEqual(pane.x + pane.width);
    expect(y).toBeGreaterThanOrEqual(pane.y);
    expect(y + height).toBeLessThanOrEqual(pane.y + pane.height);
  }
});

test('a notice covers neither layers nor what stands below the network', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await openPage(page, quick);
  await page.getByRole('button', { name: 'Step', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Digit alone' }).click();
  const notice = page.getByText(/^Digit alone, step 1/);
  await expect(notice).toBeVisible();
  expect(await coveredLayers(page, notice)).toBe(0);
  const [told, pane] = [await boxOf(notice), await boxOf(page.getByTestId('network'))];
  expect(told.y + told.height).toBeLessThanOrEqual(pane.y + pane.height);
});

test('what scrolls in a side panel never scrolls the page itself', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 700 });
  await openPage(page, quick);
  await page.locator('.react-flow__node[data-id="dense-1"]').click();
  await page.getByRole('button', { name: 'Play' }).click();
  const pull = page.getByRole('heading', { name: 'Do the tasks agree here?' });
  await expect(pull.locator('..').getByRole('table').first()).toBeAttached();
  // As the focus does, and a search in the page: all that can be scrolled is.
  await pull.evaluate((heading) => heading.scrollIntoView({ block: 'start' }));
  await settled(page);
  expect((await boxOf(page.getByRole('button', { name: 'Pause' }))).y).toBeGreaterThan(0);
  expect((await boxOf(page.getByRole('button', { name: 'Fit', exact: true }))).y).toBeGreaterThan(0);
});
