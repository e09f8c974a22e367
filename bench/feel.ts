import type { Browser, Page } from 'playwright';
import { applyCommand } from '../src/experiment/commands';
import { defaultExperiment } from '../src/experiment/default-experiment';
import { encodeLink } from '../src/experiment/link/link-codec';
import type { Experiment } from '../src/experiment/schema';
import { templates } from '../src/experiment/templates/templates';
import { median } from '../src/lib/median';
import type { Report } from './report';

/** What must hold: milliseconds, shifts of layout as browsers count them, ratios. */
const limits = { strand: 300, answers: 2000, frame: 50, longestFrame: 100, shift: 0.01, paint: 2 / 3 } as const;
/** How often each is measured; seconds that are watched for long tasks and that a layer is dragged. */
const extents = { strands: 8, answers: 3, arrivals: 5, watched: 20, dragged: 5 } as const;
/** The first steps, in which charts are loaded and drawn a first time. */
const arrivalSteps = 60;
/** How many layers must stay fluid. */
const manyLayers = 40;

/** With so many epochs that it does not end while it is watched. */
const long = (experiment: Experiment): Experiment => ({ ...experiment, training: { ...experiment.training, epochs: 1000 } });

const { data, tasks } = defaultExperiment;
const ple = long({ ...defaultExperiment, network: templates.ple.build(data, tasks) });

/** PLE with all of its groups open, and as many dense layers besides as make forty. */
function fortyLayers(): Experiment {
  const { folded = [], ...network } = ple.network;
  let experiment: Experiment = { ...ple, network: { ...network, folded: folded.map((group) => ({ ...group, open: true })) } };
  while (experiment.network.layers.length < manyLayers) {
    const added = applyCommand(experiment, 'layer.add', { kind: 'dense', from: 'input' });
    if (!added.ok) throw new Error(`no further layer: ${added.error.code}`);
    experiment = added.value;
  }
  return experiment;
}

/** A page in a context of its own, at rest. */
async function opened(browser: Browser, url: string, experiment: Experiment): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
  // The runner of these scripts wraps named functions in a helper, also in code sent to the page.
  await context.addInitScript('globalThis.__name = (named) => named;');
  const page = await context.newPage();
  await page.goto(`${url}${encodeLink(experiment)}`);
  await page.waitForFunction(() => window.playground !== undefined);
  await page.evaluate(() => window.playground?.settled());
  await page.evaluate(() => window.playground?.runReached('paused'));
  return page;
}

async function trained(page: Page, steps: number): Promise<void> {
  await page.keyboard.press('Space');
  await page.evaluate((goal) => window.playground?.runReached(goal), steps);
}

/** How soon the page answers to hands while it trains, and what else takes its time. */
export async function measureFeel(report: Report, browser: Browser, url: string): Promise<void> {
  report.section('while it trains');
  await measureAnswers(report, browser, url);
  const page = await opened(browser, url, long(defaultExperiment));
  await trained(page, arrivalSteps);
  await measureTasks(report, page);
  await measureStrands(report, page);
  await page.context().close();
  await measureDrag(report, browser, url, 'PLE', ple);
  await measureDrag(report, browser, url, `${manyLayers} layers`, fortyLayers());
}

/** From Play to the first answers to the example, on pages that were just opened. */
async function measureAnswers(report: Report, browser: Browser, url: string): Promise<void> {
  const times: number[] = [];
  for (let visit = 0; visit < extents.answers; visit += 1) {
    const page = await opened(browser, url, long(defaultExperiment));
    // In place before the key is pressed, and asked for afterwards.
    const waiting = await page.evaluateHandle(() => ({
      answered: new Promise<number>((done) => {
        const strip = document.querySelector('[data-testid="test-images"]');
        if (strip === null) throw new Error('the page has no example');
        const pressed = new Promise<number>((heard) => document.addEventListener('keydown', (event) => heard(event.timeStamp), { capture: true, once: true }));
        const before = strip.getAttribute('data-step');
        new MutationObserver(() => {
          if (strip.getAttribute('data-step') === before) return;
          // A frame's own time may lie before the press: what counts is when it was drawn.
          requestAnimationFrame(() => setTimeout(() => void pressed.then((at) => done(performance.now() - at))));
        }).observe(strip, { attributes: true, attributeFilter: ['data-step'] });
      }),
    }));
    await page.keyboard.press('Space');
    times.push(await waiting.evaluate(({ answered }) => answered));
    await page.context().close();
  }
  report.row('from Play to new answers to the example', times, 'ms');
  report.judge('from Play to new answers to the example', median(times), 'at most', limits.answers, { unit: 'ms' });
}

/** Tasks over 50 ms on the main thread, with nothing done but to look on. */
async function measureTasks(report: Report, page: Page): Promise<void> {
  const tasks = await page.evaluate(
    (milliseconds) =>
      new Promise<number[]>((done) => {
        const seen: number[] = [];
        const observer = new PerformanceObserver((list) => seen.push(...list.getEntries().map(({ duration }) => duration)));
        observer.observe({ type: 'longtask' });
        setTimeout(() => {
          observer.disconnect();
          done(seen);
        }, milliseconds);
      }),
    1000 * extents.watched,
  );
  const note = tasks.length === 0 ? '' : `the longest ${Math.max(...tasks).toFixed(0)} ms`;
  report.row(`tasks over 50 ms in ${extents.watched} s`, [tasks.length], '', { note });
  report.judge(`tasks over 50 ms in ${extents.watched} s of training`, tasks.length, 'at most', 0);
}

/** From a key on a task's slider to the frame in which its strands have another width. */
async function measureStrands(report: Report, page: Page): Promise<void> {
  const times: number[] = [];
  const slider = page.getByRole('region', { name: /^Tasks/ }).getByRole('slider').first();
  await slider.focus();
  for (let time = 0; time < extents.strands; time += 1) {
    const waiting = await page.evaluateHandle(() => ({
      changed: new Promise<number>((done) => {
        const path = document.querySelector('[data-strand] path:not([class*="outline"])');
        const network = document.querySelector('.react-flow__edges');
        if (path === null || network === null) throw new Error('the page has no strands');
        const width = () => document.querySelector('[data-strand] path:not([class*="outline"])')?.getAttribute('stroke-width');
        const before = width();
        const pressed = new Promise<number>((heard) => document.addEventListener('keydown', (event) => heard(event.timeStamp), { capture: true, once: true }));
        const observer = new MutationObserver(() => {
          if (width() === before) return;
          observer.disconnect();
          // A frame's own time may lie before the press: what counts is when it was drawn.
          requestAnimationFrame(() => setTimeout(() => void pressed.then((at) => done(performance.now() - at))));
        });
        observer.observe(network, { subtree: true, childList: true, attributes: true, attributeFilter: ['stroke-width'] });
      }),
    }));
    await page.keyboard.press(time % 2 === 0 ? 'End' : 'Home');
    times.push(await waiting.evaluate(({ changed }) => changed));
    // What it leads to comes to rest, so that each time is of one change.
    await page.waitForTimeout(1500);
  }
  report.row('from a weight to its strand', times, 'ms');
  report.judge('from a weight to its strand, the slowest', Math.max(...times), 'at most', limits.strand, { unit: 'ms' });
}

/** Times between frames while a layer is dragged about. */
async function measureDrag(report: Report, browser: Browser, url: string, name: string, experiment: Experiment): Promise<void> {
  const page = await opened(browser, url, experiment);
  await trained(page, 10);
  const box = await page.locator('.react-flow__node').nth(3).boundingBox();
  if (box === null) throw new Error('the layer is not on the screen');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 12, y + 12, { steps: 3 });
  const frames = page.evaluate(
    (milliseconds) =>
      new Promise<number[]>((done) => {
        const seen: number[] = [];
        const frame = (now: number) => {
          seen.push(now);
          if (now - (seen[0] ?? now) < milliseconds) requestAnimationFrame(frame);
          else done(seen.slice(1).map((at, index) => at - (seen[index] ?? at)));
        };
        requestAnimationFrame(frame);
      }),
    1000 * extents.dragged,
  );
  let over = false;
  const ended = frames.finally(() => {
    over = true;
  });
  for (let turn = 0; !over; turn += 0.12) await page.mouse.move(x + 40 * Math.cos(turn), y + 40 * Math.sin(turn));
  const times = (await ended).toSorted((one, other) => one - other);
  await page.mouse.up();
  await page.context().close();
  const most = times.at(-1) ?? Number.NaN;
  const nearlyAll = times[Math.floor(0.95 * (times.length - 1))] ?? Number.NaN;
  report.row(`frames while dragging, ${name}`, times, 'ms', { note: `95 % within ${nearlyAll.toFixed(0)} ms` });
  report.judge(`95 % of frames while dragging, ${name}`, nearlyAll, 'at most', limits.frame, { unit: 'ms' });
  report.judge(`the longest frame while dragging, ${name}`, most, 'at most', limits.longestFrame, { unit: 'ms' });
}

/**
 * Largest paint and shifts of the layout of first visits, at a quarter of the processor's speed; of
 * two builds, first the older one, they take turns.
 */
export async function measureArrivals(report: Report, browser: Browser, pages: readonly { readonly name: string; readonly url: string }[]): Promise<void> {
  report.section('a first visit, at a quarter of the speed');
  const paints = pages.map((): number[] => []);
  const shifts = pages.map((): number[] => []);
  for (let visit = 0; visit < extents.arrivals; visit += 1) {
    for (const [place, { url }] of pages.entries()) {
      const seen = await arrival(browser, url);
      paints[place]?.push(seen.paint);
      shifts[place]?.push(seen.shift);
    }
  }
  for (const [place, { name }] of pages.entries()) {
    report.row('largest paint', paints[place] ?? [], 'ms', { note: name });
    report.row('shift of the layout', shifts[place] ?? [], '', { note: name });
  }
  report.judge('shift of the layout, the largest', Math.max(...(shifts.at(-1) ?? [])), 'at most', limits.shift);
  const [before, after] = [paints[0], paints[1]];
  if (before !== undefined && after !== undefined) report.judge('largest paint, of the build before', median(after) / median(before), 'at most', limits.paint);
}

async function arrival(browser: Browser, url: string): Promise<{ readonly paint: number; readonly shift: number }> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
  await context.addInitScript('globalThis.__name = (named) => named;');
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  await page.goto(url);
  await page.waitForFunction(() => window.playground !== undefined);
  await page.evaluate(() => window.playground?.settled());
  const seen = await page.evaluate(
    () =>
      new Promise<{ paint: number; shift: number }>((done) => {
        let [paint, shift] = [0, 0];
        new PerformanceObserver((list) => {
          for (const { startTime } of list.getEntries()) paint = Math.max(paint, startTime);
        }).observe({ type: 'largest-contentful-paint', buffered: true });
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) if ('value' in entry && typeof entry.value === 'number') shift += entry.value;
        }).observe({ type: 'layout-shift', buffered: true });
        setTimeout(() => done({ paint, shift }), 1000);
      }),
  );
  await context.close();
  return seen;
}
