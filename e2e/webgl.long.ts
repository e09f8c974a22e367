import { test } from 'playwright/test';
import { expectAlike, fiveSteps } from './five-steps';

test('trains on WebGL when asked to, with the losses of the processor', async ({ page }) => {
  const expected = await fiveSteps(page, 'cpu');
  const measured = await fiveSteps(page, 'webgl');
  expectAlike(measured.losses, expected.losses);
});
