import { createServer } from 'node:net';
import { defineConfig } from 'playwright/test';
import { browserArguments, findBrowser } from '../scripts/browser.mjs';

const executablePath = findBrowser();
if (executablePath === undefined) throw new Error('No Chrome or Chromium found; npm test fetches one');

// The workers of the runner read this file again and inherit the variable: all agree on one port.
const port = (process.env['E2E_PORT'] ??= String(await freePort()));

// Below a path of its own, as on a static host: an address that begins at the root would fail here.
const baseURL = `http://127.0.0.1:${port}/somewhere/else/`;

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.e2e.ts',
  outputDir: '../test-results/e2e',
  // One a core: no test looks at the clock, and much of what a page does waits for one thing.
  workers: 2,
  // Only what hangs may run into these: on a slow machine with other work a test takes ten times as
  // long as on a fast one.
  timeout: 300_000,
  expect: { timeout: 60_000 },
  forbidOnly: true,
  reporter: [['list'], ['json', { outputFile: '../test-results/e2e.json' }]],
  use: {
    baseURL,
    headless: true,
    viewport: { width: 1440, height: 900 },
    launchOptions: { executablePath, args: browserArguments() },
    // One context for all tests of a worker, emptied of storage, routes and scripts before each:
    // with the programs compiled already a page opens in a third of the work. Tests that need a new
    // profile, or one beside it, open a context of their own.
    reuseContext: true,
    screenshot: 'only-on-failure',
    // Pictures of every step took a quarter of the whole time. With --trace on a test that failed
    // is looked at in full.
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: false, sources: false },
  },
  webServer: {
    command: `node scripts/serve.mjs --port ${port} --base /somewhere/else/`,
    cwd: '..',
    url: baseURL,
    reuseExistingServer: false,
  },
});

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
