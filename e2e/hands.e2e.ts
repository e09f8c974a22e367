import { expect, test, type Page } from 'playwright/test';
import { around, centre, drag, layerIds, node, nothingToUndo, port, quick, selected, undo, wire, wiresInto } from './canvas';
import { openPage, seen, settled } from './playground';

test('a box selects the layers in it, Shift adds to them and Ctrl takes away; Ctrl A selects all', async ({ page }) => {
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
  await nothingToUndo(page);
  await page.keyboard.press('Escape');
  expect(await selected(page)).toEqual([]);

  // All layers, while the canvas has the focus and only then.
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
  await nothingToUndo(page);
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
  await nothingToUndo(page);
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

test('layers are duplicated by Ctrl D with the wires among them, in one step, and are selected', async ({ page }) => {
  await openPage(page, quick);
  const before = (await seen(page)).experiment;
  await node(page, 'conv-2').click();
  await node(page, 'pool-2').click({ modifiers: ['Shift'] });
  await page.keyboard.press('ControlOrMeta+d');
  await settled(page);
  expect(await selected(page)).toEqual(['conv2d-1', 'max-pool-1']);
  expect((await seen(page)).experiment.network.wires.at(-1)).toEqual({ from: 'conv2d-1', to: 'max-pool-1' });
  await undo(page).click();
  await settled(page);
  expect((await seen(page)).experiment).toEqual(before);
});

test('layers are copied and pasted into another tab; a head of a task that is there is left out, and text is refused', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openPage(page, quick);
  await node(page, 'dense-1').click();
  await node(page, 'head-parity').click({ modifiers: ['Shift'] });
  await page.keyboard.press('ControlOrMeta+c');
  await expect(page.getByText('Copied 2 layers')).toBeVisible();
  await nothingToUndo(page);

  const other = await context.newPage();
  await openPage(other, quick);
  const before = (await seen(other)).experiment;
  await node(other, 'conv-1').focus();
  await other.keyboard.press('ControlOrMeta+v');
  await settled(other);
  await expect(other.getByText('Left out the head of Parity')).toBeVisible();
  expect(await selected(other)).toEqual(['dense-2']);
  await undo(other).click();
  await settled(other);
  expect((await seen(other)).experiment).toEqual(before);

  await other.evaluate(() => navigator.clipboard.writeText('Conv 3×3'));
  await node(other, 'conv-1').focus();
  await other.keyboard.press('ControlOrMeta+v');
  await expect(other.getByText('the clipboard holds no layers')).toBeVisible();
  expect((await seen(other)).experiment).toEqual(before);
});

test('what is cut comes back where it was, heads with their tasks', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openPage(page, quick);
  await node(page, 'dense-1').click();
  await node(page, 'head-parity').click({ modifiers: ['Shift'] });
  await page.keyboard.press('ControlOrMeta+x');
  await settled(page);
  expect((await seen(page)).experiment.tasks.map(({ id }) => id)).toEqual(['digit', 'reconstruction']);
  await page.keyboard.press('ControlOrMeta+v');
  await settled(page);
  const { tasks, network } = (await seen(page)).experiment;
  expect(tasks.map(({ id }) => id)).toEqual(['digit', 'reconstruction', 'parity']);
  expect(network.wires.at(-1)).toEqual({ from: network.layers.at(-2)?.id, to: 'head-parity' });
});

test('a right click or Shift F10 opens the menu of a layer, of a wire, of the canvas, each with what applies', async ({ page }) => {
  await openPage(page, quick);
  const menu = page.getByRole('menu', { name: 'What can be done here' });
  const items = async () => {
    await expect(menu).toBeVisible();
    return menu.getByRole('menuitem').allInnerTexts();
  };
  await node(page, 'conv-2').click({ button: 'right' });
  expect((await items()).map((text) => text.split('\n')[0])).toEqual(['Insert after…', 'Connect to…', 'Replace by…', 'Freeze', 'Duplicate', 'Copy', 'Cut', 'Delete layer']);
  await page.keyboard.press('Escape');
  await expect(menu).toHaveCount(0);
  await node(page, 'head-digit').focus();
  await page.keyboard.press('Shift+F10');
  expect((await items()).join()).not.toContain('Duplicate');
  expect((await items()).join()).not.toContain('Replace by');
  await page.keyboard.press('Escape');
  await wire(page, 'conv-1>pool-1').focus();
  await page.keyboard.press('Shift+F10');
  await menu.getByRole('menuitem', { name: 'Insert a layer…' }).click();
  await page.getByRole('combobox', { name: 'Insert a layer…' }).fill('batch');
  await page.keyboard.press('Enter');
  await settled(page);
  expect(await wiresInto(page, 'pool-1')).toEqual(['batch-norm-1']);
  const at = await centre(node(page, 'conv-1'));
  await page.mouse.click(at.x, at.y + 100, { button: 'right' });
  expect((await items()).map((text) => text.split('\n')[0])).toEqual(['Add a layer…', 'Paste', 'Select all layers', 'Start from…']);
  await menu.getByRole('menuitem', { name: 'Select all layers' }).click();
  expect(await selected(page)).toEqual([...(await layerIds(page))].sort());
});

test('a layer becomes another kind by the menu, with its wires', async ({ page }) => {
  await openPage(page, quick);
  await node(page, 'conv-2').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Replace by…' }).click();
  // What would not fit is not offered.
  await expect(page.getByRole('option', { name: /^Flatten/ })).toHaveCount(0);
  await page.getByRole('option', { name: /^Separable conv/ }).click();
  await settled(page);
  const { layers, wires } = (await seen(page)).experiment.network;
  expect(layers.find(({ id }) => id === 'conv-2')?.kind).toBe('separable-conv2d');
  expect(wires).toContainEqual({ from: 'conv-2', to: 'pool-2' });
});

test('by keys alone the focus goes along wires, layers are inserted, connected, moved and deleted', async ({ page }) => {
  await openPage(page, quick);
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-id'));
  await node(page, 'conv-1').focus();
  for (const [key, layer] of [['ArrowRight', 'pool-1'], ['ArrowRight', 'conv-2'], ['ArrowRight', 'pool-2'], ['ArrowRight', 'dense-1'], ['ArrowDown', 'upsample-1'], ['ArrowUp', 'dense-1'], ['ArrowLeft', 'pool-2']] as const) {
    await page.keyboard.press(key);
    await settled(page);
    expect([key, await focused()]).toEqual([key, layer]);
  }
  // Which moves nothing; what feeds nothing is told.
  await nothingToUndo(page);
  await node(page, 'input').focus();
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByRole('status').filter({ hasText: 'Nothing feeds Input' })).toBeVisible();

  await node(page, 'pool-2').focus();
  await page.keyboard.press('i');
  await page.getByRole('combobox', { name: 'Insert after…' }).fill('drop');
  await page.keyboard.press('Enter');
  await settled(page);
  expect(await focused()).toBe('dropout-1');
  expect(await wiresInto(page, 'dense-1')).toEqual(['dropout-1']);
  expect(await wiresInto(page, 'upsample-1')).toEqual(['dropout-1']);

  await page.keyboard.press('c');
  const list = page.getByRole('listbox', { name: 'Connect to…' });
  await expect(list.getByRole('option', { name: /^Parity/ })).toContainText('Replaces the wire from Dense');
  await page.getByRole('dialog', { name: 'Connect to…' }).getByRole('combobox').fill('parity');
  await page.keyboard.press('Enter');
  await settled(page);
  expect(await wiresInto(page, 'head-parity')).toEqual(['dropout-1']);

  const place = async () => (await seen(page)).experiment.network.layers.find(({ id }) => id === 'dropout-1')?.y;
  const before = await place();
  expect(await focused()).toBe('dropout-1');
  await page.keyboard.press('Alt+ArrowDown');
  await page.keyboard.press('Alt+ArrowDown');
  await settled(page);
  expect(await place()).toBe((before ?? 0) + 20);
  await page.keyboard.press('Delete');
  await settled(page);
  expect(await layerIds(page)).not.toContain('dropout-1');
});

/** Takes a kind of layer out of the palette and holds it over a place. */
async function takeKind(page: Page, kind: RegExp, over: { readonly x: number; readonly y: number }): Promise<void> {
  await page.getByRole('group', { name: 'Canvas' }).getByRole('button', { name: 'Layer' }).click();
  const entry = page.getByRole('menuitem', { name: kind });
  await entry.scrollIntoViewIfNeeded();
  const from = await centre(entry);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 40, from.y, { steps: 3 });
  await page.mouse.move(over.x, over.y, { steps: 5 });
}

test('a kind is dragged from the palette on to a wire, which shows that it takes it, and on to the canvas', async ({ page }) => {
  await openPage(page, quick);
  const [one, other] = [await centre(port(page, 'conv-2', 'source')), await centre(port(page, 'pool-2', 'target'))];
  const middle = { x: (one.x + other.x) / 2, y: one.y };
  const ghost = page.getByTestId('dragged-kind');
  await takeKind(page, /^Flatten/, middle);
  await expect(wire(page, 'conv-2>pool-2')).toHaveAttribute('data-drop', 'refuses');
  await expect(ghost).toContainText('Needs an image');
  await page.keyboard.press('Escape');
  await expect(ghost).toHaveCount(0);
  await page.mouse.up();
  await nothingToUndo(page);

  await takeKind(page, /^Batch norm/, middle);
  await expect(wire(page, 'conv-2>pool-2')).toHaveAttribute('data-drop', 'takes');
  await expect(ghost).toContainText('into Conv 3×3');
  await page.mouse.up();
  await settled(page);
  expect(await wiresInto(page, 'pool-2')).toEqual(['batch-norm-1']);
  await expect(page.locator('[data-drop]')).toHaveCount(0);
  await undo(page).click();

  const free = await centre(node(page, 'conv-2'));
  await takeKind(page, /^Dense/, { x: free.x, y: free.y + 110 });
  await page.mouse.up();
  await settled(page);
  const dropped = await centre(node(page, 'dense-2'));
  expect(Math.hypot(dropped.x - free.x, dropped.y - free.y - 110)).toBeLessThan(40);
  expect(await wiresInto(page, 'dense-2')).toEqual([]);
});

test('two clicks connect: on a port, then on a layer; Escape leaves it', async ({ page }) => {
  await openPage(page, quick);
  const start = async () => {
    const { x, y } = await centre(port(page, 'pool-2', 'source'));
    await page.mouse.click(x, y);
    await expect(page.getByText('Choose the layer that Max pool')).toBeVisible();
  };
  await start();
  await page.keyboard.press('Escape');
  await node(page, 'head-parity').click();
  expect(await wiresInto(page, 'head-parity')).toEqual(['dense-1']);
  await start();
  await node(page, 'head-parity').click();
  await settled(page);
  expect(await wiresInto(page, 'head-parity')).toEqual(['pool-2']);
});
