import { existsSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium } from 'playwright';
import { commandOptions } from '../scripts/command-options.mjs';
import { browserArguments, ensureBrowser } from '../scripts/browser.mjs';
import { serve } from '../scripts/serve.mjs';
import { ROOT } from '../scripts/setup.mjs';
import { preparedData } from './build';
import { measureArrivals, measureFeel } from './feel';
import { Report } from './report';

const HELP = `npm run bench:page                       how the built page feels (dist/), about three minutes
npm run bench:page -- --dist old,dist    its arrival beside that of an older build, in turn
Build it first (npm run build). The exit code is 1 when something that must hold does not.`;

const { dist = 'dist' } = commandOptions({ dist: { type: 'string' } }, HELP);
const folders = dist.split(',').map((folder) => resolve(ROOT, folder));
const missing = folders.find((folder) => !existsSync(join(folder, 'index.html')));
const executablePath = ensureBrowser();
if (missing !== undefined || executablePath === undefined) {
  console.error(missing === undefined ? 'no browser to measure in' : `${missing} holds no page: build it first`);
  process.exit(2);
}
console.log(`${(loadavg()[0] ?? 0).toFixed(1)} programs busy in the last minute, on ${cpus().length} processors`);
const servers = await Promise.all(folders.map((root) => serve({ root, linked: [preparedData] })));
const browser = await chromium.launch({ executablePath, args: browserArguments() });
try {
  const report = new Report();
  const pages = servers.map(({ url }, place) => ({ name: folders[place] ?? '', url }));
  const newest = pages.at(-1);
  if (newest !== undefined) await measureFeel(report, browser, newest.url);
  await measureArrivals(report, browser, pages);
  report.printVerdicts();
  console.log(`${(loadavg()[0] ?? 0).toFixed(1)} programs busy in the last minute`);
  process.exitCode = report.verdicts.every(({ holds }) => holds) ? 0 : 1;
} finally {
  await browser.close();
  for (const server of servers) await server.close();
}
