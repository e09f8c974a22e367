import { expect, test, type Page } from 'playwright/test';
import { encodeLink } from '../src/experiment/link/link-codec';
import { openMore, openPage, runReached, seen, setWeight, settled } from './playground';
import { smallExperiment } from './small-experiment';

/**
 * Two tasks on a small shared layer, each with a layer of its own between it and the head; long
 * enough not to be over before it is paused.
 */
const small = smallExperiment({
  layers: [
    { id: 'flatten', kind: 'flatten', column: 1 },
    { id: 'dense-1', kind: 'dense', values: { units: 16 }, column: 2 },
    { id: 'dense-2', kind: 'dense', values: { units: 8 }, column: 3 },
    { id: 'dense-3', kind: 'dense', values: { units: 8 }, column: 3, row: 1 },
  ],
  ways: ['input flatten dense-1 dense-2 head-digit', 'dense-1 dense-3 head-parity'],
  training: { epochs: 500 },
});

const link = `?device=wasm${encodeLink(small)}`;

async function choose(page: Page, id: string): Promise<void> {
  // On its name: a click on its pictures would show it in Inside.
  await page.locator(`.react-flow__node[data-id="${id}"]`).click({ position: { x: 24, y: 10 } });
  await settled(page);
}

/** The losses on all test images after a step, once they are there. */
async function testedAt(page: Page, step: number): Promise<readonly number[]> {
  await page.waitForFunction((wanted) => window.playground?.state().tests.some((point) => point.step === wanted && !point.subset), step);
  const found = (await seen(page)).tests.find((point) => point.step === step && !point.subset);
  if (found === undefined) throw new Error(`step ${step} was not tested`);
  return found.losses;
}

async function stepOn(page: Page, task: string): Promise<void> {
  await page.getByRole('button', { name: 'Step', exact: true }).click();
  await page.getByRole('menuitem', { name: `${task} alone` }).click();
}

test('PCGrad: the badge, its weights, how the tasks pull, and what a step costs', async ({ page }) => {
  await openPage(page, link);
  await page.getByRole('combobox', { name: 'Balancing method' }).selectOption('pcgrad');
  await page.getByRole('button', { name: 'Play' }).click();
  await runReached(page, 25);
  await page.getByRole('button', { name: 'Pause' }).click();
  await runReached(page, 'paused');
  const badge = page.getByTestId('conflict-dense-1');
  await expect(badge).toContainText(/[▲▼≈]\s*[−-]?\d\.\d\d/);
  // A mean over the last measures: within 0.1 of 0 it says neither one nor the other.
  const cosine = Number(/[▲▼≈]\s*([−-]?\d\.\d\d)/.exec((await badge.textContent()) ?? '')?.[1]?.replace('−', '-'));
  const sign = cosine < 0 ? 'negative' : 'positive';
  expect(await badge.getAttribute('data-sign')).toBe(Math.abs(cosine) <= 0.1 ? 'noise' : sign);
  await expect(badge.getByRole('button', { name: /Digit and Parity/ })).toBeAttached();

  await choose(page, 'dense-1');
  await expect(page.getByRole('table', { name: 'Cosine' }).getByRole('cell', { name: /^[−-]?\d\.\d\d$/ }).first()).toBeVisible();
  await expect(page.getByRole('table', { name: 'Magnitude similarity' })).toBeVisible();

  await page.getByText('How it works').click();
  await page.getByRole('button', { name: 'Measure a step' }).click();
  await expect(page.getByTestId('method-cost')).toContainText(/2 backward passes.*PCGrad \d+(\.\d)? ms a step, plain \d+(\.\d)? ms: \d+\.\d×/);

  await page.getByRole('tab', { name: 'Conflict' }).click();
  await page.getByRole('tabpanel').getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('button', { name: 'Affinity' }).click();
  await page.getByRole('button', { name: 'Measure now' }).click();
  await expect(page.getByRole('dialog').getByRole('cell', { name: /^[+−]?\d+\.\d+\s%$/ })).toHaveCount(4);
});

test('a head tells all metrics of its task, training beside test', async ({ page }) => {
  await openPage(page, link);
  await page.getByRole('button', { name: 'Play' }).click();
  await runReached(page, 25);
  await page.getByRole('button', { name: 'Pause' }).click();
  await runReached(page, 'paused');
  await testedAt(page, (await seen(page)).step);
  await settled(page);
  await choose(page, 'head-digit');
  const row = (name: string) => page.getByTestId('metrics-digit').getByRole('row', { name });
  const shown = await page.getByTestId('metric-digit').innerText();
  await expect(row('accuracy').getByRole('cell').nth(1)).toHaveText(shown);
  await expect(row('accuracy').getByRole('cell').nth(2)).toContainText(/^[+−]?\d+\.\d+ points$/);
  for (const place of [0, 1]) {
    for (const name of ['precision', 'recall', 'F1']) await expect(row(name).getByRole('cell').nth(place)).toHaveText(/^\d+\.\d\s%$/);
    await expect(row('AUC').getByRole('cell').nth(place)).toHaveText(/^[01]\.\d{4}$/);
  }

  // Of another document nothing is known until it is trained; undone, all is there again.
  await openMore(page, 'Data');
  const images = page.getByRole('spinbutton', { name: 'Test images' });
  await images.fill('50');
  await images.press('Enter');
  await expect(page.getByTestId('metric-digit')).toHaveText('–');
  await expect(row('accuracy').getByRole('cell').nth(1)).toHaveText('–');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByTestId('metric-digit')).toHaveText(shown);
  await expect(row('accuracy').getByRole('cell').nth(1)).toHaveText(shown);
});

test('frozen layers stand still: a step on the loss of one task moves only what may move', async ({ page }) => {
  await openPage(page, link);
  await page.getByRole('button', { name: 'Step', exact: true }).click();
  await page.getByRole('menuitem', { name: 'One batch' }).click();
  const before = await testedAt(page, 1);

  for (const id of ['dense-1', 'dense-2', 'head-digit']) {
    await choose(page, id);
    await page.getByRole('button', { name: 'Freeze' }).click();
  }
  await expect(page.locator('.react-flow__node[data-id="dense-1"]').getByRole('img', { name: 'frozen' })).toBeVisible();
  // Everything that the digit's loss reaches is held: nothing changes at all.
  await stepOn(page, 'Digit');
  expect(await testedAt(page, 2)).toEqual(before);

  // Its head alone may move: the digit's loss does, and parity's, behind the frozen layer, does
  // not.
  await choose(page, 'head-digit');
  await page.keyboard.press('f');
  await settled(page);
  await stepOn(page, 'Digit');
  const after = await testedAt(page, 3);
  expect(after[0]).not.toBe(before[0]);
  expect(after[1]).toBe(before[1]);
  await expect(page.getByRole('status').filter({ hasText: 'Digit alone, step 3. Loss on 100 test images' })).toContainText('→');
  await expect(page.getByText('one step on Digit alone').first()).toBeVisible();
});

test('the inspector says why batch norm stands still, and warns until it was trained', async ({ page }) => {
  const { network, ...rest } = small;
  const norm = { id: 'norm', kind: 'batch-norm', values: {}, initialiser: 'auto', x: 480, y: 260, frozen: true } as const;
  const wires = [...network.wires.filter(({ to }) => to !== 'head-parity'), { from: 'dense-3', to: 'norm' }, { from: 'norm', to: 'head-parity' }];
  const drawn = { ...rest, weightsSumToOne: false, network: { ...network, layers: [...network.layers, norm], wires } };
  await openPage(page, `?device=wasm${encodeLink(drawn)}`);
  const stepOnce = async (step: number) => {
    await page.getByRole('button', { name: 'Step', exact: true }).click();
    await page.getByRole('menuitem', { name: 'One batch' }).click();
    await testedAt(page, step);
    await settled(page);
  };
  const frozen = page.getByText('Frozen: scale, shift and running statistics stand still');
  const warning = page.getByText('Its running statistics are still those of the start');
  await choose(page, 'norm');
  await expect(frozen).toBeVisible();
  await expect(warning).toBeVisible();
  await stepOnce(1);
  await expect(warning).toBeVisible();
  await page.getByRole('tab', { name: 'Conflict' }).click();
  await page.getByRole('tabpanel').getByRole('button', { name: 'More', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Notes: 1' })).toBeVisible();

  await page.getByRole('button', { name: 'Let it learn' }).click();
  await expect(frozen).toBeHidden();
  await stepOnce(2);
  await page.getByRole('button', { name: 'Freeze' }).click();
  await expect(frozen).toBeVisible();
  await expect(warning).toBeHidden();

  // A set weight of 0 holds it likewise.
  await page.getByRole('button', { name: 'Let it learn' }).click();
  await setWeight(page, 'Parity', '0');
  await expect(page.getByText('every task that uses it has the weight 0')).toBeVisible();
});

test('two layers are tied in the inspector, the tie is a thing to select, and undo takes it back', async ({ page }) => {
  await openPage(page, link);
  await choose(page, 'dense-2');
  await page.getByRole('combobox', { name: 'Tie to…' }).selectOption('dense-3');
  await settled(page);
  expect((await seen(page)).experiment.network.ties).toEqual([{ first: 'dense-2', second: 'dense-3', strength: 1 }]);
  const tie = page.getByTestId('rf__edge-dense-2~dense-3');
  await expect(tie).toContainText('λ 1');

  await page.getByRole('spinbutton', { name: 'Strength λ' }).fill('0.5');
  await page.keyboard.press('Enter');
  await expect(tie).toContainText('λ 0.5');
  await tie.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('combobox', { name: 'Weights are' }).selectOption('orthogonal');
  await expect(tie).toContainText('⊥ λ 0.5');
  await tie.focus();
  await page.keyboard.press('Delete');
  await settled(page);
  expect((await seen(page)).experiment.network.ties).toEqual([]);

  for (let entry = 0; entry < 4; entry += 1) await page.getByRole('button', { name: 'Undo' }).click();
  await settled(page);
  expect((await seen(page)).experiment.network.ties).toEqual([]);
  await page.getByRole('button', { name: 'Redo' }).click();
  await expect(tie).toContainText('λ 1');
});
