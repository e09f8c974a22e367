import type { Browser, Page } from 'playwright';
import { defaultExperiment } from '../src/experiment/default-experiment';
import { encodeLink } from '../src/experiment/link/link-codec';
import type { Experiment } from '../src/experiment/schema';
import { median } from '../src/lib/median';
import type { Bench } from './bench';
import { watchTasks, type Watched } from './watch-tasks';

/** What the page's hooks tell of its state. */
type Seen = ReturnType<NonNullable<Window['playground']>['state']>;

/** Steps within which the default experiment must have learnt digits. */
const goalStep = 600;
/**
 * The first steps, in which charts are loaded and drawn a first time: arrival more than training.
 * Their long tasks are a row of their own.
 */
const arrivalSteps = 60;
/**
 * Seconds of training that are watched for long tasks, and those in which frames are timed; times
 * that the first chart point is waited for, and times that page and bare engine take turns, with
 * the seconds of a turn.
 */
const extents = {
  quick: { watched: 12, framed: 5, arrivals: 3, turns: 5, turn: 2.5 },
  full: { watched: 60, framed: 10, arrivals: 5, turns: 5, turn: 10 },
} as const;

function extentOf({ quick }: Bench): (typeof extents)[keyof typeof extents] {
  return extents[quick ? 'quick' : 'full'];
}

/** The default experiment, with so many epochs that it does not end while it is watched. */
const experiment: Experiment = { ...defaultExperiment, training: { ...defaultExperiment.training, epochs: 1000 } };

/** Where the playground and the benchmark's own page are. */
export interface Places {
  readonly browser: Browser;
  /** The playground's page, ends in '/'. */
  readonly app: string;
  /** The benchmark's page, open. */
  readonly benchPage: Page;
}

/**
 * Measures the page as a person has it: how soon it answers, what it costs the training, whether it
 * stays responsive.
 */
export async function measureOpenPage(bench: Bench, places: Places): Promise<void> {
  const { report } = bench;
  report.section('the page, default experiment');
  await measureArrival(bench, places);
  const page = await opened(places);
  try {
    await measureTraining(bench, page);
    await measureFrames(bench, page);
    await paused(page);
    await compareWithBare(bench, places, page);
  } finally {
    await page.context().close();
  }
}

/** A page in a context of its own, with nothing in its cache, ready to play. */
async function opened({ browser, app }: Places): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  // The runner of these scripts wraps named functions in a helper of its own, also in code that is
  // sent to the page.
  await context.addInitScript('globalThis.__name = (named) => named;');
  const page = await context.newPage();
  await page.goto(`${app}${encodeLink(experiment)}`);
  await page.waitForFunction(() => window.playground !== undefined);
  await page.evaluate(() => window.playground?.settled());
  await page.evaluate(() => window.playground?.runReached('paused'));
  return page;
}

async function read(page: Page): Promise<Seen> {
  const state = await page.evaluate(() => window.playground?.state());
  if (state === undefined) throw new Error('the page offers no hooks');
  return state;
}

/** Presses play; resolves with the seconds until the first step was published and painted. */
async function played(page: Page): Promise<number> {
  const began = performance.now();
  await page.keyboard.press('Space');
  await page.evaluate(() => window.playground?.runReached(1));
  return (performance.now() - began) / 1000;
}

async function paused(page: Page): Promise<void> {
  await page.keyboard.press('Space');
  await page.evaluate(() => window.playground?.runReached('paused'));
  // All test images are tested then, and last of all the sample of those trained on.
  await page.waitForFunction(() => {
    const state = window.playground?.state();
    return state?.sampledAt.includes(state.step);
  });
}

/** From play to the first chart point: on a first visit, and again after a reset. */
async function measureArrival(bench: Bench, places: Places): Promise<void> {
  const { report } = bench;
  const { arrivals } = extentOf(bench);
  const cold: number[] = [];
  const warm: number[] = [];
  for (let visit = 0; visit < arrivals; visit += 1) {
    const page = await opened(places);
    cold.push(await played(page));
    await page.keyboard.press('r');
    await page.waitForFunction(() => {
      const state = window.playground?.state();
      return state?.step === 0 && state.phase === 'paused';
    });
    await page.evaluate(() => window.playground?.settled());
    warm.push(await played(page));
    await page.context().close();
  }
  report.row('from play to the first chart point, cold', cold, 's');
  report.row('from play to the first chart point, warm', warm, 's');
  report.judge('from play to the first chart point, cold', median(cold), 'at most', 10, { unit: 's' });
}

/** What it learns, how fast, and what the main thread does meanwhile. */
async function measureTraining(bench: Bench, page: Page): Promise<void> {
  const { report } = bench;
  const { watched: watchedSeconds } = extentOf(bench);
  const arriving = await watchTasks(page);
  const began = performance.now();
  await played(page);
  await page.evaluate((step) => window.playground?.runReached(step), arrivalSteps);
  const arrived = await arriving.stop();
  const watching = await watchTasks(page);
  const from = await read(page);
  const watchedFrom = performance.now();
  await page.evaluate((step) => window.playground?.runReached(step), goalStep);
  const now = performance.now();
  const reached = await read(page);
  const perSecond = (1000 * (reached.step - from.step)) / (now - watchedFrom);
  await page.waitForTimeout(Math.max(0, 1000 * watchedSeconds - (now - watchedFrom)));
  const watched = await watching.stop();
  const accuracy = digitAccuracy(reached, goalStep);
  report.row('digit accuracy at step 600', [accuracy], '');
  report.row('from play to step 600', [(now - began) / 1000], 's', { note: `on ${reached.device?.device ?? '?'}` });
  report.row('steps a second, page open', [perSecond], '/s');
  report.row('most work in one task', [watched.mostRan], 'ms');
  report.row(`tasks over 50 ms from play to step ${arrivalSteps}`, [arrived.long.length], '', { note: 'not among those of training' });
  tell(arrived);
  tell(watched);
  report.judge('digit accuracy at step 600', accuracy, 'at least', 0.9);
  report.judge('from play to step 600', (now - began) / 1000, 'at most', 60, { unit: 's' });
  report.judge('steps a second, page open', perSecond, 'at least', 10, { unit: '/s' });
  // Apart from the length of tasks, which also grows where other programs take the processors.
  report.judge('most work in one task', watched.mostRan, 'at most', 25, { unit: 'ms' });
  report.judge(`tasks over 50 ms in ${watchedSeconds} s of training`, watched.long.length, 'at most', 0);
}

/**
 * Accuracy of the first task (digit), whose sums are [correct, examples], at the last test up to a
 * step.
 */
function digitAccuracy(seen: Seen, step: number): number {
  const test = seen.tests.filter((point) => point.step <= step).at(-1);
  const [correct = 0, examples = 1] = test?.sums ?? [];
  return correct / examples;
}

/** What the main thread did, and of what long tasks were made. */
function tell({ share, long }: Watched): void {
  console.log(`  main thread busy ${(100 * share).toFixed(1)} % of the time; tasks over 50 ms: ${long.length}`);
  for (const { lasted, ran, parts } of long) {
    const made = parts.map(([name, time]) => `${name} ${time.toFixed(0)}`).join(', ');
    console.log(`    ${lasted.toFixed(0)} ms, of which it ran ${ran.toFixed(0)}: ${made}`);
  }
}

/** Times between frames while it trains. */
async function measureFrames(bench: Bench, page: Page): Promise<void> {
  const { report } = bench;
  const times = await page.evaluate(
    (milliseconds) =>
      new Promise<number[]>((resolve) => {
        const seen: number[] = [];
        const frame = (time: number) => {
          seen.push(time);
          if (time - (seen[0] ?? time) >= milliseconds) resolve(seen.slice(1).map((at, index) => at - (seen[index] ?? at)));
          else requestAnimationFrame(frame);
        };
        requestAnimationFrame(frame);
      }),
    1000 * extentOf(bench).framed,
  );
  const sorted = times.toSorted((one, two) => one - two);
  const percentile = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN;
  const note = `95 % within ${percentile(0.95).toFixed(1)} ms, 99 % within ${percentile(0.99).toFixed(1)} ms`;
  report.row('time between frames while training', times, 'ms', { note });
}

/**
 * Steps a second with the page open against the same worker without a page; tests are among both.
 * They take turns.
 */
async function compareWithBare(bench: Bench, { benchPage }: Places, page: Page): Promise<void> {
  const { turns, turn: seconds } = extentOf(bench);
  const rates: Record<'page' | 'bare', number[]> = { page: [], bare: [] };
  await benchPage.evaluate(([document, dataUrl]) => window.bench?.bare.prepare(document, 'auto', dataUrl), [experiment, bench.dataUrl] as const);
  for (let turn = 0; turn < turns; turn += 1) {
    rates.page.push(await pageRate(page, 1000 * seconds));
    rates.bare.push(await bareRate(benchPage, 1000 * seconds));
  }
  const share = median(rates.page) / median(rates.bare);
  bench.report.row('steps a second, page open, taking turns', rates.page, '/s');
  bench.report.row('steps a second, bare engine', rates.bare, '/s');
  bench.report.row('share of the bare engine’s steps', [100 * share], '%');
  bench.report.judge('steps a second with the page open, of the bare engine’s', 100 * share, 'at least', 95, { unit: '%' });
}

/** Trains for a while, from one publication of metrics to another. */
async function pageRate(page: Page, milliseconds: number): Promise<number> {
  await page.bringToFront();
  await page.keyboard.press('Space');
  const rate = await page.evaluate(async (wanted) => {
    const hooks = window.playground;
    if (hooks === undefined) throw new Error('the page offers no hooks');
    const published = async () => {
      await hooks.runReached(hooks.state().step + 1);
      return { step: hooks.state().step, time: performance.now() };
    };
    await published();
    const from = await published();
    await new Promise((resolve) => setTimeout(resolve, wanted));
    const to = await published();
    return (1000 * (to.step - from.step)) / (to.time - from.time);
  }, milliseconds);
  await paused(page);
  return rate;
}

async function bareRate(page: Page, milliseconds: number): Promise<number> {
  await page.bringToFront();
  return page.evaluate(async (wanted) => {
    const bare = window.bench?.bare;
    if (bare === undefined) throw new Error('the benchmark page is not there');
    await bare.play();
    await bare.published();
    const from = await bare.published();
    await new Promise((resolve) => setTimeout(resolve, wanted));
    const to = await bare.published();
    await bare.pause();
    return (1000 * (to.step - from.step)) / (to.time - from.time);
  }, milliseconds);
}
