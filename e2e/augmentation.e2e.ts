import { expect, test } from 'playwright/test';
import { encodeLink } from '../src/experiment/link/link-codec';
import { linkedDocument, openMore, openPage, runReached, seen, settled } from './playground';
import { quickExperiment } from './small-experiment';

test('training images are changed by chance, and a task’s labels lack what is set: previewed, trained, in the link, and undone', async ({ page }) => {
  // A document may say that digits are flipped; here it can only be taken off.
  await openPage(page, encodeLink({ ...quickExperiment, data: { ...quickExperiment.data, augmentation: { shift: 1, flip: true } } }));
  const before = (await seen(page)).experiment;
  await page.getByRole('button', { name: 'Options of Digit', exact: true }).click();
  const lacking = page.getByRole('dialog', { name: 'Options of Digit' }).getByRole('group', { name: 'Labels' });
  for (const [name, value] of [['Without a label', '50'], ['Wrong labels', '40'], ['Labelled images', '1500'], ['Class imbalance', '10']] as const) {
    await lacking.getByRole('spinbutton', { name }).fill(value);
    await page.keyboard.press('Enter');
  }
  await page.keyboard.press('Escape');
  await openMore(page, 'Data');
  const fields = page.getByRole('group', { name: 'Augmentation' });
  const set = async (name: string, value: string) => {
    const field = fields.getByRole('spinbutton', { name, exact: true });
    await field.fill(value);
    await field.press('Enter');
  };
  await expect(page.getByText(/mean 0\.131 and standard deviation 0\.308 of the training images/)).toBeVisible();
  await set('Random shift', '9');
  await set('Random crop', '0.2');
  await set('Rotation', '15');
  await set('Brightness', '0.9');
  await set('Noise', '0.1');
  await set('Cut-out', '0.4');
  const flip = fields.getByRole('checkbox', { name: 'Random flip' });
  await expect(fields.getByText(/Not for these images/)).toBeVisible();
  await flip.uncheck();
  await expect(flip).toBeDisabled();
  await settled(page);
  const augmentation = { shift: 4, flip: false, crop: 0.2, rotate: 15, brightness: 0.5, noise: 0.1, cutout: 0.4 };
  expect((await seen(page)).experiment.data.augmentation).toEqual(augmentation);
  const linked = linkedDocument(page.url());
  expect(linked.data.augmentation).toEqual(augmentation);
  expect(linked.tasks[0]?.labels).toEqual({ missing: 0.5, noise: 0.4, examples: 1500, imbalance: 10 });

  await fields.getByRole('button', { name: 'Preview' }).click();
  const preview = page.getByRole('dialog', { name: 'Training images, augmented' });
  await settled(page);
  // As the steps take them: more than half of them without a digit, and each with its parity.
  await expect(preview.getByRole('img', { name: /^Digit: (\d|no label); Parity: (even|odd)/ })).toHaveCount(16);
  expect(await preview.getByRole('img', { name: /^Digit: no label/ }).count()).toBeGreaterThan(4);
  const pictures = () => preview.locator('canvas').evaluateAll((all) => all.map((one) => (one instanceof HTMLCanvasElement ? one.toDataURL() : '')));
  const first = await pictures();
  expect(new Set(first).size).toBe(16);
  await preview.getByRole('button', { name: 'Next images' }).click();
  await settled(page);
  await expect(preview.getByText(/Images 17 to 32 of the training/)).toBeVisible();
  expect(await pictures()).not.toEqual(first);
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Play' }).or(page.getByRole('button', { name: /Restart/ })).first().click();
  await runReached(page, 5);
  await page.getByRole('button', { name: 'Pause' }).click();
  // A batch of sixteen may be without a digit; parity's labels are all there.
  const { losses } = await seen(page);
  expect(losses[0]?.some(Number.isFinite)).toBe(true);
  expect(losses[1]?.every(Number.isFinite)).toBe(true);

  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(flip).toBeEnabled();
  for (let edit = 0; edit < 10; edit += 1) await page.getByRole('button', { name: 'Undo' }).click();
  await settled(page);
  expect((await seen(page)).experiment).toEqual(before);
});
