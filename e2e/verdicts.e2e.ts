import { expect, test, type Locator, type Page } from 'playwright/test';
import { encodeLink } from '../src/experiment/link/link-codec';
import { openPage, runReached, seen, settled } from './playground';
import { smallExperiment } from './small-experiment';

/** Two tasks on one small shared layer; a run is 13 steps. */
const small = smallExperiment({
  layers: [
    { id: 'flatten', kind: 'flatten', column: 1 },
    { id: 'dense', kind: 'dense', values: { units: 16 }, column: 2 },
  ],
  ways: ['input flatten dense head-digit', 'dense head-parity'],
  training: { epochs: 1 },
});

const link = `?device=wasm${encodeLink(small)}`;

test.use({ viewport: { width: 1280, height: 720 } });

async function over(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const studies = window.playground?.state().studies ?? [];
    return studies.length > 0 && studies.every((study) => study.over);
  });
  await settled(page);
}

/** The whole of it is in the window and in the panel, without scrolling. */
async function expectInSight(page: Page, part: Locator): Promise<void> {
  const [box, panel] = await Promise.all([part.boundingBox(), page.getByRole('tabpanel').boundingBox()]);
  if (box === null || panel === null) throw new Error('not drawn');
  expect(box.y).toBeGreaterThanOrEqual(panel.y);
  expect(box.y + box.height).toBeLessThanOrEqual(Math.min(720, panel.y + panel.height));
}

test('compare in two clicks: the sentence is in sight, and one line of it stands on the left where nothing moves', async ({ page }) => {
  await openPage(page, link);
  const line = page.getByRole('region', { name: 'Better together?' });
  await expect(line).toContainText('see whether sharing helps');
  const before = await line.boundingBox();
  await page.getByRole('tab', { name: 'Compare' }).click();
  await expect(page.getByRole('button', { name: 'Better together than alone?' })).toHaveAttribute('aria-pressed', 'true');
  await page.getByRole('button', { name: 'Compare with each task alone' }).click();
  const verdict = page.getByTestId('verdict');
  await expect(verdict).toHaveText('First results after the first seed.');
  await over(page);
  await expect(verdict).toContainText(/(Digit|Parity).*: (no difference shown|\d+\.\d+ points (better|worse) together).*3 seeds\./);
  await expectInSight(page, verdict);
  const sentences = (await verdict.innerText()).split('.').filter((part) => /\S/.test(part));
  await expect(line).toContainText(sentences[0]?.trim() ?? 'nothing');
  expect(await line.boundingBox()).toEqual(before);

  // Its button leads from anywhere to the whole answer.
  await page.getByRole('tab', { name: 'Runs' }).click();
  await line.getByRole('button', { name: 'See all' }).click();
  await expect(verdict).toBeVisible();
});

test('three methods in three clicks: which does best, how sure that is, and a gain where plus is better', async ({ page }) => {
  await openPage(page, link);
  await page.getByRole('tab', { name: 'Compare' }).click();
  await page.getByRole('button', { name: 'Which method?' }).click();
  await page.getByRole('button', { name: 'Compare 3 methods' }).click();
  await over(page);
  const verdict = page.getByTestId('verdict');
  await expect(verdict).toContainText(/^Best: (Static weights|PCGrad|Uncertainty weighting), [+−]?\d+\.\d\d\s% gain over alone · (no difference shown|better together|worse together).*\. (Better than|Against) /);
  await expectInSight(page, verdict);

  // The one that was chosen has the highest gain of the picture, and lies farthest to the right.
  const rows = page.getByTestId('dots').getByRole('listitem');
  await expect(rows).toHaveCount(3);
  const gains: number[] = [];
  for (const row of await rows.all()) gains.push(Number(await row.locator('[data-place]').getAttribute('data-place')));
  const chosen = await rows.evaluateAll((all) => all.findIndex((row) => row.textContent?.includes('chosen on validation')));
  expect(gains[chosen]).toBe(Math.max(...gains));
  await page.getByRole('button', { name: /^Use (Static weights|PCGrad|Uncertainty weighting)$/ }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Now with' })).toBeVisible();
});

test('which weights: a sentence, mixtures round a zero line, and every mixture folded', async ({ page }) => {
  await openPage(page, link);
  await page.getByRole('tab', { name: 'Compare' }).click();
  await page.getByRole('button', { name: 'Which weights?' }).click();
  await page.getByRole('button', { name: 'Search for weights' }).click();
  await over(page);
  await expect(page.getByTestId('verdict')).toContainText(/Equal weights do best|gain over equal weights\. .*3 folds/);
  await expectInSight(page, page.getByTestId('verdict'));
  await expect(page.getByTestId('dots').getByRole('listitem')).toHaveCount(3);
  await page.getByText('All 3 mixtures of weights').click();
  await expect(page.getByTestId('weights').getByRole('row')).toHaveCount(4);
});

test('tables are copied as Markdown and LaTeX, with what they show and nothing else', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  await openPage(page, link);
  await page.getByRole('tab', { name: 'Compare' }).click();
  const seeds = page.getByRole('spinbutton', { name: 'Seeds' });
  await seeds.fill('2');
  await seeds.press('Enter');
  await page.getByRole('button', { name: 'Compare with each task alone' }).click();
  await over(page);
  await page.getByText(/^All metrics, \d+ rows$/).click();
  const count = await page.getByTestId('comparison').getByRole('row').count();
  await page.getByRole('button', { name: 'Copy as Markdown' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'copied as Markdown' })).toBeVisible();
  const lines = (await clipboard()).split('\n').filter((text) => text.startsWith('|'));
  expect(lines).toHaveLength(count + 1);
  expect(lines[0]).toBe('| Task and metric | Together | Alone | Difference |');
  expect(lines[2]).toMatch(/^\| Gain over alone \| [+−]?\d+\.\d\d % \(.* to .*%\), (no difference shown|better together|worse together).* \|  \|  \|$/);
  await page.getByRole('button', { name: 'Copy as LaTeX' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'copied as LaTeX' })).toBeVisible();
  const latex = await clipboard();
  expect(latex).toContain('\\begin{tabular}{lrrr}');
  expect(latex.split('\\\\\n')).toHaveLength(count + 1);
  expect(latex).toMatch(/Digit accuracy & \d+\.\d~\\%/);

  // The list of runs too: nine runs of the study here.
  await page.getByRole('tab', { name: 'Runs' }).click();
  await page.getByRole('button', { name: 'Copy as Markdown' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'copied as Markdown' })).toBeVisible();
  const runs = (await clipboard()).split('\n').filter((text) => text.startsWith('|'));
  expect(runs[0]).toBe('| Run | Method | Digit: accuracy | Parity: accuracy | Steps | Begun |');
  expect(runs).toHaveLength(2 + 6);
});

test('runs have lines of their own, none in a task’s colour, and keep them over choosing anew and a reload', async ({ page }) => {
  await openPage(page, link);
  for (const size of ['16', '8']) {
    await page.getByRole('button', { name: /^(Play|Restart to apply)$/ }).click();
    await runReached(page, 'done');
    const batch = page.getByRole('spinbutton', { name: 'Batch size' });
    await batch.fill(size);
    await batch.press('Enter');
  }
  await page.getByRole('tab', { name: 'Runs' }).click();
  const list = page.getByRole('list', { name: 'Runs, the newest first' });
  const look = (index: number) =>
    list
      .getByRole('listitem')
      .nth(index)
      .locator('svg[data-run]')
      .evaluate((mark) => `${mark.getAttribute('data-run')} ${mark.querySelector('path')?.getAttribute('stroke')} ${mark.querySelector('path')?.getAttribute('stroke-dasharray')}`);
  const boxes = list.getByRole('checkbox');
  await expect(boxes).toHaveCount(2);
  await boxes.nth(0).click();
  await boxes.nth(1).click();
  const [first, second] = [await look(0), await look(1)];
  expect(first).not.toBe(second);
  for (const one of [first, second]) expect(one).not.toMatch(/0072B2|D55E00|009E73|CC79A7|E69F00|56B4E9/i);
  // Without the first, the second keeps its colour and its letter.
  await boxes.nth(0).click();
  expect(await look(1)).toBe(second);
  // What differs between both, and a name, a note and a pin of one's own, which a reload keeps.
  await boxes.nth(0).click();
  await page.getByRole('button', { name: 'Differences' }).click();
  await expect(page.getByRole('dialog', { name: 'Differences' }).getByRole('row', { name: /^Batch size / })).toContainText('16');
  await page.keyboard.press('Escape');
  await boxes.nth(0).click();
  const rows = list.getByRole('listitem');
  await rows.nth(1).getByRole('button', { name: 'Name…' }).click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('The first one');
  await page.getByRole('textbox', { name: 'Note' }).fill('larger batches');
  await page.keyboard.press('Escape');
  await page.getByRole('searchbox', { name: 'Find a run' }).fill('LARGER one');
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText('The first one');
  await page.getByRole('searchbox', { name: 'Find a run' }).fill('');
  await page.getByRole('combobox', { name: 'Order' }).selectOption('Oldest first');
  await expect(rows.nth(0)).toContainText('The first one');
  await page.getByRole('combobox', { name: 'Order' }).selectOption('Newest first');
  await expect(rows.nth(1)).toContainText('The first one');
  await rows.nth(0).getByRole('button', { name: 'Pin' }).click();
  await settled(page);
  await page.reload();
  await page.waitForFunction(() => window.playground !== undefined);
  await page.getByRole('tab', { name: 'Runs' }).click();
  await expect(rows.nth(1)).toContainText('larger batches');
  await expect(rows.nth(0).getByRole('img', { name: 'pinned' })).toBeVisible();
  await boxes.nth(1).click();
  await boxes.nth(0).click();
  expect([await look(0), await look(1)]).toEqual([first, second]);
  // Nothing is started here.
  await expect(page.getByRole('tabpanel').getByRole('button', { name: /sweep|cross-validate|compare/i })).toHaveCount(0);
  expect((await seen(page)).studies).toEqual([]);
});
