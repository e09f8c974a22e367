import { expect, test } from 'playwright/test';
import { applyCommand } from '../src/experiment/commands';
import { defaultExperiment } from '../src/experiment/default-experiment';
import { encodeLink } from '../src/experiment/link/link-codec';
import { openPage, runReached, seen, tested } from './playground';

test('CIFAR-10 on three tasks improves on all three', async ({ page }) => {
  const switched = applyCommand(defaultExperiment, 'data.dataset', { dataset: 'cifar10' });
  if (!switched.ok) throw new Error(switched.error.code);
  expect(switched.value.tasks).toHaveLength(3);
  await openPage(page, encodeLink({ ...switched.value, data: { ...switched.value.data, train: 2000, test: 128 } }));
  await page.getByRole('button', { name: 'Play' }).click();
  await runReached(page, 80);
  await page.getByRole('button', { name: 'Pause' }).click();
  await tested(page);
  const { losses, tests, device } = await seen(page);
  expect(device?.device).toBe('wasm');
  // The first step's losses are those of the untrained network; on a slow machine there is no
  // earlier test than the idle evaluation.
  const first = losses.map(([loss = Number.NaN]) => loss);
  const last = tests.at(-1)?.losses ?? [];
  expect(first).toHaveLength(3);
  first.forEach((loss, task) => expect(last[task]).toBeLessThan(0.95 * loss));
});
