import { expect, type Locator, type Page } from 'playwright/test';
import { openMore } from './playground';

/** Opens the dialog in which data are imported. */
export async function openImport(page: Page): Promise<Locator> {
  await openMore(page, 'Data');
  await page.getByRole('region', { name: 'Data', exact: true }).getByRole('button', { name: 'Import data…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Import data' });
  await expect(dialog).toBeVisible();
  return dialog;
}

/** Drops files on a place of the page, or pastes them there. */
export async function handOver(page: Page, place: Locator, how: 'drop' | 'paste', files: readonly { readonly name: string; readonly bytes: Uint8Array }[]): Promise<void> {
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
