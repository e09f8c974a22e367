import { expect, test } from 'playwright/test';
import { encodeLink } from '../src/experiment/link/link-codec';
import { linkedDocument, openMore, openPage, runReached, seen, settled } from './playground';
import { quickExperiment } from './small-experiment';

test('training images are turned, enlarged and brightened as set beside the data, and it trains', async ({ page }) => {
  await openPage(page, encodeLink(quickExperiment));
  const set = async (name: string, value: string) => {
    const field = page.getByRole('spinbutton', { name, exact: true });
    await field.fill(value);
    await field.press('Enter');
  };
  await openMore(page, 'Data');
  await set('Rotation', '15');
  await set('Zoom', '0.1');
  await set('Contrast', '0.2');
  await set('Brightness', '0.9');
  await settled(page);
  const augmentation = { shift: 0, flip: false, rotate: 15, zoom: 0.1, contrast: 0.2, brightness: 0.5 };
  expect((await seen(page)).experiment.data.augmentation).toEqual(augmentation);
  expect(linkedDocument(page.url()).data.augmentation).toEqual(augmentation);
  await page.getByRole('button', { name: 'Play' }).or(page.getByRole('button', { name: /Restart/ })).first().click();
  await runReached(page, 5);
  await page.getByRole('button', { name: 'Pause' }).click();
  expect((await seen(page)).losses[0]?.every(Number.isFinite)).toBe(true);
});

test('training images are shifted and flipped as set beside the data; it trains, stands in the link, and is undone', async ({ page }) => {
  await openPage(page, encodeLink(quickExperiment));
  const before = (await seen(page)).experiment;
  await openMore(page, 'Data');
  const shift = page.getByRole('spinbutton', { name: 'Random shift' });
  await shift.fill('2');
  await shift.press('Enter');
  await page.getByRole('checkbox', { name: 'Random flip' }).check();
  await settled(page);
  expect((await seen(page)).experiment.data).toEqual({ ...before.data, augmentation: { shift: 2, flip: true } });
  expect(linkedDocument(page.url()).data.augmentation).toEqual({ shift: 2, flip: true });

  await page.getByRole('button', { name: 'Play' }).or(page.getByRole('button', { name: /Restart/ })).first().click();
  await runReached(page, 5);
  await page.getByRole('button', { name: 'Pause' }).click();
  expect((await seen(page)).losses[0]?.every(Number.isFinite)).toBe(true);

  await page.getByRole('checkbox', { name: 'Random flip' }).uncheck();
  await shift.fill('9');
  await shift.press('Enter');
  expect((await seen(page)).experiment.data.augmentation).toEqual({ shift: 4, flip: false });
  for (const left of [{ shift: 2, flip: false }, { shift: 2, flip: true }, { shift: 2, flip: false }, undefined]) {
    await page.getByRole('button', { name: 'Undo' }).click();
    expect((await seen(page)).experiment.data.augmentation).toEqual(left);
  }
  await settled(page);
  expect((await seen(page)).experiment).toEqual(before);
});
