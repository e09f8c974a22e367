import { expect, test, type Locator, type Page } from 'playwright/test';
import { encodeLink } from '../src/experiment/link/link-codec';
import { openPage, seen, settled } from './playground';
import { quickExperiment } from './small-experiment';

const quick = encodeLink(quickExperiment);

const node = (page: Page, id: string) => page.locator(`.react-flow__node[data-id="${id}"]`);
const port = (page: Page, id: string, side: 'source' | 'target') => node(page, id).locator(`.react-flow__handle.${side}`);
const wire = (page: Page, key: string) => page.getByTestId(`rf__edge-${key}`);
const undo = (page: Page) => page.getByRole('button', { name: 'Undo' });

async function centre(locator: Locator): Promise<{ readonly x: number; readonly y: number }> {
  const box = await locator.boundingBox();
  if (box === null) throw new Error('not on the screen');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Drags with the mouse from one place to another and lets go there. */
async function drag(page: Page, from: { readonly x: number; readonly y: number }, to: { readonly x: number; readonly y: number }): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 });
  await page.mouse.move(to.x, to.y, { steps: 4 });
  await page.mouse.up();
  await settled(page);
}

/** The ids of what is selected on the canvas, layers as well as wires. */
async function selected(page: Page): Promise<readonly (string | null)[]> {
  const parts = page.locator('.react-flow__node.selected, .react-flow__edge.selected');
  return parts.evaluateAll((found) => found.map((part) => part.getAttribute('data-id')).sort());
}

const wiresInto = async (page: Page, id: string) => (await seen(page)).experiment.network.wires.filter(({ to }) => to === id).map(({ from }) => from);
const layerIds = async (page: Page) => (await seen(page)).experiment.network.layers.map(({ id }) => id);

/** A box around some layers, from the empty canvas above and left of them to below and right. */
async function around(page: Page, first: string, last: string) {
  const [one, other] = [await node(page, first).boundingBox(), await node(page, last).boundingBox()];
  if (one === null || other === null) throw new Error('not on the screen');
  return [
    { x: one.x - 6, y: Math.min(one.y, other.y) - 30 },
    { x: other.x + other.width - 12, y: Math.max(one.y + one.height, other.y + other.height) + 8 },
  ] as const;
}

test('a box selects the layers in it, Shift adds to them and Ctrl takes away', async ({ page }) => {
  await openPage(page, quick);
  const [from, to] = await around(page, 'conv-1', 'pool-1');
  await drag(page, from, to);
  expect(await selected(page)).toEqual(['conv-1', 'pool-1']);
  await page.keyboard.down('Shift');
  await drag(page, ...(await around(page, 'conv-2', 'conv-2')));
  await page.keyboard.up('Shift');
  expect(await selected(page)).toEqual(['conv-1', 'conv-2', 'pool-1']);
  await node(page, 'pool-1').click({ modifiers: ['ControlOrMeta'] });
  await node(page, 'dense-1').click({ modifiers: ['Shift'] });
  expect(await selected(page)).toEqual(['conv-1', 'conv-2', 'dense-1']);
  // A box is no edit, and neither moves the layers nor what is seen of them.
  await expect(undo(page)).toBeDisabled();
  await page.keyboard.press('Escape');
  expect(await selected(page)).toEqual([]);
});

test('Ctrl A selects all layers while the canvas has the focus, and only then', async ({ page }) => {
  await openPage(page, quick);
  await page.getByRole('button', { name: 'Play' }).focus();
  await page.keyboard.press('ControlOrMeta+a');
  expect(await selected(page)).toEqual([]);
  await node(page, 'conv-1').focus();
  await page.keyboard.press('ControlOrMeta+a');
  expect(await selected(page)).toEqual([...(await layerIds(page))].sort());
});

test('layers and wires that are selected together are deleted in one step, heads with their tasks', async ({ page }) => {
  await openPage(page, quick);
  const before = (await seen(page)).experiment;
  await node(page, 'head-parity').click();
  await wire(page, 'conv-1>pool-1').focus();
  await page.keyboard.down('Shift');
  await page.keyboard.press('Enter');
  await page.keyboard.up('Shift');
  expect(await selected(page)).toEqual(['conv-1>pool-1', 'head-parity']);
  await expect(page.getByText('2 things selected')).toBeVisible();
  await page.keyboard.press('Delete');
  await settled(page);
  const after = (await seen(page)).experiment;
  expect(after.tasks.map(({ id }) => id)).toEqual(['digit', 'reconstruction']);
  expect(await wiresInto(page, 'pool-1')).toEqual([]);
  await undo(page).click();
  await settled(page);
  expect((await seen(page)).experiment).toEqual(before);
  await expect(undo(page)).toBeDisabled();
});

test('a wire dropped on a head that has one replaces it: the fork comes earlier, and one undo brings it back', async ({ page }) => {
  await openPage(page, quick);
  const before = (await seen(page)).experiment;
  const [start, goal] = [await centre(port(page, 'pool-2', 'source')), await centre(port(page, 'head-parity', 'target'))];
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move(goal.x - 40, goal.y, { steps: 4 });
  await page.mouse.move(goal.x, goal.y, { steps: 4 });
  // Before it is let go the strands show what it would do, and the wire that goes is dotted.
  await expect(wire(page, 'dense-1>head-parity').locator('[data-strand]')).toHaveCount(0);
  await expect(wire(page, 'pool-2>dense-1').locator('[data-strand]')).toHaveCount(1);
  await page.mouse.up();
  await settled(page);
  expect(await wiresInto(page, 'head-parity')).toEqual(['pool-2']);
  await undo(page).click();
  await settled(page);
  expect((await seen(page)).experiment).toEqual(before);
  await expect(undo(page)).toBeDisabled();
});

test('the end of a selected wire is dragged to another layer, and off into the void', async ({ page }) => {
  await openPage(page, quick);
  const select = async (key: string) => {
    await wire(page, key).focus();
    await page.keyboard.press('Enter');
  };
  await select('dense-1>head-parity');
  const end = (side: 'source' | 'target') => page.locator(`.react-flow__edge.selected .react-flow__edgeupdater-${side}`);
  await drag(page, await centre(end('source')), await centre(port(page, 'pool-2', 'source')));
  expect(await wiresInto(page, 'head-parity')).toEqual(['pool-2']);
  expect(await selected(page)).toEqual(['pool-2>head-parity']);
  const off = await centre(node(page, 'conv-1'));
  await drag(page, await centre(end('target')), { x: off.x, y: off.y + 90 });
  expect(await wiresInto(page, 'head-parity')).toEqual([]);
  await page.getByRole('status').getByRole('button', { name: 'Undo' }).click();
  await settled(page);
  expect(await wiresInto(page, 'head-parity')).toEqual(['pool-2']);
});

test('the wheel shows another part of the canvas, and with Ctrl another scale', async ({ page }) => {
  await openPage(page, quick);
  const place = () => centre(node(page, 'conv-2'));
  const before = await place();
  await page.mouse.move(before.x, before.y + 90);
  await page.mouse.wheel(0, 60);
  await expect.poll(async () => (await place()).y).toBeLessThan(before.y);
  const size = async () => (await node(page, 'conv-2').boundingBox())?.width ?? 0;
  const wide = await size();
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -200);
  await page.keyboard.up('Control');
  await expect.poll(size).toBeGreaterThan(wide);
});
