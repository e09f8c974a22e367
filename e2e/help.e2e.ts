import { expect, test, type Locator, type Page } from 'playwright/test';
import { encodeLink } from '../src/experiment/link/link-codec';
import { openPage, runReached, seen, settled } from './playground';
import { quickExperiment } from './small-experiment';

/** Where something stands, in pixels of the window. */
async function boxOf(locator: Locator) {
  const box = await locator.boundingBox();
  if (box === null) throw new Error('not on the screen');
  return box;
}

const method = 'Balancing method';
const quick = encodeLink(quickExperiment);

test('choosing a method says in words what it does and that set weights no longer count, before any formula', async ({ page }) => {
  await openPage(page, quick);
  const words = page.getByTestId('method-words');
  await expect(words).toHaveText('Adds up the losses, each times the weight that you set.');
  // A rule says by what it goes, and the numbers that come out: 10, 2 and 1 of 13.
  const rule = page.getByRole('combobox', { name: 'Weights', exact: true });
  await rule.selectOption({ label: 'Rule: classes' });
  await expect(page.getByTestId('weight-rule')).toContainText('They are: Digit 0.77 · Parity 0.15 · Reconstruction 0.08.');
  await rule.selectOption({ label: 'Set by hand' });
  const list = page.getByRole('combobox', { name: method });
  const { y } = (await list.boundingBox()) ?? { y: Number.NaN };
  await list.selectOption({ label: 'PCGrad' });
  await expect(words).toContainText('cuts the opposing part out of each gradient');
  await expect(words).toContainText('those you set do not count');
  expect((await list.boundingBox())?.y).toBe(y);
  // The formula, the paper and the rest are folded.
  const formula = page.locator('details', { hasText: 'How it works' }).locator('sub').first();
  await expect(formula).toBeHidden();
  await page.getByText('How it works').click();
  await expect(formula).toBeVisible();
  await expect(page.getByText('Gradient Surgery for Multi-Task Learning')).toBeVisible();
});

test('five methods are recommended first, and the others stand in groups below', async ({ page }) => {
  await openPage(page, quick);
  const groups = page.getByRole('combobox', { name: method }).locator('optgroup');
  expect(await groups.evaluateAll((all) => all.map((group) => group.getAttribute('label')))).toEqual([
    'Recommended first',
    'Fixed and random weights',
    'Weigh the losses',
    'Combine the gradients',
  ]);
  await expect(groups.first().locator('option')).toHaveText(['Static weights', 'Uncertainty weighting', 'Dynamic weight average', 'PCGrad', 'CAGrad']);
});

test('the picture shows an example until it trains, then the two tasks that agree least, as they were measured', async ({ page }) => {
  await openPage(page, encodeLink({ ...quickExperiment, balancing: { method: 'pcgrad', values: {} } }));
  const picture = page.getByRole('figure').filter({ has: page.getByRole('img', { name: /PCGrad makes a step/ }) });
  await expect(picture).toContainText('Example until it trains: gradients’ lengths, cosine −0.50.');
  await page.getByRole('button', { name: 'Play' }).click();
  await runReached(page, 21);
  await page.getByRole('button', { name: 'Pause' }).click();
  await runReached(page, 'paused');
  await settled(page);
  await expect(picture).toContainText(/The two that agree least at step \d+: lengths, cosine [−\d.]+\./);
  // Two of the tasks by name, the angle of that cosine, and a step that goes against neither of them.
  const cosine = Number(/cosine ([−\d.]+)\./.exec((await picture.textContent()) ?? '')?.[1]?.replace('−', '-'));
  const spoken = (await picture.getByRole('img').getAttribute('aria-label')) ?? '';
  expect(spoken).toMatch(/^(Digit|Parity), .* (Parity|Reconstruction), .* long, at \d+°/);
  const [between = Number.NaN, first = Number.NaN, second = Number.NaN] = [...spoken.matchAll(/(\d+)°/g)].map(([, degrees]) => Number(degrees));
  expect(Math.cos((between * Math.PI) / 180)).toBeCloseTo(cosine, 1);
  expect(first).toBeLessThanOrEqual(90);
  expect(second).toBeLessThanOrEqual(90);
});

test('strands before play show what will count', async ({ page }) => {
  await openPage(page, quick);
  const widths = () => page.locator('.react-flow__edge').first().locator('path[stroke-width]').evaluateAll((all) => all.map((path) => path.getAttribute('stroke-width')));
  const asSet = new Set(await widths());
  expect(asSet.size).toBeGreaterThan(1);
  await page.getByRole('combobox', { name: method }).selectOption('uw');
  await settled(page);
  expect((await widths()).length).toBeGreaterThan(1);
  expect(new Set(await widths()).size).toBe(1);
});

/** The bubble that is open beside something, if any. */
const bubble = (page: Page) => page.locator('[role="tooltip"]:popover-open');

test('a bubble waits half a second, opens beside and not over, and goes when its field is changed', async ({ page }) => {
  await page.clock.install();
  await openPage(page, quick);
  // From here on time stands still but for what the test lets pass.
  await page.clock.pauseAt(Date.now() + 3_600_000);
  const field = page.getByRole('spinbutton', { name: 'Learning rate' });
  await field.hover();
  await page.clock.runFor(450);
  await expect(bubble(page)).toHaveCount(0);
  await page.clock.runFor(100);
  await expect(bubble(page)).toContainText('How far a step goes.');
  const [shown, own] = [await boxOf(bubble(page)), await boxOf(field)];
  expect(shown.x + shown.width <= own.x || shown.x >= own.x + own.width || shown.y + shown.height <= own.y || shown.y >= own.y + own.height).toBe(true);
  // A press brings the focus to it: what is being changed has no bubble over or beside it.
  await field.click();
  await page.clock.runFor(1000);
  await expect(bubble(page)).toHaveCount(0);
  // The focus that only passes by opens none, and one that rests does.
  await page.keyboard.press('Tab');
  await page.clock.runFor(300);
  await page.keyboard.press('Tab');
  await page.clock.runFor(300);
  await expect(bubble(page)).toHaveCount(0);
  await page.clock.runFor(300);
  await expect(bubble(page)).toHaveCount(1);
  await page.keyboard.press('Escape');
  await page.clock.runFor(10);
  await expect(bubble(page)).toHaveCount(0);
});

test('a card opens by a press on the name and by F1, beside its field, which can be changed meanwhile; Escape closes it', async ({ page }) => {
  await openPage(page, quick);
  const field = page.getByRole('spinbutton', { name: 'Learning rate' });
  await page.getByText('Learning rate', { exact: true }).click();
  const card = page.getByRole('dialog', { name: 'Learning rate' });
  await expect(card).toContainText('How far a step goes.');
  await expect(card).toContainText('Typical: 0.001 with Adam, 0.1 with SGD');
  const [shown, own] = [await boxOf(card), await boxOf(field)];
  expect(shown.width).toBe(320);
  expect(shown.x + shown.width).toBeLessThanOrEqual(own.x);
  await field.fill('0.002');
  await field.press('Enter');
  await settled(page);
  expect((await seen(page)).experiment.optimizer.learningRate).toBe(0.002);
  await expect(card).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(card).toHaveCount(0);
  // By key the focus goes into the card, and comes back.
  await field.press('F1');
  await expect(card).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(field).toBeFocused();
});

test('a card has the formula set properly and the paper as a link; its BibTeX entry can be copied', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openPage(page, quick);
  await page.getByRole('combobox', { name: method }).selectOption('pcgrad');
  await page.getByRole('combobox', { name: method }).press('F1');
  const card = page.getByRole('dialog').filter({ hasText: 'Typical:' });
  await expect(card.locator('sub').first()).toHaveText('i');
  const link = card.getByRole('link', { name: 'Yu et al.: Gradient Surgery for Multi-Task Learning (NeurIPS 2020)' });
  await expect(link).toHaveAttribute('href', 'https://arxiv.org/abs/2001.06782');
  await expect(link).toHaveAttribute('rel', 'noopener');
  await card.getByRole('button', { name: 'Copy BibTeX' }).click();
  await expect(card.getByRole('status')).toHaveText('Copied');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^@inproceedings\{yu2020pcgrad,\n {2}author = \{Yu, Tianhe and .*\},\n {2}title = \{Gradient Surgery/);
});

test('a layer, a setting of it, a loss and a metric have their cards', async ({ page }) => {
  await openPage(page, quick);
  await page.locator('[data-id="conv-1"]').click();
  await page.getByRole('button', { name: 'Conv', exact: true }).click();
  await expect(page.getByRole('dialog', { name: 'Conv' })).toContainText('8 to 32 filters of 3 × 3');
  await page.getByText('Filters', { exact: true }).click();
  await expect(page.getByRole('dialog', { name: 'Filters' })).toContainText('8 to 64, doubled where the image is halved.');
  // One at a time.
  await expect(page.getByRole('dialog', { name: 'Conv' })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await page.locator('[data-id="head-digit"]').click();
  await page.getByRole('button', { name: 'accuracy', exact: true }).click();
  await expect(page.getByRole('dialog', { name: 'accuracy' })).toContainText('Ten digits by chance: 10 %.');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'loss', exact: true }).click();
  await expect(page.getByRole('dialog', { name: 'loss' })).toContainText('Starts at the logarithm of the number of classes');
});

test('Chinese cards come with their texts', async ({ page }) => {
  await openPage(page, quick);
  await page.keyboard.press('g');
  await settled(page);
  await page.getByText('学习率', { exact: true }).click();
  await expect(page.getByRole('dialog', { name: '学习率' })).toContainText('常用值： Adam 取 0.001');
});
