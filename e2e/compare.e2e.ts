import { expect, test, type Page } from 'playwright/test';
import { encodeLink } from '../src/experiment/link/link-codec';
import type { Experiment } from '../src/experiment/schema';
import { openPage, runReached, seen, settled } from './playground';
import { briefExperiment as small } from './small-experiment';

const link = (experiment: Experiment) => `?device=wasm${encodeLink(experiment)}`;

async function studiesOver(page: Page, count: number): Promise<void> {
  await page.waitForFunction((wanted) => {
    const studies = window.playground?.state().studies ?? [];
    return studies.length === wanted && studies.every(({ over }) => over);
  }, count);
  await settled(page);
}

test('PCGrad is compared with each task by itself: a verdict in sentences, a picture, then every metric; further seeds use what is there', async ({ page }) => {
  await openPage(page, link(small));
  await page.getByRole('combobox', { name: 'Balancing method' }).selectOption({ label: 'PCGrad' });
  await settled(page);
  await page.getByRole('tab', { name: 'Compare' }).click();
  const seeds = page.getByRole('spinbutton', { name: 'Seeds' });
  await seeds.fill('2');
  await seeds.press('Enter');
  await expect(page.getByText(/Runs: 6; steps in all: 150; minutes are told once something has trained/)).toBeVisible();
  await page.getByRole('button', { name: 'Compare with each task alone' }).click();
  await studiesOver(page, 1);

  // Each task in exactly one sentence, and in a row of the picture that says the same.
  const verdict = page.getByTestId('verdict');
  const sentence = /(Digit|Parity|Digit, Parity): (no difference shown|\d+\.\d+ points (better|worse) together, (shown at 95 %|not yet certain) with 2 seeds)/;
  await expect(verdict).toContainText(sentence);
  const dots = page.getByTestId('dots').getByRole('listitem');
  await expect(dots).toHaveCount(3);
  await expect(dots.nth(0)).toContainText(/Digit accuracy\s*\d+\.\d\s%, alone \d+\.\d\s%.*points · (no difference shown|better|worse|equal)/);
  await expect(dots.nth(2)).toContainText(/Gain over alone.*[+−]?\d+\.\d\d\s% · (no difference shown|better together|worse together)/);
  for (const row of await dots.all()) {
    // Worse lies to the left, better to the right; what is not shown says so.
    const place = Number(await row.locator('[data-place]').getAttribute('data-place'));
    const text = await row.innerText();
    if (/better/.test(text)) expect(place).toBeGreaterThan(50);
    if (/worse/.test(text)) expect(place).toBeLessThan(50);
    expect(await row.getAttribute('data-shown')).toBe(String(!/no difference|certain|equal/.test(text)));
  }

  await page.getByText(/^All metrics, \d+ rows$/).click();
  const table = page.getByTestId('comparison');
  await expect(table.getByRole('row', { name: /Digit accuracy/ })).toContainText(/\d\.\d\s%/);
  await expect(table.getByRole('row', { name: /Parity accuracy/ })).toContainText(/better|worse|equal|no difference shown/);
  await expect(table.getByRole('row', { name: /Digit gap in accuracy/ })).toContainText(/[+−]?\d+\.\d\d points/);
  await expect(table.getByRole('row', { name: /Gain over alone/ })).toContainText(/[+−]?\d+\.\d\d\s%/);
  await expect(table.locator('caption')).toContainText('paired t test');
  const { studies } = await seen(page);
  expect(studies[0]).toMatchObject({ kind: 'comparison', done: 6, total: 6, failed: 0 });

  await page.getByRole('button', { name: /^3 more seeds · ≈ \d+ (s|min)$/ }).click();
  await page.waitForFunction(() => window.playground?.state().studies[0]?.over === false);
  await studiesOver(page, 1);
  expect((await seen(page)).studies[0]).toMatchObject({ done: 15, total: 15, failed: 0 });
  await expect(table.locator('caption')).toContainText('42, 43, 44, 45, 46');

  // Another document on the desk is told apart, and the compared one comes back.
  const batch = page.getByRole('spinbutton', { name: 'Batch size' });
  await batch.fill('16');
  await batch.press('Enter');
  await expect(page.getByText('This is of another experiment')).toBeVisible();
  await page.getByRole('button', { name: 'Open that experiment' }).click();
  await expect(page.getByText('This is of another experiment')).toBeHidden();
  expect((await seen(page)).experiment.balancing.method).toBe('pcgrad');
});

test('a sweep of three methods over two seeds goes on after a reload in its middle', async ({ page }) => {
  // Long enough for a reload to fall into the middle of a run, with most of the runs still to come.
  await openPage(page, link({ ...small, training: { ...small.training, epochs: 20 } }));
  await page.getByRole('tab', { name: 'Compare' }).click();
  await page.getByRole('button', { name: 'Which method?' }).click();
  const panel = page.getByRole('tabpanel');
  await panel.getByRole('checkbox', { name: 'Uncertainty weighting' }).uncheck();
  await panel.getByRole('checkbox', { name: 'FAMO' }).check();
  await expect(panel.getByText('Runs: 10;')).toBeVisible();
  await panel.getByRole('checkbox', { name: /alone/ }).uncheck();
  await expect(panel.getByText('Runs: 6;')).toBeVisible();
  await panel.getByRole('button', { name: 'Compare 3 methods' }).click();
  await page.waitForFunction(() => (window.playground?.state().studies[0]?.done ?? 0) >= 1);
  await settled(page);
  await page.reload();
  await page.waitForFunction(() => window.playground !== undefined);
  const after = (await seen(page)).studies[0];
  expect(after?.done).toBeGreaterThanOrEqual(1);
  expect(after?.over).toBe(false);
  await studiesOver(page, 1);

  // The question of the newest study is open, and its answer is about a task's metric, since
  // nothing was trained alone.
  await expect(page.getByRole('button', { name: 'Which method?' })).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByTestId('verdict')).toContainText(/^Best by Digit: accuracy: (Static weights|PCGrad|FAMO), \d+\.\d\s%\. (Better than|Against) .*2 seeds/);
  await page.getByText('All metrics of 3 settings').click();
  const table = page.getByTestId('sweep');
  await expect(table.getByRole('row')).toHaveCount(4);
  await expect(table.getByText('chosen on validation')).toHaveCount(1);
  await expect(page.getByTestId('pareto').locator('circle')).toHaveCount(3);

  await table.getByRole('row', { name: /FAMO/ }).getByRole('button', { name: 'Use this' }).click();
  await settled(page);
  expect((await seen(page)).experiment.balancing.method).toBe('famo');

  // Two of its runs on one chart.
  await page.getByRole('tab', { name: 'Runs' }).click();
  await page.getByTestId('study').getByRole('button', { name: 'Runs of this study' }).click();
  const boxes = page.getByTestId('study').getByRole('checkbox');
  await expect(boxes).toHaveCount(6);
  await boxes.nth(0).check();
  await boxes.nth(1).check();
  await expect(page.getByRole('region', { name: 'Chosen runs' }).getByRole('listitem')).toHaveCount(2);
  // Removed, and brought back.
  await page.getByTestId('study').getByRole('button', { name: 'Delete' }).first().click();
  await expect(page.getByTestId('study')).toHaveCount(0);
  await page.getByRole('status').getByRole('button', { name: 'Undo' }).click();
  await page.getByTestId('study').getByRole('button', { name: 'See what it found' }).click();
  await expect(page.getByTestId('verdict')).toContainText('Best by Digit: accuracy');
});

test('a full disk is told, and what was trained meanwhile is kept as soon as there is room', async ({ page }) => {
  await openPage(page, link(small));
  await page.evaluate(() => {
    const put = Object.getOwnPropertyDescriptor(IDBObjectStore.prototype, 'put') ?? {};
    const refuse = () => {
      throw new DOMException('', 'QuotaExceededError');
    };
    Object.defineProperty(IDBObjectStore.prototype, 'put', { ...put, value: refuse });
    window.addEventListener('room', () => Object.defineProperty(IDBObjectStore.prototype, 'put', put));
  });
  await page.getByRole('button', { name: 'Play' }).click();
  await runReached(page, 'done');
  await expect(page.getByRole('alert')).toContainText('The browser’s storage is full.');
  await page.evaluate(() => window.dispatchEvent(new Event('room')));
  await page.getByRole('textbox', { name: 'Name of the experiment' }).fill('Kept again');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toBeHidden();
  await page.reload();
  await page.waitForFunction(() => window.playground !== undefined);
  expect(await seen(page)).toMatchObject({ step: 25, experiment: { name: 'Kept again' } });
});

test('a page that is closed in the middle of a comparison and opened again goes on with it', async ({ page }) => {
  await openPage(page, link({ ...small, training: { ...small.training, epochs: 10 } }));
  await page.getByRole('tab', { name: 'Compare' }).click();
  await page.getByRole('button', { name: 'Compare with each task alone' }).click();
  await page.waitForFunction(() => (window.playground?.state().studies[0]?.done ?? 0) >= 1);
  await settled(page);
  const context = page.context();
  await page.close();
  const again = await context.newPage();
  await openPage(again, '?device=wasm');
  expect((await seen(again)).experiment.name).toBe('Small');
  await studiesOver(again, 1);
  expect((await seen(again)).studies[0]).toMatchObject({ done: 9, failed: 0 });

  // One of its runs is deleted: the table is made of what is left, until it is brought back.
  await again.getByRole('tab', { name: 'Compare' }).click();
  await again.getByText(/^All metrics, \d+ rows$/).click();
  const caption = again.getByTestId('comparison').locator('caption');
  await expect(caption).toContainText('42, 43, 44');
  await again.getByRole('tab', { name: 'Runs' }).click();
  await again.getByRole('button', { name: 'Together and alone' }).click();
  await again.getByTestId('study').getByRole('listitem').filter({ hasText: 'Digit alone, seed 43' }).getByRole('button', { name: 'Delete' }).click();
  await again.getByRole('tab', { name: 'Compare' }).click();
  await expect(caption).toContainText('42, 44');
  await expect(again.getByText('8 of 9 runs done')).toBeVisible();
  await again.getByRole('status').getByRole('button', { name: 'Undo' }).click();
  await expect(caption).toContainText('42, 43, 44');
});

test('an earlier run of the desk is named, deleted and brought back, also over a reload', async ({ page }) => {
  await openPage(page, link(small));
  await runReached(page, 'paused');
  await page.getByRole('button', { name: 'Play' }).click();
  await runReached(page, 'done');
  const batch = page.getByRole('spinbutton', { name: 'Batch size' });
  await batch.fill('16');
  await batch.press('Enter');
  await page.getByRole('button', { name: 'Restart to apply' }).click();
  await runReached(page, 'done');
  await page.getByRole('tab', { name: 'Runs' }).click();
  const list = page.getByRole('list', { name: 'Runs' });
  await expect(list.getByRole('listitem')).toHaveCount(2);
  await expect(list.getByRole('listitem').first()).toContainText('Batch size 16');
  // The chart of the runs that are ticked comes where it moves no row.
  const boxes = list.getByRole('checkbox');
  const places = () => boxes.evaluateAll((all) => all.map((box) => box.getBoundingClientRect().top));
  const before = await places();
  await boxes.first().check();
  await expect(page.getByRole('region', { name: 'Chosen runs' })).toBeVisible();
  await settled(page);
  expect(await places()).toEqual(before);
  await page.getByRole('button', { name: 'Choose none' }).click();
  await list.getByRole('listitem').nth(1).getByRole('button', { name: 'Delete' }).click();
  await expect(list.getByRole('listitem')).toHaveCount(1);
  await page.getByRole('status').getByRole('button', { name: 'Undo' }).click();
  await expect(list.getByRole('listitem')).toHaveCount(2);
  // The newest one too: the desk begins anew, and goes on where it stood once it is brought back.
  await list.getByRole('listitem').first().getByRole('button', { name: 'Delete' }).click();
  await expect(list.getByRole('listitem')).toHaveCount(1);
  await runReached(page, 'paused');
  expect((await seen(page)).step).toBe(0);
  await page.getByRole('status').getByRole('button', { name: 'Undo' }).click();
  await expect(list.getByRole('listitem')).toHaveCount(2);
  await runReached(page, 'done');
  await list.getByRole('listitem').nth(1).getByRole('button', { name: 'Delete' }).click();
  await settled(page);
  await page.reload();
  await page.waitForFunction(() => window.playground !== undefined);
  await page.getByRole('tab', { name: 'Runs' }).click();
  await expect(list.getByRole('listitem')).toHaveCount(1);
});
