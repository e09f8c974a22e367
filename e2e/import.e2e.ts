import { expect, test, type Page } from 'playwright/test';
import { zipSync } from 'fflate';
import { bmpOf } from '../src/data/testing/made-files';
import { handOver, openImport } from './importing';
import { openPage, runReached, settled } from './playground';

/** A picture of one colour with some noise. */
function bitmap(red: number, green: number, blue: number, side = 48): Uint8Array {
  return bmpOf(side, side, (y, x) => {
    const noise = ((y * side + x) * 7919) % 40;
    return [red + noise, green + noise, blue + noise];
  });
}

/** A zip of three folders with so many pictures each. */
function photos(count: number): Buffer {
  const colours = { red: [200, 20, 20], green: [20, 200, 20], blue: [20, 20, 200] } as const;
  const files = Object.entries(colours).flatMap(([name, [red, green, blue]]) =>
    Array.from({ length: count }, (_, index) => [`photos/${name}/${index}.bmp`, bitmap(red - (index % 15), green - (index % 12), blue - (index % 17))] as const),
  );
  return Buffer.from(zipSync(Object.fromEntries(files)));
}

test('a zip of class folders is looked at, trained on, kept, exported and deleted', async ({ page }) => {
  await openPage(page);
  const dialog = await openImport(page);
  // Chosen by keyboard.
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), dialog.getByRole('button', { name: 'Choose files…' }).press('Enter')]);
  await chooser.setFiles({ name: 'photos.zip', mimeType: 'application/zip', buffer: photos(12) });
  await expect(dialog.getByText('Pictures by folder · 36 examples')).toBeVisible();
  await expect(dialog.getByText('3 classes: blue 12, green 12, red 12')).toBeVisible();
  await expect(dialog.getByRole('list', { name: 'Preview' }).getByRole('listitem')).toHaveCount(16);
  await expect(dialog.getByRole('status')).toContainText('29 to train on, 7 to test');
  await dialog.getByRole('combobox', { name: 'Size' }).selectOption('16 × 16 pixels');
  await dialog.getByRole('button', { name: 'Use these data' }).click();
  await expect(dialog).toBeHidden();
  await settled(page);
  await expect(page.getByRole('region', { name: 'Data', exact: true })).toContainText('photos.zip');
  await page.getByRole('button', { name: 'Play' }).or(page.getByRole('button', { name: /Restart/ })).first().click();
  await runReached(page, 'done');
  // A picture that is not among them, by the picker and dropped.
  await page.getByRole('button', { name: 'Try a picture of your own' }).click();
  const own = page.getByRole('dialog', { name: 'Try a picture of your own' });
  const answers = own.getByRole('list', { name: 'What the network says' });
  await own.getByTestId('own-file').setInputFiles({ name: 'new.bmp', mimeType: 'image/bmp', buffer: Buffer.from(bitmap(180, 40, 45, 96)) });
  await expect(answers).toContainText(/^labelred/);
  await expect(own.getByRole('img', { name: 'As the network sees it' })).toBeVisible();
  await handOver(page, own.getByText('Draw, hold something up'), 'drop', [{ name: 'other.bmp', bytes: bitmap(40, 45, 190, 96) }]);
  await expect(answers).toContainText(/^labelblue/);
  await handOver(page, own.getByText('Draw, hold something up'), 'paste', [{ name: 'none.png', bytes: Uint8Array.of(1, 2, 3) }]);
  await expect(own.getByRole('alert')).toContainText('This picture cannot be used');
  await page.keyboard.press('Escape');
  // Kept over a reload, listed with its size, deleted.
  await page.reload();
  await settled(page);
  await openImport(page);
  await expect(dialog.getByRole('button', { name: 'Use photos.zip' })).toContainText('29 + 7 examples');
  const [download] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: 'Export photos.zip as .npz' }).click()]);
  expect(download.suggestedFilename()).toBe('photos.zip.npz');
  await dialog.getByRole('button', { name: 'Delete photos.zip' }).click();
  await expect(dialog.getByRole('button', { name: 'Use photos.zip' })).toBeHidden();
  // What cannot be imported is told, and what was there stays.
  await dialog.locator('input[type=file]').first().setInputFiles({ name: 'cut.zip', mimeType: 'application/zip', buffer: photos(2).subarray(0, 300) });
  await expect(dialog.getByRole('alert')).toContainText('cut.zip');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('region', { name: 'Data', exact: true })).toContainText('photos.zip');
});

/** Has each worker of the page begin with this. */
async function inWorkers(page: Page, script: string): Promise<void> {
  await page.route(/worker-[^/]*\.js$/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${script}\n${await response.text()}` });
  });
}

test('where the browser has no room that is told and the desk stays; where it keeps nothing the data are in memory and say so', async ({ page }) => {
  await inWorkers(page, "IDBObjectStore.prototype.put = () => { throw new DOMException('', 'QuotaExceededError'); };");
  await openPage(page);
  let dialog = await openImport(page);
  const zip = { name: 'photos.zip', mimeType: 'application/zip', buffer: photos(4) };
  await dialog.getByTestId('import-files').setInputFiles(zip);
  await dialog.getByRole('button', { name: 'Use these data' }).click();
  await expect(dialog.getByRole('alert')).toContainText('The browser has no room left.');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('region', { name: 'Data', exact: true })).toContainText('MNIST');

  // As in a frame that is shut in: opening a database throws, in the page and in its workers.
  const shut = "Object.defineProperty(globalThis, 'indexedDB', { get: () => ({ open: () => { throw new DOMException('', 'SecurityError'); } }) });";
  await page.unrouteAll();
  await inWorkers(page, shut);
  await page.addInitScript(shut);
  await openPage(page);
  dialog = await openImport(page);
  await expect(dialog).toContainText('the data are there until the tab is closed');
  await dialog.getByTestId('import-files').setInputFiles(zip);
  await dialog.getByRole('button', { name: 'Use these data' }).click();
  await expect(dialog).toBeHidden();
  await page.getByRole('button', { name: 'Step', exact: true }).click();
  await page.getByRole('menuitem', { name: 'One batch' }).click();
  await runReached(page, 1);
  await page.getByRole('button', { name: 'Look at photos.zip' }).click();
  await expect(page.getByRole('dialog', { name: /photos\.zip/ }).getByRole('img').first()).toBeVisible();
});
