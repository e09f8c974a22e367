import { expect, test, type Page } from 'playwright/test';
import { encodeLink } from '../src/experiment/link/link-codec';
import { openPage, runReached, seen, settled } from './playground';
import { smallExperiment } from './small-experiment';

/** One layer, and a run of five steps. */
const tiny = smallExperiment({
  layers: [{ id: 'flatten', kind: 'flatten', column: 1 }],
  ways: ['input flatten head-digit', 'flatten head-parity'],
  training: { epochs: 1, batchSize: 80 },
});

const rows = (page: Page) => page.getByRole('list', { name: 'Runs', exact: true }).getByRole('listitem');
const boxes = (page: Page) => page.getByRole('list', { name: 'Runs' }).getByRole('checkbox');

async function train(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^(Play|Restart to apply)$/ }).click();
  await runReached(page, 'done');
  await settled(page);
}

test('runs trained in one tab are seen in another, and stay in reach when both were closed', async ({ page: first, context }) => {
  await openPage(first, `?device=cpu${encodeLink(tiny)}`);
  await train(first);
  const second = await context.newPage();
  await openPage(second, new URL(first.url()).search + new URL(first.url()).hash);
  expect((await seen(second)).step).toBe(0);
  await second.getByRole('tab', { name: 'Runs' }).click();
  await expect(rows(second)).toHaveCount(1);
  await expect(rows(second).first()).toContainText('step 5');
  await expect(rows(second).first()).toContainText('another open tab');
  // What that tab goes on with stays; what it trains from now on is seen at once.
  await expect(rows(second).getByRole('button', { name: 'Delete' })).toHaveAttribute('aria-disabled', 'true');
  await first.bringToFront();
  const batch = first.getByRole('spinbutton', { name: 'Batch size' });
  await batch.fill('100');
  await batch.press('Enter');
  await train(first);
  await second.bringToFront();
  await expect(rows(second)).toHaveCount(2);
  await expect(rows(second).first()).toContainText('Small: Batch size 100');

  // The tab without runs is written last, so that the next one goes on with that: a tab that is
  // left writes once more.
  await first.close();
  await second.getByRole('textbox', { name: 'Name of the experiment' }).fill('Looked at');
  await second.keyboard.press('Enter');
  await settled(second);
  await second.close();
  const third = await context.newPage();
  await openPage(third, '?device=cpu');
  expect(await seen(third)).toMatchObject({ step: 0, experiment: { name: 'Looked at' } });
  await third.getByRole('tab', { name: 'Runs' }).click();
  await expect(rows(third)).toHaveCount(2);
  for (const index of [0, 1]) await expect(rows(third).nth(index)).toContainText('a closed tab');
  // Both on one chart, one of them on the desk, the other deleted and brought back.
  for (const index of [0, 1]) {
    // Its curves are read from the database first.
    await boxes(third).nth(index).click();
    await expect(boxes(third).nth(index)).toBeChecked();
  }
  await expect(third.getByRole('region', { name: 'Chosen runs' }).getByRole('listitem')).toHaveCount(2);
  await rows(third).first().getByRole('button', { name: 'Open' }).click();
  await settled(third);
  expect((await seen(third)).experiment.training.batchSize).toBe(100);
  await rows(third).nth(1).getByRole('button', { name: 'Delete' }).click();
  await expect(rows(third)).toHaveCount(1);
  await third.getByRole('status').getByRole('button', { name: 'Undo' }).click();
  await expect(rows(third)).toHaveCount(2);
  await train(third);
  await expect(rows(third)).toHaveCount(3);
  await expect(rows(third).first()).toContainText('this tab');
});
