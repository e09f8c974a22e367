import { expect, test } from 'playwright/test';
import { around, centre, node, port, quick, selected, wiresInto } from './canvas';
import { openPage, settled } from './playground';

test.describe('by touch', () => {
  test.use({ viewport: { width: 1024, height: 768 }, hasTouch: true, isMobile: true });

  test('a tap on a port and one on a layer connect; ports are 44 pixels large', async ({ page }) => {
    await openPage(page, quick);
    await node(page, 'pool-2').tap();
    const handle = port(page, 'pool-2', 'source');
    const area = await handle.evaluate((element) => {
      const { width, height } = getComputedStyle(element, '::after');
      return [Number.parseFloat(width), Number.parseFloat(height)];
    });
    const zoom = await page.locator('.react-flow__viewport').evaluate((element) => new DOMMatrix(getComputedStyle(element).transform).a);
    expect(Math.min(...area) * zoom).toBeGreaterThanOrEqual(44 * Math.min(1, zoom));
    const { x, y } = await centre(handle);
    await page.touchscreen.tap(x + 12, y);
    await expect(page.getByText('Choose the layer that Max pool')).toBeVisible();
    await node(page, 'head-parity').tap();
    await settled(page);
    expect(await wiresInto(page, 'head-parity')).toEqual(['pool-2']);
  });

  test('a finger held on a layer opens its menu, and on the empty canvas draws a box', async ({ page }) => {
    await openPage(page, quick);
    const held = page.getByTestId('held');
    const session = await page.context().newCDPSession(page);
    const finger = (type: 'touchStart' | 'touchMove' | 'touchEnd', at?: { readonly x: number; readonly y: number }) =>
      session.send('Input.dispatchTouchEvent', { type, touchPoints: at === undefined ? [] : [at] });
    const layer = await centre(node(page, 'conv-2'));
    await finger('touchStart', layer);
    await expect(held).toBeVisible();
    await finger('touchEnd');
    await expect(page.getByRole('menu', { name: 'What can be done here' })).toContainText('Insert after…');
    await page.keyboard.press('Escape');

    const [from, to] = await around(page, 'conv-1', 'pool-1');
    await finger('touchStart', from);
    await expect(held).toBeVisible();
    await finger('touchMove', { x: from.x + 30, y: from.y + 30 });
    await finger('touchMove', to);
    await finger('touchEnd');
    await settled(page);
    expect(await selected(page)).toEqual(['conv-1', 'pool-1']);
    // The canvas itself stayed where it was.
    expect(await centre(node(page, 'conv-2'))).toEqual(layer);
  });

  test('a finger drags a kind of layer out of the palette on to the canvas; up and down it scrolls the list', async ({ page }) => {
    await openPage(page, quick);
    await page.getByTestId('palette').tap();
    await settled(page);
    const item = page.getByRole('menuitem', { name: /^Dense/ });
    await item.scrollIntoViewIfNeeded();
    const from = await centre(item);
    const free = await centre(node(page, 'conv-2'));
    const to = { x: free.x, y: free.y - 60 };
    const session = await page.context().newCDPSession(page);
    const finger = (type: 'touchStart' | 'touchMove' | 'touchEnd', at?: { readonly x: number; readonly y: number }) =>
      session.send('Input.dispatchTouchEvent', { type, touchPoints: at === undefined ? [] : [at] });
    await finger('touchStart', from);
    // To the side first: a finger that begins downwards scrolls.
    for (const at of [{ ...from, x: from.x + 12 }, { ...from, x: from.x + 30 }, { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 }, to]) await finger('touchMove', at);
    await expect(page.getByTestId('dragged-kind')).toBeVisible();
    await finger('touchEnd');
    await settled(page);
    const dropped = await centre(node(page, 'dense-2'));
    expect(Math.hypot(dropped.x - to.x, dropped.y - to.y)).toBeLessThan(50);
  });
});
