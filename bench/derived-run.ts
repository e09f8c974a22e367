import { resolve } from 'node:path';
import { chromium } from 'playwright';
import { commandOptions } from '../scripts/command-options.mjs';
import { browserArguments, ensureBrowser } from '../scripts/browser.mjs';
import { derivedRows } from '../scripts/derived-run';
import { serve } from '../scripts/serve.mjs';
import { ROOT } from '../scripts/setup.mjs';
import { encodeLink } from '../src/experiment/link/link-codec';
import { preparedData } from './build';
import { Report } from './report';

const HELP = `npm run bench:derived     MultiMNIST composed and trained on the built page (dist/): 10,000 images, ten epochs.
Build it first (npm run build). The exit code is 1 when something that must hold does not.`;

commandOptions({}, HELP);
const executablePath = ensureBrowser();
if (executablePath === undefined) {
  console.error('no browser to measure in');
  process.exit(2);
}
const row = derivedRows.find((one) => one.row === 'multi-mnist');
if (row === undefined) throw new Error('MultiMNIST is not among the derived sets that are trained');
const server = await serve({ root: resolve(ROOT, 'dist'), linked: [preparedData] });
const browser = await chromium.launch({ executablePath, args: browserArguments() });
try {
  const report = new Report();
  report.section('MultiMNIST on the page, 10,000 images, ten epochs');
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
  await page.goto(`${server.url}${encodeLink(row.experiment)}`);
  await page.waitForFunction(() => window.playground !== undefined);
  await page.evaluate(() => window.playground?.settled());
  const began = performance.now();
  await page.getByRole('button', { name: 'Play' }).click();
  await page.evaluate(() => window.playground?.runReached('done'));
  const trained = (performance.now() - began) / 1000;
  await page.waitForFunction((images) => window.playground?.state().tests.some(({ subset, sums }) => !subset && (sums[1] ?? 0) === images), row.experiment.data.test);
  const { device, tests } = await page.evaluate(() => {
    const state = window.playground?.state();
    return { device: state?.device?.device, tests: state?.tests ?? [] };
  });
  const [left = 0, ofLeft = 0, right = 0, ofRight = 0] = tests.findLast(({ subset }) => !subset)?.sums ?? [];
  console.log(`  on ${device}`);
  report.judge('from Play to the end of the last epoch', trained, 'at most', 300, { unit: 's', note: 'with composing and tests' });
  report.judge('left digit', (100 * left) / ofLeft, 'at least', 90, { unit: '%', note: `of ${ofLeft} test images` });
  report.judge('right digit', (100 * right) / ofRight, 'at least', 87, { unit: '%', note: `of ${ofRight} test images` });
  report.printVerdicts();
  process.exitCode = report.verdicts.every(({ holds }) => holds) ? 0 : 1;
} finally {
  await browser.close();
  await server.close();
}
