import { readFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { commandOptions } from '../scripts/command-options.mjs';
import { serve } from '../scripts/serve.mjs';
import { ROOT } from '../scripts/setup.mjs';
import { deadlineIn, ordersThrough, type Bench } from './bench';
import { preparedData } from './build';
import { modelIds, type ModelId } from './documents';
import { judgeSteps } from './limits';
import { measureMemory } from './memory';
import { openBench } from './open-bench';
import { measureOpenPage } from './open-page';
import { Report } from './report';
import { measureShares } from './shares';
import { measureSteps } from './steps';
import { measureTasks } from './tasks';

const partNames: readonly string[] = [...modelIds, 'tasks', 'shares', 'memory', 'page'];
const HELP = `npm run bench                    everything, about an hour on two cores
npm run bench -- --quick         cnn-2head and mlp, at most five minutes
npm run bench -- --only a,b      parts of it: ${partNames.join(', ')}
Results go to bench/results.json; the exit code is 1 when something that must hold does not.`;

const parts = { tasks: measureTasks, shares: measureShares, memory: measureMemory };
const quickModels: readonly ModelId[] = ['cnn-2head', 'mlp'];
/** Seconds that a quick run may take, and those of them that are for closing. */
const quickSeconds = 300;
const closingSeconds = 8;

const { quick, ...values } = commandOptions({ quick: { type: 'boolean', default: false }, only: { type: 'string' } }, HELP);
const only = values.only?.split(',');
const unknown = only?.find((name) => !partNames.includes(name));
if (unknown !== undefined) {
  console.error(`--only takes ${partNames.join(', ')}, not "${unknown}"`);
  process.exit(2);
}
const wanted = (part: string) => only === undefined || only.includes(part);

const began = performance.now();
const deadline = deadlineIn(quick ? 1000 * (quickSeconds - closingSeconds) : Infinity);
const { browser, page, dataUrl, folder, close } = await openBench({ app: wanted('page') });
const busy = loadavg()[0] ?? 0;
console.log(`${busy.toFixed(1)} programs busy in the last minute, on ${cpus().length} processors`);
if (busy > 0.5) console.log('The machine is busy: compare ratios, not times.');
try {
  const report = new Report();
  const bench: Bench = {
    report,
    quick,
    timing: { repeats: 5, ...(quick ? { repeat: 250, warmUp: 400 } : { repeat: 1000, warmUp: 1500 }) },
    dataUrl,
    order: ordersThrough(page, deadline),
  };
  const models = (quick && only === undefined ? quickModels : modelIds).filter(wanted);
  for (const model of models) await part(report, model, () => measureSteps(bench, model));
  judgeSteps(report, models);
  for (const [name, measure] of Object.entries(parts)) if (wanted(name)) await part(report, name, () => measure(bench));
  if (wanted('page')) {
    const app = await serve({ root: join(folder, 'app'), linked: [preparedData] });
    await part(report, 'the page', () => deadline.keptBy(measureOpenPage(bench, { browser, app: app.url, benchPage: page })));
    await app.close();
  }
  const seconds = Math.round((performance.now() - began) / 1000);
  if (quick) report.judge('a quick run', seconds, 'at most', quickSeconds, { unit: 's' });
  report.printVerdicts();
  console.log(`${seconds} s; ${(loadavg()[0] ?? 0).toFixed(1)} programs busy in the last minute`);
  report.write(
    { cpu: cpus()[0]?.model ?? '', cores: cpus().length, memory: totalmem(), busyBefore: busy },
    versionsOf(browser.version()),
    { quick, only: only ?? [], seconds },
  );
  process.exitCode = report.verdicts.every(({ holds }) => holds) ? 0 : 1;
} finally {
  await close();
}

/** One part of the benchmark; when it breaks off, the others go on and the whole has failed. */
async function part(report: Report, name: string, measure: () => Promise<void>): Promise<void> {
  try {
    await measure();
  } catch (error) {
    console.error(error);
    report.judge(`${name} was measured to its end`, undefined, 'at least', 1);
  }
}

function versionsOf(browserVersion: string): object {
  const names = ['@tensorflow/tfjs', 'convnetjs'];
  const installed = names.map((name): [string, string] => {
    const { version }: { version: string } = JSON.parse(readFileSync(join(ROOT, 'node_modules', name, 'package.json'), 'utf8'));
    return [name, version];
  });
  return { node: process.version, browser: browserVersion, ...Object.fromEntries(installed) };
}
