import { readFile } from 'node:fs/promises';
import { expect, test, type Locator, type Page } from 'playwright/test';
import { encodeLink } from '../src/experiment/link/link-codec';
import { drag } from './canvas';
import { openMore, openPage, runReached, seen, setWeight, settled, tested } from './playground';
import { quickExperiment } from './small-experiment';

// Eight epochs: what the tests train is an eighth of the axis and more. Batches are so large that a
// fast machine is not at the end before a test has pressed pause.
const link = `?device=wasm${encodeLink({
  ...quickExperiment,
  data: { ...quickExperiment.data, train: 10_000 },
  training: { ...quickExperiment.training, batchSize: 80, epochs: 8 },
})}`;

async function train(page: Page, steps: number): Promise<void> {
  await page.getByRole('button', { name: 'Play' }).click();
  await runReached(page, steps);
}

async function pause(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Pause' }).click();
  await tested(page);
}

const boxesOf = (all: Locator) =>
  all.evaluateAll((found) => found.map((element) => element.getBoundingClientRect()).map(({ left, right, top, bottom }) => ({ left, right, top, bottom })));

type Box = Awaited<ReturnType<typeof boxesOf>>[number];
const overlap = (one: Box, other: Box) => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

/** Fails where a text lies on another one or reaches out of its chart. */
async function expectApart(chart: Locator, texts: Locator): Promise<void> {
  const [frame] = await boxesOf(chart);
  const boxes = await boxesOf(texts);
  if (frame === undefined) throw new Error('there is no such chart');
  for (const [index, box] of boxes.entries()) {
    expect(box.left).toBeGreaterThanOrEqual(frame.left);
    expect(box.right).toBeLessThanOrEqual(frame.right);
    for (const other of boxes.slice(index + 1)) expect(overlap(box, other)).toBe(false);
  }
}

for (const width of [1440, 390]) {
  test(`names of lines stand in a margin and marks are read whole, ${width} px wide`, async ({ page }) => {
    await openPage(page, link);
    await train(page, 20);
    for (const [weight, steps] of [['0.6', 40], ['0.2', 60], ['0.78', 80]] as const) {
      await setWeight(page, 'Parity', weight);
      await runReached(page, steps);
    }
    await pause(page);
    await page.setViewportSize({ width, height: 844 });
    await settled(page);
    for (const name of [/^Loss/, 'Accuracy']) {
      const chart = page.getByRole('figure', { name });
      await chart.scrollIntoViewIfNeeded();
      const names = chart.locator('[data-name-of]');
      await expect(names.first()).toBeVisible();
      await expectApart(chart, names.locator('text'));
      // To the right of where any line can come.
      const lines = await boxesOf(chart.locator('path.recharts-curve'));
      for (const box of await boxesOf(names.locator('text'))) for (const line of lines) expect(box.left).toBeGreaterThan(line.right);

      const marks = chart.locator('[data-mark] text');
      await expect(marks.first()).toHaveText(/^Parity 0\.\d\d → 0\.\d\d( \+\d)?$/);
      await expectApart(chart, marks);
      expect((await marks.allTextContents()).every((text) => !text.includes('…'))).toBe(true);
    }
    // What was changed then, on focus, and by whom there is no room the list of all.
    const chart = page.getByRole('figure', { name: 'Accuracy' });
    const mark = chart.getByTestId('mark').last();
    await mark.focus();
    await expect(page.getByRole('tooltip').filter({ hasText: 'Parity weight 0.20 → 0.78' })).toBeVisible();
    const rest = chart.getByRole('button', { name: 'All 3 changes while it ran' });
    if (await rest.isVisible()) {
      await rest.click();
      await expect(page.getByRole('dialog').getByRole('listitem')).toHaveCount(3);
    }
  });
}

test('a network that was replaced leaves grey lines and a sentence; undone, its curves are back', async ({ page }) => {
  await openPage(page, link);
  await train(page, 40);
  await pause(page);
  const loss = page.getByRole('figure', { name: /^Loss/ });
  const coloured = loss.locator('path.recharts-curve[stroke^="#"]');
  const grey = loss.locator('path.recharts-curve[stroke="var(--outline)"]');
  await expect(coloured).not.toHaveCount(0);
  await expect(grey).toHaveCount(0);

  await openMore(page, 'Data');
  const images = page.getByRole('spinbutton', { name: 'Test images' });
  await images.fill('150');
  await images.press('Enter');
  await expect(loss.getByText('The data have changed. Restart to train on them.')).toBeVisible();
  await expect(coloured).toHaveCount(0);
  await expect(grey).toHaveCount(3);
  await expect(loss.locator('[data-name-of]')).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(coloured).not.toHaveCount(0);

  // On its name: a click on its pictures would show it in Inside.
  await page.locator('.react-flow__node').getByText('Dense 64').click();
  await page.keyboard.press('Delete');
  await expect(loss.getByText('The network has changed. Restart to train it.')).toBeVisible();
  await expect(page.getByRole('figure', { name: 'Accuracy' }).getByText('The network has changed.')).toBeVisible();
});

test('a chart is seen on a logarithmic axis, smoothed, as a table, and saved; the legend hides lines on all', async ({ page }) => {
  await openPage(page, link);
  await train(page, 60);
  await pause(page);
  const loss = page.getByRole('figure', { name: /^Loss/ });
  const tool = async (name: string) => {
    await loss.getByRole('button', { name: /^Tools of the chart/ }).click();
    await page.getByRole('menu').locator('[role^="menuitem"]').filter({ hasText: name }).first().click();
  };
  const path = () => loss.locator('path.recharts-curve[stroke="#0072B2"]').first().getAttribute('d');
  const plain = await path();
  await tool('Strong');
  await expect.poll(path).not.toBe(plain);
  await expect(loss.getByText('smoothed')).toBeVisible();
  // What was measured stays behind the smoothed lines.
  await expect(loss.locator('path[data-raw][stroke="#0072B2"]')).toHaveAttribute('d', plain ?? '');
  await tool('None');
  await expect.poll(path).toBe(plain);
  await tool('Logarithmic axis');
  await expect.poll(path).not.toBe(plain);
  await tool('Relative losses');
  await expect(page.getByRole('figure', { name: 'Loss', exact: true })).toBeVisible();

  const saving = page.waitForEvent('download');
  await tool('CSV');
  expect((await saving).suggestedFilename()).toBe('Loss.csv');
  const picture = page.waitForEvent('download');
  await tool('PNG');
  expect((await picture).suggestedFilename()).toBe('Loss.png');
  // All charts of the tab are one drawing, which says by itself what its lines are.
  await loss.getByRole('button', { name: /^Tools of the chart/ }).click();
  const all = page.waitForEvent('download');
  await page.getByRole('group', { name: 'Download all charts of this tab' }).getByRole('menuitem', { name: 'SVG' }).click();
  const drawing = await readFile(await (await all).path(), 'utf8');
  const text = await page.evaluate((source) => new DOMParser().parseFromString(source, 'image/svg+xml').documentElement.textContent, drawing);
  for (const words of ['Loss', 'Accuracy', 'Digit, train', 'Parity, test', 'Total']) expect(text).toContain(words);
  expect(drawing).not.toContain('var(--');
  await tool('As a table');
  await expect(loss.getByRole('table')).toBeVisible();
  await expect(loss.locator('path.recharts-curve')).toHaveCount(0);
  await tool('As a table');

  await page.getByRole('button', { name: 'Hide Parity' }).click();
  await expect(loss.locator('path.recharts-curve[stroke="#D55E00"]')).toHaveCount(0);
  await expect(page.getByRole('figure', { name: 'Accuracy' }).locator('path.recharts-curve[stroke="#D55E00"]')).toHaveCount(0);
  await page.getByRole('button', { name: 'Show Parity' }).click();
  await expect(loss.locator('path.recharts-curve[stroke="#D55E00"]')).not.toHaveCount(0);

  // One cross-hair for all charts.
  const box = await loss.boundingBox();
  if (box === null) throw new Error('the chart is not on the screen');
  await page.mouse.move(box.x + box.width / 4, box.y + box.height / 2);
  await expect(page.getByTestId('chart-cursor')).toHaveCount(2);
});

test('a task that is hovered or focused fades the others everywhere, and a click pins it until Escape', async ({ page }) => {
  await openPage(page, link);
  await train(page, 40);
  await pause(page);
  const inFore = () => page.evaluate(() => document.documentElement.dataset['taskFocus']);
  const opacity = (of: Locator) => of.first().evaluate((element) => Number(getComputedStyle(element).opacity));
  const places = (colour: number) => [
    page.locator(`.react-flow__edge [data-task="${colour}"]`),
    page.getByRole('figure', { name: /^Loss/ }).locator(`g[data-task="${colour}"]`),
    // Marks and pictures grow pale; the words beside them stay legible.
    page.locator(`.react-flow__node [data-kind="head"] [data-task="${colour}"]`),
    page.getByTestId('test-images').locator(`[data-task="${colour}"]:empty`),
  ];
  const legend = page.getByRole('list', { name: 'Legend' });
  await legend.getByRole('button', { name: 'Parity', exact: true }).hover();
  for (const place of places(0)) await expect.poll(() => opacity(place)).toBeLessThan(0.5);
  for (const place of places(1)) expect(await opacity(place)).toBe(1);
  await page.mouse.move(700, 5);
  await expect.poll(inFore).toBeUndefined();
  for (const place of places(0)) await expect.poll(() => opacity(place)).toBe(1);

  await page.getByRole('slider', { name: 'Weight of Digit' }).focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Shift+Tab');
  await expect.poll(inFore).toBe('0');

  const pin = legend.getByRole('button', { name: 'Parity', exact: true });
  await pin.focus();
  await page.keyboard.press('Enter');
  await expect(pin).toHaveAttribute('aria-pressed', 'true');
  await page.mouse.move(700, 5);
  await expect.poll(inFore).toBe('1');
  await page.keyboard.press('Escape');
  await expect(pin).toHaveAttribute('aria-pressed', 'false');
});

test('dragging along a chart shows heads, images and badges as they were at that step', async ({ page }) => {
  await openPage(page, link);
  await train(page, 120);
  await pause(page);
  const last = (await seen(page)).step;
  const strip = page.getByTestId('test-images');
  await expect(strip).toHaveAttribute('data-step', String(last));
  const head = page.getByTestId('metric-of-digit');
  const now = await head.innerText();
  const slider = page.getByRole('figure', { name: 'Accuracy' }).getByRole('slider');
  await slider.focus();
  await page.keyboard.press('Home');
  await expect(page.getByText('Step 1 is shown')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByText(/^Step \d+ is shown/)).toBeHidden();

  const box = await slider.boundingBox();
  if (box === null) throw new Error('the chart is not on the screen');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + 0.03 * box.width, box.y + box.height / 2, { steps: 4 });
  await page.mouse.up();
  const sign = page.getByRole('status').filter({ hasText: /Step \d+ is shown/ });
  await expect(sign).toBeVisible();
  const step = Number((await sign.innerText()).replace(/\D/g, ''));
  expect(step).toBeLessThan(last);
  await expect.poll(async () => Number(await strip.getAttribute('data-step'))).toBeLessThan(last);
  await expect(head).not.toHaveText(now);
  await page.getByRole('button', { name: 'Now' }).click();
  await expect(strip).toHaveAttribute('data-step', String(last));
  await expect(head).toHaveText(now);

  // With Shift a part of the run is chosen, which all charts show; 0 shows the whole run again.
  const firstTicks = async () => page.locator('[data-axis="columns"]').evaluateAll((axes) => axes.map((axis) => axis.querySelector('text')?.textContent ?? ''));
  expect(await firstTicks()).toEqual(['0', '0']);
  await page.keyboard.down('Shift');
  await drag(page, { x: box.x + 0.25 * box.width, y: box.y + box.height / 2 }, { x: box.x + 0.5 * box.width, y: box.y + box.height / 2 });
  await page.keyboard.up('Shift');
  const zoomed = page.getByRole('status').filter({ hasText: /^Steps \d+ to \d+/ });
  await expect(zoomed).toBeVisible();
  const from = /\d+/.exec(await zoomed.innerText())?.[0] ?? '';
  await expect.poll(firstTicks).toEqual([from, from]);
  await expect(strip).toHaveAttribute('data-step', String(last));
  await slider.focus();
  await page.keyboard.press('-');
  await page.keyboard.press('0');
  await expect(zoomed).toBeHidden();
  await expect.poll(firstTicks).toEqual(['0', '0']);
  await page.keyboard.press('+');
  await expect(zoomed).toBeVisible();
  await page.getByRole('button', { name: /^Whole run/ }).click();
  await expect(zoomed).toBeHidden();
  // Without Shift once the tools asked for it; Escape shows the whole run again.
  await page.getByRole('button', { name: /^Tools of the chart “Accuracy”/ }).click();
  await page.getByRole('menuitem', { name: 'Choose a part' }).click();
  await expect(page.getByText('Drag over a chart to choose')).toBeVisible();
  await drag(page, { x: box.x + 0.25 * box.width, y: box.y + box.height / 2 }, { x: box.x + 0.5 * box.width, y: box.y + box.height / 2 });
  await expect.poll(firstTicks).toEqual([from, from]);
  await expect(strip).toHaveAttribute('data-step', String(last));
  await page.keyboard.press('Escape');
  await expect(zoomed).toBeHidden();

  // Training on leads back to now.
  await slider.focus();
  await page.keyboard.press('Home');
  await expect(sign).toBeVisible();
  await page.getByRole('button', { name: 'Play' }).click();
  await expect(sign).toBeHidden();
});
