import { expect, test } from 'playwright/test';
import { applyCommand } from '../src/experiment/commands';
import { defaultExperiment } from '../src/experiment/default-experiment';
import { encodeLink } from '../src/experiment/link-codec';
import { openPage, runReached, seen, settled } from './playground';

test('CIFAR-10 on three tasks improves on all three', async ({ page }) => {
  const switched = applyCommand(defaultExperiment, 'data.dataset', { dataset: 'cifar10' });
  if (!switched.ok) throw new Error(switched.error.code);
  expect(switched.value.tasks).toHaveLength(3);
  await openPage(page, encodeLink({ ...switched.value, data: { ...switched.value.data, train: 2000, test: 128 } }));
  await page.getByRole('button', { name: 'Play' }).click();
  await runReached(page, 80);
  await settled(page);
  const { tests, device } = await seen(page);
  expect(device?.device).toBe('wasm');
  const first = tests.at(0)?.losses ?? [];
  const last = tests.at(-1)?.losses ?? [];
  expect(first).toHaveLength(3);
  first.forEach((loss, task) => expect(last[task]).toBeLessThan(0.95 * loss));
});
