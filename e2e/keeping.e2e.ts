import { readFile } from 'node:fs/promises';
import { expect, test } from 'playwright/test';
import { defaultExperiment } from '../src/experiment/default-experiment';
import { encodeLink } from '../src/experiment/link/link-codec';
import { openPage, runReached, seen, settled, tested } from './playground';
import { quickExperiment } from './small-experiment';

const quick = encodeLink(quickExperiment);

test('a reload in the middle of training goes on from the last checkpoint', async ({ page }) => {
  await openPage(page, quick);
  await page.getByRole('button', { name: 'Play' }).click();
  // The first checkpoint is taken after five seconds; the label of the button tells that training
  // still runs.
  await page.waitForFunction(() => (window.playground?.state().checkpoint ?? 0) > 0);
  const { checkpoint, losses } = await seen(page);
  // The checkpoint is in the page; a reload finds it once it is written.
  await settled(page);
  await page.reload();
  await page.waitForFunction(() => window.playground !== undefined);
  await runReached(page, 'paused');
  const after = await seen(page);
  expect(after.step).toBeGreaterThanOrEqual(checkpoint ?? 1);
  expect(after.losses[0]?.slice(0, 5)).toEqual(losses[0]?.slice(0, 5));
  await page.getByRole('button', { name: 'Play' }).click();
  await runReached(page, after.step + 3);
});

test('a restart that is reloaded before it was kept offers the restart again', async ({ page }) => {
  await openPage(page, quick);
  await page.getByRole('button', { name: 'Play' }).click();
  await runReached(page, 15);
  await page.getByRole('button', { name: 'Pause' }).click();
  await runReached(page, 'paused');
  const { step } = await seen(page);
  const units = page.getByRole('spinbutton', { name: 'Units' });
  await page.locator('.react-flow__node[data-id="dense-1"]').click();
  await units.fill('32');
  await units.press('Enter');
  // While a restart is asked for, its place is that of "Go on with kept weights"; the key is left.
  await units.blur();
  await page.keyboard.press('r');
  await runReached(page, 'paused');
  await settled(page);

  await page.reload();
  await page.waitForFunction(() => window.playground !== undefined);
  await runReached(page, 'paused');
  const after = await seen(page);
  expect(after.problem).toBeUndefined();
  expect(after.experiment.network.layers.find((layer) => layer.id === 'dense-1')?.values['units']).toBe(32);
  expect(after.step).toBe(step);
  await page.getByRole('button', { name: 'Restart to apply' }).click();
  await runReached(page, 2);
  await page.getByRole('button', { name: 'Pause' }).click();
});

test('what was kept and is damaged is told, and all else is there', async ({ page }) => {
  await openPage(page, quick);
  await page.getByRole('button', { name: 'Play' }).click();
  await runReached(page, 5);
  await page.getByRole('button', { name: 'Pause' }).click();
  await tested(page);
  await page.evaluate(async () => {
    const done = <Value>(request: IDBRequest<Value>) =>
      new Promise<Value>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error ?? new Error('no reason given'));
      });
    const database = await done(indexedDB.open('multitask-playground'));
    const tabs = database.transaction('tabs', 'readwrite').objectStore('tabs');
    for (const key of await done(tabs.getAllKeys())) if (typeof key === 'string' && key.includes('/run/')) await done(tabs.put({ id: 'damaged' }, key));
    database.close();
  });
  await page.reload();
  await page.waitForFunction(() => window.playground !== undefined);
  await runReached(page, 'paused');
  const told = page.getByRole('alert').filter({ hasText: 'Left out' });
  await expect(told).toContainText('the state of the newest run (it starts again) and a run');
  expect(await seen(page)).toMatchObject({ step: 0, problem: undefined });
  await told.getByRole('button').click();
  await expect(told).toBeHidden();
});

test('a link that cannot be read leaves desk, runs and step of the tab as they were; a state of an older engine is gone on from, and that is told', async ({ page }) => {
  await openPage(page);
  await page.getByRole('textbox', { name: 'Name of the experiment' }).fill('Trained');
  await page.keyboard.press('Enter');
  await page.keyboard.press('b');
  await runReached(page, 1);
  await tested(page);
  const before = await seen(page);
  await page.evaluate(async () => {
    const done = <Value>(request: IDBRequest<Value>) =>
      new Promise<Value>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error ?? new Error('no reason given'));
      });
    const database = await done(indexedDB.open('multitask-playground'));
    const tabs = database.transaction('tabs', 'readwrite').objectStore('tabs');
    for (const key of await done(tabs.getAllKeys())) {
      if (typeof key !== 'string' || !key.endsWith('/checkpoint')) continue;
      const kept: unknown = await done(tabs.get(key));
      const state: unknown = typeof kept === 'object' && kept !== null ? Reflect.get(kept, 'state') : undefined;
      if (typeof state === 'object' && state !== null) Reflect.deleteProperty(state, 'engine');
      await done(tabs.put(kept, key));
    }
    database.close();
  });
  await openPage(page, '#1.AAAA');
  await runReached(page, 'paused');
  await expect(page.getByRole('alert').filter({ hasText: 'untouched' })).toBeVisible();
  const { experiment, step, losses } = await seen(page);
  expect({ experiment, step, losses }).toEqual({ experiment: before.experiment, step: 1, losses: before.losses });
  const told = page.getByRole('status').filter({ hasText: 'another version of this page' });
  await expect(told).toContainText('From step 1 on');
  await told.getByRole('button').click();
  await expect(told).toBeHidden();
});

test('a database of a later version is left as it is, beside the page and when it is loaded, and that is told', async ({ page }) => {
  const takeOver = () =>
    new Promise<number>((resolve, reject) => {
      const request = indexedDB.open('multitask-playground', 2);
      request.onupgradeneeded = () => request.result.createObjectStore('later').put('kept', 'key');
      request.onsuccess = () => {
        const { version } = request.result;
        request.result.close();
        resolve(version);
      };
      request.onerror = () => reject(request.error ?? new Error('no reason given'));
    });
  await openPage(page);
  const told = page.getByRole('alert').filter({ hasText: 'later version' });
  expect(await page.evaluate(takeOver)).toBe(2);
  await expect(told).toBeVisible();
  await page.getByRole('textbox', { name: 'Name of the experiment' }).fill('Beside');
  await page.keyboard.press('Enter');
  await settled(page);
  await page.reload();
  await page.waitForFunction(() => window.playground !== undefined);
  await expect(told).toBeVisible();
  expect((await seen(page)).experiment.name).toBe('Beside');
  const stores = await page.evaluate(
    () =>
      new Promise<readonly string[]>((resolve, reject) => {
        const request = indexedDB.open('multitask-playground');
        request.onsuccess = () => resolve([...request.result.objectStoreNames]);
        request.onerror = () => reject(request.error ?? new Error('no reason given'));
      }),
  );
  expect(stores).toEqual(['later', 'tabs']);
});

test('an experiment is saved to a file and opened from it, and the history leads back', async ({ page }) => {
  await openPage(page, encodeLink({ ...defaultExperiment, name: 'Saved', seed: 7 }));
  await page.getByRole('button', { name: 'Menu', exact: true }).click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: 'Save the experiment as a file' }).click()]);
  expect(download.suggestedFilename()).toBe('Saved.json');
  const text = await readFile(await download.path());
  await page.getByRole('textbox', { name: 'Name of the experiment' }).fill('Other');
  await page.keyboard.press('Enter');
  await settled(page);
  await page.locator('input[type="file"]').setInputFiles({ name: 'Saved.json', mimeType: 'application/json', buffer: text });
  await expect(page).toHaveTitle(/Saved/);
  await settled(page);
  expect((await seen(page)).experiment).toEqual({ ...defaultExperiment, name: 'Saved', seed: 7 });
  await page.goBack();
  await expect(page).toHaveTitle(/Other/);
  await page.goForward();
  await expect(page).toHaveTitle(/Saved/);
});

test('a data set that is not prepared says so, with the command; the other one works', async ({ page }) => {
  await page.route('**/data/cifar10/**', (route) => route.fulfill({ status: 404, body: 'not found' }));
  await openPage(page);
  await page.getByRole('region', { name: 'Data' }).getByRole('button').first().click();
  await expect(page.getByText('npm run data').first()).toBeVisible();
  await page.keyboard.press('b');
  await runReached(page, 1);
});

test('a training changes the device and goes on where it stood', async ({ page }) => {
  await openPage(page, quick);
  await page.keyboard.press('b');
  await runReached(page, 1);
  await page.keyboard.press('b');
  await runReached(page, 2);
  await page.getByRole('button', { name: 'Menu', exact: true }).click();
  await page.getByRole('menuitem', { name: 'WASM' }).click();
  // The keys walk over the devices; only what is chosen is started.
  const item = (name: RegExp) => page.getByRole('menuitemradio', { name });
  await expect(item(/^Automatic/)).toBeFocused();
  for (const name of [/^WebGPU/, /^WASM/, /^WebGL/, /^CPU/]) {
    await page.keyboard.press('ArrowDown');
    await expect(item(name)).toBeFocused();
  }
  expect((await seen(page)).device?.device).toBe('wasm');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => window.playground?.state().device?.device === 'cpu');
  await runReached(page, 'paused');
  expect((await seen(page)).step).toBe(2);
});

test('a visitor who only looks has loaded no more than two megabytes', async ({ browser, baseURL }) => {
  // A profile that was never here: what the other tests loaded does not count as kept.
  const context = await browser.newContext(baseURL === undefined ? {} : { baseURL });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  let bytes = 0;
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  await openPage(page);
  await page.keyboard.press('b');
  await runReached(page, 1);
  await settled(page);
  // The worker's own transfers pass by this count; what they are is added up from the built files
  // by the size budget.
  expect(bytes).toBeGreaterThan(100_000);
  expect(bytes).toBeLessThan(2_000_000);
  await context.close();
});
