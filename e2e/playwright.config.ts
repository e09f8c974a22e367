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
  // Training needs the processor: tests that share two cores would measure each other.
  workers: 1,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  reporter: [['list'], ['json', { outputFile: '../test-results/e2e.json' }]],
  use: {
    baseURL,
    headless: true,
    viewport: { width: 1440, height: 900 },
    launchOptions: { executablePath, args: browserArguments() },
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
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
