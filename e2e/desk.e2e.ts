import { expect, test, type Locator, type Page } from 'playwright/test';
import { encodeLink } from '../src/experiment/link/link-codec';
import { openMore, openPage, runReached, seen, settled } from './playground';
import { quickExperiment } from './small-experiment';

const quick = encodeLink(quickExperiment);

async function boxOf(locator: Locator) {
  const box = await locator.boundingBox();
  if (box === null) throw new Error('not on the screen');
  return box;
}

/** Opens the page in a window of that size. */
async function openAt(page: Page, width: number, height: number, address = quick): Promise<void> {
  await page.setViewportSize({ width, height });
  await openPage(page, address);
}

/** The names of all that can be operated outside of tabs, strip and network; a word with help only tells. */
function controls(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const outside = '[data-testid="network"], [data-testid="test-images"], [data-testid="task-results"], main [role="separator"], main section';
    const all = document.querySelectorAll('button, input, select, textarea, a[href], summary, [role="slider"], [role="switch"], [contenteditable="true"]');
    const tells = (one: Element) => document.getElementById(one.getAttribute('aria-describedby') ?? '')?.role === 'tooltip' && one instanceof HTMLButtonElement;
    return [...all]
      .filter((one) => one.checkVisibility({ visibilityProperty: true }) && one.closest(outside) === null && one.closest('[popover], dialog') === null && !tells(one))
      .map((one) => one.getAttribute('aria-label') ?? one.textContent.trim() ?? one.tagName);
  });
}

test('before play at most 32 controls are in sight, the method at 1280 × 720 too; the data card shows pictures, and unfolds to all about the set', async ({ page }) => {
  await openAt(page, 1440, 900, '');
  await runReached(page, 'paused');
  await settled(page);
  const names = await controls(page);
  expect(names).toContain('Play');
  expect(names.length, names.join(', ')).toBeLessThanOrEqual(32);

  await page.setViewportSize({ width: 1280, height: 720 });
  await settled(page);
  for (const chart of await page.locator('[data-testid^="chart-"]').all()) {
    const { y, height } = await boxOf(chart);
    expect(height).toBeGreaterThanOrEqual(180);
    expect(y + height).toBeLessThanOrEqual(720);
  }
  await expect(page.getByRole('combobox', { name: 'Balancing method' })).toBeInViewport({ ratio: 1 });

  const card = page.getByRole('region', { name: 'Data' }).getByRole('button', { name: /^MNIST/ });
  await expect(card).toContainText('10,000 + 2,000 images');
  await page.waitForFunction(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('aside [aria-hidden] canvas');
    return canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data.some((value, place) => place % 4 === 0 && value > 200) === true;
  });
  await expect(page.getByRole('spinbutton', { name: 'Training images' })).toHaveCount(0);
  await card.click();
  await expect(page.getByRole('spinbutton', { name: 'Training images' })).toBeVisible();
  await page.getByRole('button', { name: /^CIFAR-10/ }).click();
  await settled(page);
  expect((await seen(page)).experiment.data.dataset).toBe('cifar10');
});

test('nothing at the sides moves when the first measurement comes; while it trains, network, images and charts fill at least 65 % of the window', async ({ page }) => {
  await openAt(page, 1440, 900);
  const places = async () =>
    Promise.all([
      page.getByRole('combobox', { name: 'Optimiser' }),
      page.getByRole('region', { name: 'Data' }),
      page.getByRole('combobox', { name: 'Balancing method' }),
      page.getByRole('button', { name: 'Reset' }),
    ].map(boxOf));
  const before = await places();
  const agree = page.getByRole('region', { name: 'Do the tasks agree?' });
  await expect(agree).toContainText('while it trains');
  await page.getByRole('button', { name: 'Play' }).click();
  await runReached(page, 15);
  await expect(agree).toContainText(/\(cosine −?[01]\.\d\d\)/);
  expect(await places()).toEqual(before);
  const parts = [page.getByTestId('network'), page.getByTestId('test-images'), page.getByRole('region', { name: 'What happens while it trains' })];
  const boxes = await Promise.all(parts.map(boxOf));
  const area = boxes.reduce((sum, { width, height }) => sum + width * height, 0);
  expect(area / (1440 * 900)).toBeGreaterThanOrEqual(0.65);
  for (const [one, next] of [[0, 1], [1, 2]] as const) expect(boxes[one]?.y).toBeLessThan(boxes[next]?.y ?? 0);
  await agree.getByRole('button', { name: 'See it over time' }).click();
  await expect(page.getByRole('tab', { selected: true })).toHaveAttribute('data-tab', 'weights');
});

test('solo and mute act on a running training, leave one mark and one entry each, and restore exactly', async ({ page }) => {
  await openAt(page, 1440, 900);
  const weights = async () => (await seen(page)).experiment.tasks.map(({ weight }) => weight);
  const set = await weights();
  const solo = page.getByRole('button', { name: 'Solo: Parity alone' });
  const mute = page.getByRole('button', { name: 'Mute Digit' });
  await page.getByRole('button', { name: 'Play' }).click();
  await runReached(page, 5);
  await solo.click();
  await expect(solo).toHaveAttribute('aria-pressed', 'true');
  expect(await weights()).toEqual([0, 1, 0]);
  await runReached(page, (await seen(page)).step + 10);
  const marked = (await seen(page)).marks;
  expect(new Set(marked.map(({ step }) => step)).size).toBe(1);
  expect(marked.map(({ field, to }) => [field, to])).toContainEqual(['tasks.parity.weight', 1]);
  // A reload keeps what comes back.
  await page.getByRole('button', { name: 'Pause' }).click();
  await runReached(page, 'paused');
  await settled(page);
  await page.reload();
  await page.waitForFunction(() => window.playground !== undefined);
  await settled(page);
  await expect(solo).toHaveAttribute('aria-pressed', 'true');
  await solo.click();
  await expect(solo).toHaveAttribute('aria-pressed', 'false');
  expect(await weights()).toEqual(set);

  await mute.click();
  expect((await weights())[0]).toBe(0);
  expect((await weights()).reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 10);
  await expect(page.getByRole('slider', { name: 'Weight of Digit' })).toHaveAttribute('aria-valuetext', /^0\.00; 0\.\d\d when it counts again$/);
  await page.keyboard.press('Control+z');
  await expect(mute).toHaveAttribute('aria-pressed', 'false');
  expect(await weights()).toEqual(set);
});

test('what is folded stays unfolded while the page is open, and tells how much of it is changed', async ({ page }) => {
  await openAt(page, 1440, 900);
  const more = page.getByRole('region', { name: 'Training', exact: true }).getByRole('button', { name: /^More/ });
  await expect(page.getByRole('spinbutton', { name: 'Clip gradient' })).toHaveCount(0);
  const changed = async () => Number(/\d+/.exec(await more.innerText())?.[0] ?? 0);
  const before = await changed();
  await openMore(page, 'Training');
  await page.getByRole('spinbutton', { name: 'Clip gradient' }).fill('1');
  await page.keyboard.press('Enter');
  await expect(more).toHaveText(`More · ${before + 1} changed`);
  await page.locator('.react-flow__node[data-id="conv-1"]').click();
  await expect(page.getByRole('spinbutton', { name: 'Clip gradient' })).toBeVisible();
  await more.click();
  await expect(page.getByRole('spinbutton', { name: 'Clip gradient' })).toHaveCount(0);
  await expect(more).toHaveText(`More · ${before + 1} changed`);
});

test('one list has all commands: found by typing, run by Enter, with their keys', async ({ page }) => {
  await openAt(page, 1440, 900);
  await page.keyboard.press('Control+k');
  const list = page.getByRole('dialog', { name: 'Commands and keys' });
  const field = list.getByRole('combobox');
  await expect(field).toBeFocused();
  await expect(list.getByRole('option', { name: /^Save as a file/ })).toContainText('Ctrl+S');
  await field.fill('pcgrad');
  await expect(list.getByRole('option')).toHaveCount(1);
  await field.press('Enter');
  await expect(list).toHaveCount(0);
  expect((await seen(page)).experiment.balancing.method).toBe('pcgrad');
  await page.keyboard.press('?');
  await field.fill('no such thing');
  await expect(list.getByRole('status')).toHaveText('No command is called that.');
  await field.fill('undo');
  await list.getByRole('option', { name: /^Undo/ }).click();
  expect((await seen(page)).experiment.balancing.method).toBe('static');
});

test('Space plays and pauses from everywhere but text fields; a button that the keyboard went to keeps it', async ({ page }) => {
  await openAt(page, 1440, 900);
  const phase = async () => (await seen(page)).phase;
  const places: Readonly<Record<string, () => Promise<void>>> = {
    'a button that was pressed': () => page.getByRole('button', { name: 'Mute Digit' }).click(),
    'a slider': () => page.getByRole('slider', { name: 'Weight of Parity' }).focus(),
    'a layer': () => page.locator('.react-flow__node[data-id="conv-1"]').click(),
    'a list that was chosen from': async () => {
      const { x, y } = await boxOf(page.getByRole('combobox', { name: 'Optimiser' }));
      await page.mouse.move(x + 4, y + 4);
      await page.mouse.down();
      await page.mouse.up();
      await page.keyboard.press('Escape');
    },
  };
  for (const [place, enter] of Object.entries(places)) {
    await enter();
    await page.keyboard.press('Space');
    await runReached(page, 'running');
    await page.keyboard.press('Space');
    await runReached(page, 'paused');
    expect([place, await phase()]).toEqual([place, 'paused']);
  }
  const name = page.getByRole('textbox', { name: 'Name of the experiment' });
  await name.click();
  await page.keyboard.press('End');
  await page.keyboard.press('Space');
  await page.keyboard.type('x');
  await expect(name).toHaveValue(/ x$/);
  expect(await phase()).toBe('paused');
  await page.keyboard.press('Escape');
  // By keyboard: the button is pressed, and nothing trains.
  const solo = page.getByRole('button', { name: 'Solo: Parity alone' });
  await page.getByRole('slider', { name: 'Weight of Digit' }).focus();
  for (let stop = 0; stop < 12 && !(await solo.evaluate((one) => one === document.activeElement)); stop += 1) await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await expect(solo).toHaveAttribute('aria-pressed', 'true');
  expect(await phase()).toBe('paused');
});

test('the title of the tab says how far the run is', async ({ page }) => {
  await openAt(page, 1440, 900, encodeLink({ ...quickExperiment, name: 'Mine', training: { ...quickExperiment.training, epochs: 10 } }));
  await expect(page).toHaveTitle('Mine – Multitask Playground');
  await page.getByRole('button', { name: 'Play' }).click();
  await expect(page).toHaveTitle(/^[1-9]\d?\s% · Mine – Multitask Playground$/);
});

test('a drawer dims nothing: a weight is turned with the strands in sight, and the network can be used beside it', async ({ page }) => {
  await openAt(page, 1024, 768);
  const width = async () => page.locator('[data-strand="parity"] > path').last().getAttribute('stroke-width');
  const drawer = page.getByRole('complementary', { name: 'Data, tasks and balancing' });
  await page.getByRole('button', { name: 'Data, tasks and balancing' }).click();
  await expect(drawer).toBeInViewport();
  const before = await width();
  await page.getByRole('slider', { name: 'Weight of Parity' }).focus();
  for (let press = 0; press < 30; press += 1) await page.keyboard.press('ArrowRight');
  await settled(page);
  expect(await width()).not.toBe(before);
  // Nothing lies over the layers beside it.
  await page.locator('.react-flow__node[data-id="head-parity"]').click();
  await expect(page.locator('.react-flow__node[data-id="head-parity"]')).toHaveClass(/selected/);
  await expect(drawer).toBeInViewport();
  // A tap elsewhere, Escape or its button closes it.
  await page.getByTestId('test-images').click({ position: { x: 700, y: 10 } });
  await expect(drawer).not.toBeInViewport();
  await page.keyboard.press('[');
  await expect(drawer).toBeInViewport();
  await page.keyboard.press('Escape');
  await expect(drawer).not.toBeInViewport();
});
