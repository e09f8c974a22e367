import type { Page } from 'playwright/test';
import { decodeLink } from '../src/experiment/link-codec';
import type { Experiment } from '../src/experiment/schema';

/** What the page's hooks tell of its state; the rest of it is left out here. */
export interface Seen {
  readonly experiment: Experiment;
  readonly phase: string;
  readonly step: number;
  readonly device?: { readonly device: string; readonly software: boolean };
  readonly problem?: { readonly code: string };
  /** [task][step] training losses of the current run. */
  readonly losses?: readonly (readonly number[])[];
  readonly tests?: readonly {
    readonly step: number;
    readonly subset: boolean;
    readonly losses: readonly number[];
    readonly sums: readonly number[];
  }[];
  readonly marks?: readonly { readonly field: string }[];
}

/** Opens the page below the server's base, at an address that may have a query and a link, and waits until it is at rest. */
export async function openPage(page: Page, address = ''): Promise<void> {
  // A change of the part behind "#" alone would not load the page again.
  await page.goto('about:blank');
  await page.goto(`./${address}`);
  await page.waitForFunction(() => window.playground !== undefined);
  await settled(page);
}

/** Waits until nothing but training is under way. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(() => window.playground?.settled());
}

/** Waits until the current run has taken so many steps, or is in that state, and the page shows it. */
export async function runReached(page: Page, goal: number | 'paused' | 'done' | 'failed' | 'running'): Promise<void> {
  await page.evaluate((wanted) => window.playground?.runReached(wanted), goal);
}

/** The state of the page as plain data. */
export async function seen(page: Page): Promise<Seen> {
  const state = await page.evaluate(() => window.playground?.state());
  if (typeof state !== 'object' || state === null) throw new Error('the page offers no hooks');
  // The page's side of this type is in src/app/test-hooks.ts; across the browser's wall it is plain data.
  return state as Seen;
}

/** The document in an address, as a reader of the link gets it. */
export function linkedDocument(address: string): Experiment {
  const linked = decodeLink(address);
  if (!linked.ok) throw new Error(`the address holds no document: ${linked.error.code}`);
  return linked.value.experiment;
}
