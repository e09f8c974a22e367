import { expect, test } from 'playwright/test';
import { browserArguments, findBrowser } from '../scripts/browser.mjs';
import { openMore, openPage, runReached, seen, settled } from './playground';

test.use({
  permissions: ['camera'],
  launchOptions: {
    executablePath: findBrowser() ?? '',
    args: [...browserArguments(), '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
  },
});

test('pictures of the pad and the camera become classes, are trained on, and the camera is answered, in six clicks beside recording', async ({ page }) => {
  await page.addInitScript(() => {
    Object.assign(window, { clicks: 0 });
    addEventListener('click', ({ isTrusted, target }) => {
      const records = target instanceof Element && target.closest('[aria-label^="Hold to record"]') !== null;
      if (isTrusted && !records && 'clicks' in window) Object.assign(window, { clicks: Number(window.clicks) + 1 });
    }, { capture: true });
  });
  await openPage(page);
  await openMore(page, 'Data');
  const data = page.getByRole('region', { name: 'Data', exact: true });
  await data.getByRole('button', { name: 'Use the camera…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Collect pictures' });
  await expect(dialog.getByRole('button', { name: 'Use these pictures' })).toBeDisabled();
  await expect(dialog.getByText('Waiting for the camera…')).toBeHidden();
  const row = (name: string) => dialog.getByRole('list', { name: 'Classes' }).getByRole('listitem', { name, exact: true });
  // Held by mouse and by keyboard.
  for (const name of ['Class 1', 'Class 2', 'Class 3']) {
    const button = row(name).getByRole('button', { name: `Hold to record pictures of ${name}` });
    if (name === 'Class 3') {
      await button.focus();
      await page.keyboard.down('Space');
    } else {
      await button.hover();
      await page.mouse.down();
    }
    await expect(row(name).getByRole('button', { name: /^Remove picture/ })).not.toHaveCount(0);
    await expect(row(name)).toContainText(/([4-9]|\d{2,}) pictures/);
    await (name === 'Class 3' ? page.keyboard.up('Space') : page.mouse.up());
  }
  await row('Class 1').getByRole('textbox').fill('cup');
  await dialog.getByRole('button', { name: 'Use these pictures' }).click();
  await expect(dialog.getByText(/3 classes: Class 2 \d+, Class 3 \d+, cup \d+/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Use these data' }).click();
  await expect(dialog).toBeHidden();
  await settled(page);
  expect((await seen(page)).experiment.data.own?.name).toBe('my pictures');
  await page.getByRole('button', { name: 'Play' }).or(page.getByRole('button', { name: /Restart/ })).first().click();
  await runReached(page, 1);
  await page.getByRole('button', { name: 'Try a picture of your own' }).click();
  const own = page.getByRole('dialog', { name: 'Try a picture of your own' });
  await expect(own.getByRole('list', { name: 'What the network says' })).toContainText(/\d\s%/);
  expect(await page.evaluate(() => ('clicks' in window ? window.clicks : undefined))).toBe(6);
  await page.keyboard.press('Escape');

  // What was collected is still there, on the pad too, which the keyboard draws on as well.
  await data.getByRole('button', { name: 'Draw pictures…' }).click();
  const before = await row('cup').getByRole('button', { name: /^Remove picture/ }).count();
  await row('cup').getByRole('button', { name: 'Add the drawing to cup' }).click();
  await expect(dialog.getByText('Draw something first.')).toBeVisible();
  await dialog.getByRole('application', { name: 'Drawing pad' }).focus();
  for (const key of ['Space', 'ArrowRight', 'ArrowDown', 'Space']) await page.keyboard.press(key);
  await row('cup').getByRole('button', { name: 'Add the drawing to cup' }).press('Enter');
  await expect(row('cup').getByRole('button', { name: /^Remove picture/ })).toHaveCount(before + 1);
  await row('cup').getByRole('button', { name: 'Remove picture 1 of cup' }).click();
  await expect(row('cup').getByRole('button', { name: /^Remove picture/ })).toHaveCount(before);
  await dialog.getByRole('button', { name: 'Remove Class 2' }).click();
  await dialog.getByRole('button', { name: 'Add a class' }).click();
  await expect(dialog.getByRole('list', { name: 'Classes' }).getByRole('textbox')).toHaveCount(3);
  // A camera that is forbidden, and one that is not there, are told.
  for (const [name, text] of [['NotAllowedError', 'may not use the camera'], ['NotFoundError', 'No camera was found']] as const) {
    await page.evaluate((fault) => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', fault));
    }, name);
    await dialog.getByRole('combobox', { name: 'Pictures from' }).selectOption('Drawing pad');
    await dialog.getByRole('combobox', { name: 'Pictures from' }).selectOption('Camera');
    await expect(dialog.getByRole('alert')).toContainText(text);
  }
});
