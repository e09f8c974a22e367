import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'playwright/test';
import { openMore, openPage, runReached, seen, watchPolicy } from './playground';

test('the policy of the page keeps nothing from it that it needs, in any of its panels, and keeps out scripts that are written into it', async ({ page }) => {
  const keptOut = await watchPolicy(page);
  await openPage(page, '?device=wasm');
  await runReached(page, 'paused');
  expect((await seen(page)).device?.device).toBe('wasm');
  await page.keyboard.press('b');
  await runReached(page, 1);
  for (const tab of await page.getByRole('tab').all()) await tab.click();
  await page.getByRole('tab').first().click();
  await page.locator('.react-flow__node').nth(1).click();
  await page.keyboard.press('d');
  expect(await keptOut()).toEqual([]);

  const ran = await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'window.ran = true';
    document.head.append(script);
    const image = document.createElement('img');
    image.setAttribute('onerror', 'window.ran = true');
    image.src = 'data:,';
    document.body.append(image);
    return new Promise((resolve) => image.addEventListener('error', () => resolve('ran' in window)));
  });
  expect(ran).toBe(false);
  const kept = await keptOut();
  expect(kept.some((one) => one.startsWith('script-src-elem: inline'))).toBe(true);
  expect(kept.some((one) => one.startsWith('script-src-attr: inline'))).toBe(true);
});

for (const { locale, sandboxed, asFile } of [
  { locale: 'en-GB', sandboxed: /sandboxed frame.*allow-same-origin/, asFile: /opened as a file.*npm start/ },
  { locale: 'zh-CN', sandboxed: /受限的框架.*allow-same-origin/, asFile: /作为文件打开.*npm start/ },
]) {
  test(`a page that cannot start says why: in a sandboxed frame, and opened as a file (${locale})`, async ({ browser, baseURL }) => {
    if (baseURL === undefined) throw new Error('no server');
    const context = await browser.newContext({ locale });
    const page = await context.newPage();
    await page.setContent(`<iframe sandbox="allow-scripts" src="${baseURL}" style="width: 600px; height: 400px"></iframe>`);
    const frame = page.frameLocator('iframe');
    await expect(frame.getByRole('alert')).toHaveText(sandboxed);
    await expect(frame.getByRole('link')).toHaveAttribute('href', baseURL);
    await page.goto(pathToFileURL(join(import.meta.dirname, '..', 'dist', 'index.html')).href);
    await expect(page.getByRole('alert')).toHaveText(asFile);
    await context.close();
  });
}

test('a page whose program cannot be loaded says so', async ({ page }) => {
  await page.route('**/assets/*.js', (route) => route.abort());
  await page.goto('./');
  await expect(page.getByRole('alert')).toContainText('could not be loaded');
});

test('the licences of the program and its parts are one click from the credits of the data', async ({ page }) => {
  await openPage(page);
  await openMore(page, 'Data');
  const link = page.getByRole('link', { name: 'Licences of this program and its parts' });
  const href = await link.evaluate((element) => (element instanceof HTMLAnchorElement ? element.href : ''));
  const text = await (await page.request.get(href)).text();
  for (const part of ['Multitask Playground contributors', '@tensorflow/tfjs-core', '@tensorflow/tfjs-backend-webgpu', 'react-dom', '@xyflow/react', 'recharts', 'assemblyscript']) {
    expect(text).toContain(part);
  }
});
