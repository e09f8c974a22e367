import { expect, test, type Locator, type Page } from 'playwright/test';
import { zipSync } from 'fflate';
import { openMore, openPage, runReached, settled } from './playground';

/** A picture of one colour with some noise, as an uncompressed bitmap. */
function bitmap(red: number, green: number, blue: number, side = 48): Uint8Array {
  const bytes = new Uint8Array(54 + 3 * side * side);
  const view = new DataView(bytes.buffer);
  bytes.set([0x42, 0x4d]);
  view.setUint32(2, bytes.length, true);
  view.setUint32(10, 54, true);
  view.setUint32(14, 40, true);
  view.setInt32(18, side, true);
  view.setInt32(22, side, true);
  view.setUint16(26, 1, true);
  view.setUint16(28, 24, true);
  for (let pixel = 0; pixel < side * side; pixel += 1) {
    const noise = (pixel * 7919) % 40;
    bytes.set([blue + noise, green + noise, red + noise], 54 + 3 * pixel);
  }
  return bytes;
}

/** A zip of three folders with so many pictures each. */
function photos(count: number): Buffer {
  const colours = { red: [200, 20, 20], green: [20, 200, 20], blue: [20, 20, 200] } as const;
  const files = Object.entries(colours).flatMap(([name, [red, green, blue]]) =>
    Array.from({ length: count }, (_, index) => [`photos/${name}/${index}.bmp`, bitmap(red - (index % 15), green - (index % 12), blue - (index % 17))] as const),
  );
  return Buffer.from(zipSync(Object.fromEntries(files)));
}

async function openImport(page: Page): Promise<void> {
  await openMore(page, 'Data');
  await page.getByRole('region', { name: 'Data', exact: true }).getByRole('button', { name: 'Import data…' }).click();
  await expect(page.getByRole('dialog', { name: 'Import data' })).toBeVisible();
}

/** Drops files on a place of the page, or pastes them there. */
async function handOver(page: Page, place: Locator, how: 'drop' | 'paste', files: readonly { readonly name: string; readonly bytes: Uint8Array }[]): Promise<void> {
  const transfer = await page.evaluateHandle(
    (handed) => {
      const data = new DataTransfer();
      for (const { name, bytes } of handed) data.items.add(new File([Uint8Array.from(bytes)], name));
      return data;
    },
    files.map(({ name, bytes }) => ({ name, bytes: [...bytes] })),
  );
  if (how === 'drop') await place.dispatchEvent('drop', { dataTransfer: transfer });
  else await place.evaluate((element, clipboardData) => element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })), transfer);
}

test('a zip of class folders is looked at, trained on, kept, exported and deleted', async ({ page }) => {
  await openPage(page);
  await openImport(page);
  const dialog = page.getByRole('dialog', { name: 'Import data' });
  await dialog.locator('input[type=file]').first().setInputFiles({ name: 'photos.zip', mimeType: 'application/zip', buffer: photos(12) });
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
