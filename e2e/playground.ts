import type { Page } from 'playwright/test';
import { decodeLink } from '../src/experiment/link/link-codec';
import type { Experiment } from '../src/experiment/schema';

/** What the page's hooks tell of its state; src/app/test-hooks.ts says what that is. */
export type Seen = ReturnType<NonNullable<Window['playground']>['state']>;

/** Steps of a run that no test trains to its end. */
const ENDLESS = 1000;

/**
 * Opens the page below the server's base, at an address that may have a query and a link, and waits
 * until it is at rest. A run that goes on while the test does other things takes 20 steps a second,
 * so that it leaves the processor to them.
 */
export async function openPage(page: Page, address = ''): Promise<void> {
  // A change of the part behind "#" alone would not load the page again.
  await page.goto('about:blank');
  await page.goto(`./${address}`);
  await page.waitForFunction(() => window.playground !== undefined);
  const { data, training } = (await seen(page)).experiment;
  if ((training.epochs * data.train) / training.batchSize > ENDLESS) await pace(page, 20);
  await settled(page);
}

/** Has the page train so many steps a second at most; 0 for as many as it can. */
export async function pace(page: Page, stepsPerSecond: number): Promise<void> {
  await page.evaluate((limit) => window.playground?.pace(limit), stepsPerSecond);
}

/** Waits until nothing but training is under way. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(() => window.playground?.settled());
}

/**
 * Waits until the current run has taken so many steps, or is in that state, and the page shows it.
 */
export async function runReached(page: Page, goal: number | 'paused' | 'done' | 'failed' | 'running'): Promise<void> {
  await page.evaluate((wanted) => window.playground?.runReached(wanted), goal);
}

/**
 * Waits until a run that was paused is tested on all images, the sample of those trained on last,
 * and all of it is kept.
 */
export async function tested(page: Page): Promise<void> {
  await runReached(page, 'paused');
  await page.waitForFunction(() => {
    const state = window.playground?.state();
    return state?.sampledAt.at(-1) === state?.step;
  });
  await settled(page);
}

/** The state of the page as plain data. */
export async function seen(page: Page): Promise<Seen> {
  const state = await page.evaluate(() => window.playground?.state());
  if (state === undefined) throw new Error('the page offers no hooks');
  return state;
}

/** Unfolds what is folded behind "More" in the card of the data, or in the panel of the training. */
export async function openMore(page: Page, of: 'Data' | 'Training'): Promise<void> {
  const button = page.getByRole('region', { name: of, exact: true }).getByRole('button', { name: /More/ });
  if ((await button.getAttribute('aria-expanded')) === 'false') await button.click();
}

/** Sets a task's weight as a number, in the task's menu. */
export async function setWeight(page: Page, task: string, weight: string): Promise<void> {
  await page.getByRole('button', { name: `Options of ${task}`, exact: true }).click();
  const field = page.getByRole('spinbutton', { name: 'Weight', exact: true });
  await field.fill(weight);
  await field.press('Enter');
  await page.keyboard.press('Escape');
}

/** The document in an address, as a reader of the link gets it. */
export function linkedDocument(address: string): Experiment {
  const linked = decodeLink(address);
  if (!linked.ok) throw new Error(`the address holds no document: ${linked.error.code}`);
  return linked.value.experiment;
}

/** Has the page note what its policy keeps from it; the function tells what that was so far. */
export async function watchPolicy(page: Page): Promise<() => Promise<readonly string[]>> {
  await page.addInitScript(() => {
    const kept: string[] = [];
    Object.assign(window, { keptOut: kept });
    document.addEventListener('securitypolicyviolation', (event) => kept.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sourceFile}`));
  });
  return () => page.evaluate(() => ('keptOut' in window && Array.isArray(window.keptOut) ? window.keptOut.map(String) : ['not watched']));
}
