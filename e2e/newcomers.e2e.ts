import { expect, test, type Locator, type Page } from 'playwright/test';
import { encodeLink } from '../src/experiment/link/link-codec';
import { linkedDocument, openPage, runReached, seen, settled } from './playground';
import { briefExperiment as small, quickExperiment } from './small-experiment';

/**
 * What newcomers set out to do, by what they see: roles and names alone, within a number of clicks,
 * on a small laptop. Each ends with a sentence in the window, without scrolling, that answers it.
 */

test.use({ viewport: { width: 1280, height: 720 } });

/** Clicks and drags, counted; all that a test does with the mouse goes through one. */
class Hand {
  #used = 0;
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async click(what: Locator): Promise<void> {
    this.#used += 1;
    await what.click();
    await settled(this.page);
  }

  /** From the middle of one thing to a point of another: shares of its width and height. */
  async drag(from: Locator, to: Locator, [across, down]: readonly [number, number] = [0.5, 0.5]): Promise<void> {
    this.#used += 1;
    const [start, end] = [await from.boundingBox(), await to.boundingBox()];
    if (start === null || end === null) throw new Error('not on the screen');
    await this.page.mouse.move(start.x + start.width / 2, start.y + start.height / 2);
    await this.page.mouse.down();
    await this.page.mouse.move(end.x + across * end.width, end.y + down * end.height, { steps: 8 });
    await this.page.mouse.up();
    await settled(this.page);
  }

  /** A choice in a list: a click that opens it and one on the entry. */
  async choose(list: Locator, label: string): Promise<void> {
    this.#used += 2;
    await list.selectOption({ label });
    await settled(this.page);
  }

  /** Fails where more clicks and drags were used than that. */
  within(clicks: number): void {
    expect(this.#used, 'clicks and drags').toBeLessThanOrEqual(clicks);
  }
}

/** The sentence that answers, once it is in sight. */
async function answer(page: Page, sentence: RegExp): Promise<string> {
  const told = page.getByRole('main').getByText(sentence).filter({ visible: true }).first();
  await expect(told).toBeInViewport({ ratio: 1 });
  return (await told.textContent()) ?? '';
}

/** The figures of a sentence in their order. */
function figures(sentence: string): readonly number[] {
  return [...sentence.replaceAll('−', '-').matchAll(/-?\d+(?:[.,]\d+)*/g)].map(([text]) => Number(text.replaceAll(',', '')));
}

test('train it', async ({ page }) => {
  const brief = { ...quickExperiment, training: { ...quickExperiment.training, epochs: 2 } };
  await openPage(page, encodeLink(brief));
  const hand = new Hand(page);
  await hand.click(page.getByRole('button', { name: 'Play' }));
  await runReached(page, 'done');
  await settled(page);
  hand.within(1);
  await answer(page, /^Done\. On all 200 test images/);
  const digit = page.getByRole('region', { name: 'The end of the run' }).getByRole('listitem').filter({ hasText: /^Digit/ });
  await expect(digit).toBeInViewport({ ratio: 1 });
  const [correct = 0, examples = 1] = (await seen(page)).tests.at(-1)?.sums ?? [];
  expect(figures(await digit.innerText())).toContain(Number(((100 * correct) / examples).toFixed(1)));
  expect(correct / examples).toBeGreaterThan(0.6);
});

test('make parity more important while it trains', async ({ page }) => {
  await openPage(page, encodeLink(quickExperiment));
  await page.getByRole('button', { name: 'Play' }).click();
  await runReached(page, 5);
  const hand = new Hand(page);
  const slider = page.getByRole('slider', { name: /Parity/ });
  const strand = page.locator('.react-flow__edge [data-strand="parity"] > path').last();
  const width = async () => Number(await strand.evaluate((path) => Number.parseFloat(getComputedStyle(path).strokeWidth)));
  const before = await width();
  await hand.drag(slider.locator('..').getByRole('slider', { name: /Parity/ }), slider, [0.8, 0.5]);
  hand.within(1);
  const [share = 0, former = 0] = figures(await answer(page, /^Parity now has \d+ % of the weight/));
  expect(former).toBe(30);
  expect(share).toBeGreaterThan(former);
  await expect.poll(width).toBeGreaterThan(before);
  expect((await seen(page)).phase).toBe('running');
});

test('add a task on the shared trunk', async ({ page }) => {
  await openPage(page, encodeLink(quickExperiment));
  const hand = new Hand(page);
  await hand.click(page.getByRole('button', { name: 'Add task' }));
  await hand.click(page.getByRole('radio', { name: /^Loop/ }));
  await hand.click(page.getByRole('button', { name: 'Add “Loop”' }));
  hand.within(3);
  const [shared = 0] = figures(await answer(page, /^Loop is new\. It shares \d+ layers/));
  expect(shared).toBeGreaterThanOrEqual(4);
  expect((await seen(page)).experiment.tasks.map(({ kind }) => kind)).toContain('loop');
});

test('let a task leave the trunk earlier, and take that back', async ({ page }) => {
  await openPage(page, encodeLink(quickExperiment));
  const hand = new Hand(page);
  const before = (await seen(page)).experiment;
  const handle = (layer: string, side: 'source' | 'target') => page.locator(`.react-flow__node[data-id="${layer}"] .react-flow__handle.${side}`).first();
  await hand.drag(handle('pool-2', 'source'), handle('head-parity', 'target'));
  hand.within(1);
  const [shared = 9, former = 0] = figures(await answer(page, /^Parity now shares \d+ layers with other tasks/));
  expect(shared).toBe(former - 1);
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await settled(page);
  expect((await seen(page)).experiment).toEqual(before);
});

test('balance by PCGrad', async ({ page }) => {
  await openPage(page, encodeLink(quickExperiment));
  const hand = new Hand(page);
  await hand.choose(page.getByRole('combobox', { name: 'Balancing method' }), 'PCGrad');
  hand.within(2);
  await answer(page, /^PCGrad now sets how the tasks are weighed/);
  expect((await seen(page)).experiment.balancing.method).toBe('pcgrad');
});

async function studyOver(page: Page): Promise<void> {
  await page.waitForFunction(() => window.playground?.state().studies[0]?.over === true);
  await settled(page);
}

test('find out whether sharing helps', async ({ page }) => {
  await openPage(page, encodeLink(small));
  const hand = new Hand(page);
  await hand.click(page.getByRole('tab', { name: 'Compare' }));
  await hand.click(page.getByRole('button', { name: 'Compare with each task alone' }));
  hand.within(2);
  await studyOver(page);
  const sentence = await answer(page, /(Digit|Parity|Digit, Parity): (no difference shown|equal|\d+\.\d+ points (better|worse) together)/);
  // The direction of the words is that of the dots.
  const rows = page.getByTestId('dots').getByRole('listitem');
  const place = Number(await rows.first().locator('[data-place]').getAttribute('data-place'));
  if (/Digit: \d+\.\d+ points better/.test(sentence)) expect(place).toBeGreaterThan(50);
  if (/Digit: \d+\.\d+ points worse/.test(sentence)) expect(place).toBeLessThan(50);
});

test('train on CIFAR-10', async ({ page }) => {
  await openPage(page);
  const hand = new Hand(page);
  await hand.click(page.getByRole('region', { name: 'Data' }).getByRole('button', { name: /MNIST/ }));
  await hand.click(page.getByRole('button', { name: /^CIFAR-10/ }));
  hand.within(3);
  await answer(page, /^Now on CIFAR-10: [\d,]+ images to train on, [\d,]+ to test with, 32×32×3 each/);
  expect((await seen(page)).experiment.data.dataset).toBe('cifar10');
});

test('send it to somebody', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openPage(page, encodeLink(quickExperiment));
  const hand = new Hand(page);
  await hand.click(page.getByRole('button', { name: 'Share', exact: true }));
  await hand.click(page.getByRole('menuitem', { name: /Copy the link/ }));
  hand.within(2);
  const [characters = 0] = figures(await answer(page, /^Link copied, [\d,]+ characters/));
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toHaveLength(characters);
  expect(linkedDocument(copied)).toEqual((await seen(page)).experiment);
});

test('open PLE and name its experts', async ({ page }) => {
  await openPage(page, encodeLink(quickExperiment));
  const hand = new Hand(page);
  await hand.click(page.getByRole('button', { name: 'Start from…' }));
  await hand.click(page.getByRole('menuitem', { name: /PLE/ }));
  hand.within(2);
  const [layers = 0, shared = 0] = figures(await answer(page, /^A new network: \d+ layers, \d+ of them shared/));
  expect(layers).toBe((await seen(page)).experiment.network.layers.length);
  expect(shared).toBeGreaterThan(3);
});
