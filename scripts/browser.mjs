import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright';
import { run, runTool } from './setup.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge'];

const USUAL_PLACES = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: [process.env['PROGRAMFILES'], process.env['PROGRAMFILES(X86)'], process.env['LOCALAPPDATA']]
    .filter((folder) => folder !== undefined)
    .flatMap((folder) => [
      join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
      join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
    ]),
};

/**
 * The Chrome or Chromium to test with: CHROME_PATH, one on the PATH, one in a usual place, or
 * Playwright's own.
 *
 * @returns {string | undefined}
 */
export function findBrowser() {
  const onPath = (process.env['PATH'] ?? '').split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)));
  const usual = process.platform === 'darwin' || process.platform === 'win32' ? USUAL_PLACES[process.platform] : [];
  const named = process.env['CHROME_PATH'];
  return [...(named ? [named] : []), ...onPath, ...usual, chromium.executablePath()].find(isProgram);
}

/**
 * The browser to test with, fetched if there is none. Undefined, with advice printed, when that
 * fails too.
 */
export function ensureBrowser() {
  const found = findBrowser();
  if (found !== undefined) return found;
  console.log("No Chrome or Chromium found; fetching Playwright's, some 150 MB");
  runTool('playwright/cli.js', ['install', 'chromium'], { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '15000' });
  const fetched = findBrowser();
  if (fetched !== undefined) return fetched;
  const isRoot = process.getuid?.() === 0;
  if (isRoot && spawnSync('apt-get', ['--version']).status === 0) {
    console.log('That failed; installing the system’s chromium with apt-get');
    const packages = ['chromium', 'fonts-noto-cjk'];
    if (run('apt-get', ['update'])) run('apt-get', ['install', '-y', ...packages], { DEBIAN_FRONTEND: 'noninteractive' });
  }
  const installed = findBrowser();
  if (installed === undefined) {
    console.error('No browser to test with. Install Chrome or Chromium, or name one: CHROME_PATH=/path/to/chrome npm test');
  }
  return installed;
}

/**
 * Command-line switches for a headless browser. WebGPU is there without a graphics card (in
 * software), and nothing is fetched that the page does not ask for.
 *
 * @returns {string[]}
 */
export function browserArguments() {
  const switches = [
    '--enable-unsafe-webgpu',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-quic',
    '--no-first-run',
    // Frames are put together by the processor either way; without the graphics library in between
    // they take a tenth less of it.
    '--disable-gpu-compositing',
  ];
  // Chromium's sandbox refuses to run as root.
  return process.getuid?.() === 0 ? [...switches, '--no-sandbox'] : switches;
}

/**
 * True if a program is there and starts: a browser without its system libraries, or a package
 * manager's placeholder, does not.
 *
 * @param {string} path
 */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
  } catch {
    return false;
  }
  // Elsewhere Chrome answers --version by opening a window.
  return process.platform !== 'linux' || spawnSync(path, ['--version'], { timeout: 20_000 }).status === 0;
}
