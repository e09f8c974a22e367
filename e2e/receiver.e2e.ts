import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { expect, test, type Page } from 'playwright/test';
import { zipSync } from 'fflate';
import { bmpOf, idxOf } from '../src/data/testing/made-files';
import { handOver } from './importing';
import { openMore, openPage, runReached, seen, settled } from './playground';

const fashion = '/usr/share/datasets/fashion-mnist';
const parts = [
  ['train', 160],
  ['t10k', 40],
] as const;

/** The first images of Fashion-MNIST in its four files where Debian's package is installed, else some made up. */
function fourFiles(): readonly { readonly name: string; readonly bytes: Buffer }[] {
  return parts.flatMap(([part, count]) => {
    const read = (name: string, header: number, each: number) => {
      const whole = gunzipSync(readFileSync(join(fashion, `${part}-${name}.gz`))).subarray(0, header + each * count);
      whole.writeUInt32BE(count, 4);
      return whole;
    };
    const isThere = existsSync(fashion);
    const images = isThere ? read('images-idx3-ubyte', 16, 784) : idxOf([count, 28, 28], (place) => (place * 31 + Math.floor(place / 784)) % 256);
    const labels = isThere ? read('labels-idx1-ubyte', 8, 1) : idxOf([count], (place) => place % 10);
    return [
      { name: `${part}-images-idx3-ubyte.gz`, bytes: gzipSync(images) },
      { name: `${part}-labels-idx1-ubyte.gz`, bytes: gzipSync(labels) },
    ];
  });
}

/** The losses of the first two steps. */
async function twoSteps(page: Page) {
  for (const step of [1, 2]) {
    await page.getByRole('button', { name: 'Step', exact: true }).click();
    await page.getByRole('menuitem', { name: 'One batch' }).click();
    await runReached(page, step);
  }
  return (await seen(page)).losses;
}

/** Adds a task of the classes in two groups. */
async function addGrouped(page: Page, ...classes: readonly [readonly string[], readonly string[]]): Promise<void> {
  await page.getByRole('button', { name: 'Add task' }).click();
  await page.getByRole('radio', { name: /^Grouped classes…/ }).check();
  await page.getByRole('button', { name: 'Group classes…' }).click();
  const groups = page.getByRole('dialog', { name: 'Group classes' });
  for (const [group, names] of classes.entries()) {
    for (const name of names) await groups.getByRole('button', { name, exact: true }).click();
    await groups.getByRole('group').nth(group).click({ position: { x: 12, y: 4 } });
  }
  await groups.getByRole('button', { name: 'Add the task' }).click();
  await settled(page);
}

test('who is sent an experiment on Fashion-MNIST is told what to load, told of other files, and gets the same losses', async ({ page, browser }) => {
  if (!existsSync(fashion)) test.info().annotations.push({ type: 'note', description: "Debian's dataset-fashion-mnist is not installed: made-up images in its place" });
  const files = fourFiles();
  await openPage(page);
  // Dropped anywhere on the page.
  await handOver(page, page.getByRole('button', { name: 'Add task' }), 'drop', files);
  const dialog = page.getByRole('dialog', { name: 'Import data' });
  await expect(dialog.getByText('IDX files · 200 examples')).toBeVisible();
  await dialog.getByRole('button', { name: 'Use these data' }).click();
  await expect(dialog).toBeHidden();
  await settled(page);
  // A second task of the same labels, grouped.
  await addGrouped(page, ['0', '2', '4'], ['1', '3']);
  const sent = await twoSteps(page);
  expect(sent.map((losses) => losses.length)).toEqual([2, 2]);
  const address = page.url();

  // Somebody else, in a browser of theirs.
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
  const folder = mkdtempSync(join(tmpdir(), 'fashion-'));
  try {
    const theirs = await context.newPage();
    await openPage(theirs, address.slice(address.indexOf('#')));
    await expect(theirs.getByRole('alert')).toContainText('data of somebody’s own, which this browser does not have');
    await openMore(theirs, 'Data');
    await theirs.getByRole('button', { name: 'Load the data…' }).click();
    const loading = theirs.getByRole('dialog', { name: 'Import data' });
    await expect(loading).toContainText('With the same files it gives the same results.');
    // Other files are named as such; one may go on with them, or not.
    const others = files.map(({ name, bytes }) => ({ name, bytes: name.includes('labels') ? gzipSync(gunzipSync(bytes).map((value, at) => (at < 8 ? value : (value + 1) % 10))) : bytes }));
    await handOver(theirs, loading.getByText('Drop files, a folder or a zip here'), 'paste', others);
    await loading.getByRole('button', { name: 'Use these data' }).click();
    await expect(loading.getByRole('alert')).toContainText('These are other data than those of the experiment');
    await expect(loading.getByRole('button', { name: 'Go on with these' })).toBeVisible();
    await loading.getByRole('button', { name: 'Other files' }).click();
    // The right ones, as a folder.
    for (const { name, bytes } of files) writeFileSync(join(folder, name), bytes);
    await loading.locator('input[webkitdirectory]').setInputFiles(folder);
    await loading.getByRole('button', { name: 'Use these data' }).click();
    await expect(loading).toBeHidden();
    await settled(theirs);
    await expect(theirs.getByRole('alert')).toBeHidden();
    expect(await twoSteps(theirs)).toEqual(sent);
  } finally {
    await context.close();
    rmSync(folder, { recursive: true });
  }
});

/** Three folders with so many pictures each. */
const folders = (count: number) =>
  zipSync(
    Object.fromEntries(
      ['cup', 'key', 'pen'].flatMap((name, at) => Array.from({ length: count }, (_, index) => [`${name}/${index}.bmp`, bmpOf(16, 16, (y, x) => [90 * at + ((x * index) % 60), 10 * y, 7 * index])] as const)),
    ),
  );

/** Two numbers, a class that a third of the rows lack, and an amount that others lack. */
const table = new TextEncoder().encode(
  ['width;height;kind;amount', ...Array.from({ length: 60 }, (_, row) => `${row % 7};${(row * 5) % 11},5;${['', 'cup', 'pen'][row % 3] ?? ''};${row % 4 === 1 ? '' : String(row % 9)}`)].join('\n'),
);

test('who is sent experiments on a zip of class folders and on a CSV with missing labels loads them, and gets the same losses', async ({ page, browser }) => {
  const sets = [
    { name: 'photos.zip', bytes: Buffer.from(folders(9)), prepare: () => addGrouped(page, ['cup', 'key'], ['pen']) },
    { name: 'table.csv', bytes: Buffer.from(table), prepare: () => Promise.resolve() },
  ] as const;
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
  try {
    const theirs = await context.newPage();
    await openPage(page);
    for (const { name, bytes, prepare } of sets) {
      await handOver(page, page.getByRole('button', { name: 'Add task' }), 'drop', [{ name, bytes }]);
      const dialog = page.getByRole('dialog', { name: 'Import data' });
      await dialog.getByRole('button', { name: 'Use these data' }).click();
      await expect(dialog).toBeHidden();
      await settled(page);
      await prepare();
      // What was trained on the data before ends.
      await page.getByRole('button', { name: 'Reset' }).click();
      await page.waitForFunction(() => window.playground?.state().step === 0);
      const sent = await twoSteps(page);
      expect(sent.every((losses) => losses.length === 2)).toBe(true);
      expect(sent.flat().every(Number.isFinite)).toBe(true);
      await settled(page);
      const address = page.url();

      await openPage(theirs, address.slice(address.indexOf('#')));
      await expect(theirs.getByRole('alert')).toContainText('data of somebody’s own, which this browser does not have');
      await handOver(theirs, theirs.getByRole('button', { name: 'Add task' }), 'drop', [{ name: `their ${name}`, bytes }]);
      const loading = theirs.getByRole('dialog', { name: 'Import data' });
      await loading.getByRole('button', { name: 'Use these data' }).click();
      await expect(loading).toBeHidden();
      await settled(theirs);
      await expect(theirs.getByRole('alert')).toBeHidden();
      expect(await twoSteps(theirs)).toEqual(sent);
      await theirs.locator('.react-flow__node[data-id="input"]').click();
      await expect(theirs.getByRole('combobox', { name: 'Connect to…' }).first()).toBeVisible();
    }
  } finally {
    await context.close();
  }
});
