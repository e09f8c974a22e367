import { readFile } from 'node:fs/promises';
import { expect, test, type Locator, type Page } from 'playwright/test';
import { centre, drag, port, quick, undo } from './canvas';
import { openPage, runReached, seen, settled } from './playground';

/** Where something stands, in pixels of the window. */
async function boxOf(locator: Locator) {
  const box = await locator.boundingBox();
  if (box === null) throw new Error('not on the screen');
  return box;
}

/** The boxes of all layers that are drawn. */
async function layerBoxes(page: Page) {
  return Promise.all((await page.locator('.react-flow__node').all()).map(boxOf));
}

/** The smallest text in the network, in pixels of the screen. */
async function smallestText(page: Page): Promise<number> {
  return page.locator('.react-flow__viewport').evaluate((drawn) => {
    const scale = new DOMMatrix(getComputedStyle(drawn).transform).a;
    const texts = [...drawn.querySelectorAll('.react-flow__node *')].filter((element) => [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE));
    return scale * Math.min(...texts.map((element) => parseFloat(getComputedStyle(element).fontSize)));
  });
}

/** Asks that all layers are in the canvas, and can be read. */
async function expectSeenWhole(page: Page): Promise<void> {
  const canvas = await boxOf(page.locator('.react-flow'));
  for (const { x, y, width, height } of await layerBoxes(page)) {
    expect(x).toBeGreaterThanOrEqual(canvas.x);
    expect(y).toBeGreaterThanOrEqual(canvas.y);
    expect(x + width).toBeLessThanOrEqual(canvas.x + canvas.width);
    expect(y + height).toBeLessThanOrEqual(canvas.y + canvas.height);
  }
  expect(await smallestText(page)).toBeGreaterThanOrEqual(12);
}

/** The wires that run behind layers which they neither leave nor enter. */
async function hiddenWires(page: Page): Promise<readonly string[]> {
  return page.locator('.react-flow__edge').evaluateAll((edges) => {
    const layers = [...document.querySelectorAll<HTMLElement>('.react-flow__node')].map((node) => ({ id: node.dataset['id'], box: node.getBoundingClientRect() }));
    return edges.flatMap((edge) => {
      const key = edge.getAttribute('data-id') ?? '';
      const line = [...edge.querySelectorAll('path')].at(-1);
      const toScreen = line?.getScreenCTM();
      if (line === undefined || toScreen === null || toScreen === undefined) return [];
      const points = Array.from({ length: 200 }, (_, index) => line.getPointAtLength((line.getTotalLength() * index) / 199).matrixTransform(toScreen));
      const others = layers.filter(({ id }) => !key.split('>').includes(id ?? ''));
      const behind = others.filter(({ box }) => points.some(({ x, y }) => x > box.left && x < box.right && y > box.top && y < box.bottom));
      return behind.map(({ id }) => `${key} behind ${id}`);
    });
  });
}

async function startFrom(page: Page, network: RegExp): Promise<void> {
  await page.getByRole('button', { name: 'Start from…' }).click();
  await page.getByRole('menuitem', { name: network }).click();
  await settled(page);
}

test('nothing lies on a layer: what can be done stands above the canvas, what is said below it', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await openPage(page, quick);
  // However far the network is moved, it goes below nothing.
  await page.mouse.move(700, 180);
  await page.mouse.wheel(0, -300);
  const canvas = await boxOf(page.locator('.react-flow'));
  const toolbar = await boxOf(page.getByRole('group', { name: 'Canvas' }));
  expect(toolbar.y + toolbar.height).toBeLessThanOrEqual(canvas.y);
  for (const said of [page.getByText('Each strand is a task.'), page.getByRole('link', { name: 'React Flow' })]) {
    expect((await boxOf(said)).y).toBeGreaterThanOrEqual(canvas.y + canvas.height);
  }
  for (const button of await page.getByTestId('network').getByRole('button', { name: /The network goes on|in small/ }).all()) {
    expect((await boxOf(button)).y).toBeLessThan(canvas.y);
  }
});

test('layers show what comes out of them for the chosen image, in boxes that stay as they are, until that is switched off', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await openPage(page, quick);
  const maps = page.getByTestId('maps-conv-1');
  const picture = maps.getByRole('img', { name: /^Conv 3×3 \(1\), 28×28×8, test image \d: black is .*, white is .*\.$/ });
  const drawn = () => page.getByTestId('maps-input').locator('canvas').evaluate((canvas) => (canvas instanceof HTMLCanvasElement ? canvas.toDataURL() : ''));
  await expect(maps).toHaveAttribute('data-image', '0');
  await expect(picture).toBeVisible();
  await expect(page.getByTestId('maps-dense-1').locator('svg')).toBeVisible();
  const first = await drawn();
  await page.getByTestId('test-images').getByRole('radio').nth(3).click();
  await expect(maps).toHaveAttribute('data-image', '3');
  await expect.poll(drawn).not.toBe(first);
  const heights = async () => (await layerBoxes(page)).map(({ height }) => height);
  const before = await heights();
  await page.keyboard.press('Space');
  await expect(maps).toHaveAttribute('data-step', /^[1-9]/, { timeout: 60_000 });
  await page.keyboard.press('Space');
  await runReached(page, 'paused');
  await expect(maps).toHaveAttribute('data-step', String((await seen(page)).step));

  // Of another network than that which is trained nothing is known, and the boxes stay.
  await maps.click();
  await expect(page.getByRole('tab', { selected: true })).toHaveText('Inside');
  await page.getByRole('spinbutton', { name: 'Filters' }).fill('12');
  await page.keyboard.press('Enter');
  await expect(maps).toHaveCount(0);
  expect(await heights()).toEqual(before);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(picture).toBeVisible();

  const toggle = page.getByRole('menuitemradio', { name: /^Feature maps in the layers/ });
  await page.getByRole('button', { name: 'Network menu' }).click();
  await expect(toggle).toBeChecked();
  await toggle.click();
  await expect(maps).toHaveCount(0);
  await page.reload();
  await page.waitForFunction(() => window.playground !== undefined);
  await settled(page);
  await page.getByRole('button', { name: 'Network menu' }).click();
  await expect(toggle).not.toBeChecked();
  await expect(maps).toHaveCount(0);
});

test('the network fills the window below the bar, its layers are seen, and Escape leaves', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await openPage(page, quick);
  await startFrom(page, /^Sluice network/);
  const before = await boxOf(page.getByTestId('network'));
  await page.getByRole('button', { name: 'Full screen' }).click();
  await settled(page);
  const bar = await boxOf(page.getByRole('banner'));
  const { x, y, width, height } = await boxOf(page.getByTestId('network'));
  expect([x, y, width, height]).toEqual([0, bar.y + bar.height, 1440, 900 - bar.y - bar.height]);
  await expect.poll(async () => (await layerBoxes(page)).every((layer) => layer.x > 0 && layer.x + layer.width < 1440 && layer.y > y && layer.y + layer.height < 900)).toBe(true);
  await expectSeenWhole(page);
  await page.keyboard.press('Escape');
  await settled(page);
  expect(await boxOf(page.getByTestId('network'))).toEqual(before);
  await expect(page.getByRole('slider', { name: 'Weight of Digit' })).toBeVisible();
});

test('large start networks are seen whole and can be read', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await openPage(page, quick);
  for (const network of [/^Stacked experts/, /^Attention masks/, /^Sluice network/, /^Shared and own experts/, /^Cross-stitch/]) {
    await test.step(network.source.slice(1), async () => {
      await startFrom(page, network);
      await expect.poll(async () => page.locator('.react-flow__node').count()).toBeGreaterThan(9);
      await expect.poll(async () => page.getByRole('button', { name: 'The whole network in small' }).count()).toBe(0);
      await expectSeenWhole(page);
      expect(await hiddenWires(page)).toEqual([]);
    });
  }
});

test('PLE opens with its experts named, in two clicks; a box is renamed in place, opened and folded', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await openPage(page, quick);
  await startFrom(page, /^Stacked experts/);
  expect((await seen(page)).experiment.name).toBe('Stacked experts (PLE)');
  for (const name of ['Shared expert 1', 'Digit’s expert 1', 'Parity’s expert 2', 'Reconstruction’s tower']) await expect(page.getByText(name, { exact: true })).toBeInViewport();

  await page.getByText('Shared expert 1', { exact: true }).dblclick();
  await page.getByRole('textbox', { name: 'Name of Shared expert 1' }).fill('Edges');
  await page.keyboard.press('Enter');
  await expect(page.locator('.react-flow__node').getByText('Edges', { exact: true })).toBeVisible();
  const [box] = (await seen(page)).experiment.network.folded ?? [];
  expect(box?.name).toBe('Edges');
  // The box has the focus: its layers are selected and F2 renames it too.
  await page.keyboard.press('F2');
  await expect(page.getByRole('textbox', { name: 'Name of Edges' })).toBeFocused();
  await page.keyboard.press('Escape');
  // In the panel beside the network as well.
  await page.getByText('Digit’s gate 1', { exact: true }).click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Door');
  await page.keyboard.press('Enter');
  await expect(page.locator('.react-flow__node').getByText('Door', { exact: true })).toBeVisible();

  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Network menu' }).click();
  await page.getByRole('menuitem', { name: /^SVG/ }).click();
  const saved = await saving;
  expect(saved.suggestedFilename()).toBe('Stacked-experts-PLE.svg');
  const drawing = await readFile(await saved.path(), 'utf8');
  expect(drawing).toContain('>Edges</text>');
  const raster = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Network menu' }).click();
  await page.getByRole('menuitem', { name: /^PNG/ }).click();
  const png = await readFile(await (await raster).path());
  // A PNG has its width at its 17th byte.
  expect(png.readUInt32BE(16)).toBe(2 * Number(/^<svg[^>]* width="(\d+)"/.exec(drawing)?.[1]));

  // A wire that is dropped on a box enters at its first layer.
  const tower = page.locator('.react-flow__node-group').filter({ hasText: 'Digit’s tower' });
  await drag(page, await centre(port(page, 'input', 'source')), await centre(tower.locator('.react-flow__handle.target')));
  const { folded, wires } = (await seen(page)).experiment.network;
  const entered = folded?.find(({ role, task }) => role === 'tower' && task === 'digit')?.layers[0] ?? '';
  expect(wires.filter(({ to }) => to === entered).map(({ from }) => from)).toEqual(['input']);
  await undo(page).click();

  const layers = page.locator('.react-flow__node-layer');
  const before = await layers.count();
  await page.getByRole('button', { name: 'Open Digit’s expert 2' }).click();
  await settled(page);
  await expect(layers).toHaveCount(before + 2);
  await page.getByRole('button', { name: 'Fold Digit’s expert 2' }).click();
  await settled(page);
  await expect(layers).toHaveCount(before);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('the whole network runs downwards and can be read, with the heads in sight', async ({ page }) => {
    await openPage(page, quick);
    await expect(page.getByTestId('metric-reconstruction')).toBeInViewport();
    await expectSeenWhole(page);
    const input = await boxOf(page.locator('.react-flow__node[data-id="input"]'));
    for (const task of ['digit', 'parity', 'reconstruction']) {
      const head = await boxOf(page.locator(`.react-flow__node[data-id="head-${task}"]`));
      expect(head.y).toBeGreaterThan(input.y + input.height);
    }
  });
});
