import { expect, test } from 'playwright/test';
import { encodeLink } from '../src/experiment/link/link-codec';
import { openPage, runReached, settled } from './playground';
import { quickExperiment } from './small-experiment';

const method = 'Balancing method';

test('choosing a method says in words what it does and that set weights no longer count, before any formula', async ({ page }) => {
  await openPage(page);
  const words = page.getByTestId('method-words');
  await expect(words).toHaveText('Adds up the losses, each times the weight that you set. The weights that you set count.');
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
  await openPage(page);
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
  await expect(picture).toContainText('An example until it trains: two gradients, their lengths, cosine −0.50.');
  await page.getByRole('button', { name: 'Play' }).click();
  await runReached(page, 21);
  await page.getByRole('button', { name: 'Pause' }).click();
  await runReached(page, 'paused');
  await settled(page);
  await expect(picture).toContainText(/Gradients and their lengths at step \d+: cosine [−\d.]+, the two that agree least\./);
  // Two of the tasks by name, the angle of that cosine, and a step that goes against neither of them.
  const cosine = Number(/cosine (\S+), the two/.exec((await picture.textContent()) ?? '')?.[1]?.replace('−', '-'));
  const spoken = (await picture.getByRole('img').getAttribute('aria-label')) ?? '';
  expect(spoken).toMatch(/^(Digit|Parity), .* (Parity|Reconstruction), .* long, at \d+°/);
  const [between = Number.NaN, first = Number.NaN, second = Number.NaN] = [...spoken.matchAll(/(\d+)°/g)].map(([, degrees]) => Number(degrees));
  expect(Math.cos((between * Math.PI) / 180)).toBeCloseTo(cosine, 1);
  expect(first).toBeLessThanOrEqual(90);
  expect(second).toBeLessThanOrEqual(90);
});

test('strands before play show what will count', async ({ page }) => {
  await openPage(page);
  const widths = () => page.locator('.react-flow__edge').first().locator('path[stroke-width]').evaluateAll((all) => all.map((path) => path.getAttribute('stroke-width')));
  const asSet = new Set(await widths());
  expect(asSet.size).toBeGreaterThan(1);
  await page.getByRole('combobox', { name: method }).selectOption('uw');
  await settled(page);
  expect((await widths()).length).toBeGreaterThan(1);
  expect(new Set(await widths()).size).toBe(1);
});
