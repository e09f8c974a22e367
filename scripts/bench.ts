import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright';
import { watchTasks, type Watched } from './bench-tasks';
import { browserArguments, ensureBrowser } from './browser.mjs';
import { serve } from './serve.mjs';
import { ROOT } from './setup.mjs';

/** One figure with what it must keep to. */
interface Row {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly limit: number;
  readonly kind: 'at most' | 'at least';
}

/** What the page's hooks tell of its state. */
type Seen = ReturnType<NonNullable<Window['playground']>['state']>;

/** Steps within which the default experiment must have learnt digits. */
const goalStep = 600;
/** Seconds of training that are watched for long tasks. */
const watchedSeconds = 30;

async function read(page: Page): Promise<Seen> {
  const state = await page.evaluate(() => window.playground?.state());
  if (state === undefined) throw new Error('the page offers no hooks');
  return state;
}

/** Accuracy of the first task (digit), whose sums are [correct, examples], at the last test up to a step. */
function digitAccuracy(seen: Seen, step: number): number {
  const test = seen.tests.filter((point) => point.step <= step).at(-1);
  const [correct = 0, examples = 1] = test?.sums ?? [];
  return correct / examples;
}

async function benchPage(page: Page, url: string): Promise<readonly Row[]> {
  await page.goto(url);
  await page.waitForFunction(() => window.playground !== undefined);
  await page.evaluate(() => window.playground?.settled());
  await page.evaluate(() => window.playground?.runReached('paused'));
  const began = performance.now();
  await page.keyboard.press('Space');
  await page.evaluate(() => window.playground?.runReached(1));
  const firstPoint = (performance.now() - began) / 1000;
  // Charts are loaded and drawn a first time in these steps: that is arrival, not training.
  await page.evaluate(() => window.playground?.runReached(60));
  const watching = await watchTasks(page);
  const from = await read(page);
  const watchedFrom = performance.now();
  await page.evaluate((step) => window.playground?.runReached(step), goalStep);
  const seconds = (performance.now() - began) / 1000;
  const reached = await read(page);
  const trained = (performance.now() - watchedFrom) / 1000;
  const perSecond = (reached.step - from.step) / trained;
  if (trained < watchedSeconds) await page.waitForTimeout(1000 * (watchedSeconds - trained));
  const watched = await watching.stop();
  console.log(`device ${reached.device?.device ?? '?'}; ${told(watched)}`);
  return [
    { name: 'digit accuracy at step 600', value: digitAccuracy(reached, goalStep), unit: '', limit: 0.9, kind: 'at least' },
    { name: 'from play to step 600', value: seconds, unit: 's', limit: 60, kind: 'at most' },
    { name: 'from play to the first step', value: firstPoint, unit: 's', limit: 10, kind: 'at most' },
    { name: 'steps a second, page open', value: perSecond, unit: '/s', limit: 10, kind: 'at least' },
    // Apart from the length of tasks, which also grows where other programs take the processors.
    { name: 'most work in one task', value: watched.mostRan, unit: 'ms', limit: 25, kind: 'at most' },
    { name: 'tasks over 50 ms while training', value: watched.long.length, unit: '', limit: 0, kind: 'at most' },
  ];
}

/** What the main thread did, and of what long tasks were made. */
function told({ share, mostRan, long }: Watched): string {
  const tasks = long.map(({ lasted, ran, parts }) => {
    const made = parts.map(([name, time]) => `${name} ${time.toFixed(0)}`).join(', ');
    return `  ${lasted.toFixed(0)} ms, of which it ran ${ran.toFixed(0)}: ${made}`;
  });
  const busy = `main thread busy ${(100 * share).toFixed(1)} % of the time, at most ${mostRan.toFixed(0)} ms of work in a task`;
  return [`${busy}; over 50 ms: ${tasks.length === 0 ? 'none' : tasks.length}`, ...tasks].join('\n');
}

function holds({ value, limit, kind }: Row): boolean {
  return kind === 'at most' ? value <= limit : value >= limit;
}

const executablePath = ensureBrowser();
if (executablePath === undefined) process.exit(1);
const site = await serve({ root: join(ROOT, 'dist') });
const browser = await chromium.launch({ executablePath, args: browserArguments() });
console.log(`${(loadavg()[0] ?? 0).toFixed(1)} programs busy in the last minute, on ${cpus().length} processors`);
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const rows = await benchPage(page, site.url);
  for (const row of rows) {
    const verdict = holds(row) ? 'holds' : 'FAILS';
    console.log(`${row.name.padEnd(34)} ${row.value.toFixed(3).padStart(9)} ${row.unit.padEnd(3)} (${row.kind} ${row.limit})  ${verdict}`);
  }
  mkdirSync(join(ROOT, 'bench'), { recursive: true });
  const machine = { cpu: cpus()[0]?.model ?? '', cores: cpus().length, node: process.version, browser: browser.version() };
  writeFileSync(join(ROOT, 'bench', 'results.json'), `${JSON.stringify({ machine, rows }, null, 2)}\n`);
  process.exitCode = rows.every(holds) ? 0 : 1;
} finally {
  await browser.close();
  await site.close();
}
