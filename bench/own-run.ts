import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium, type Browser, type Page } from 'playwright';
import { commandOptions } from '../scripts/command-options.mjs';
import { browserArguments, ensureBrowser } from '../scripts/browser.mjs';
import { idxOf } from '../src/data/testing/made-files';
import { serve } from '../scripts/serve.mjs';
import { ROOT } from '../scripts/setup.mjs';
import { preparedData } from './build';
import { photograph, shownThings, zipOfPhotographs } from './own-photos';
import { Report } from './report';
import { watchTasks } from './watch-tasks';

const HELP = `npm run bench:own     data of one's own on the built page (dist/): from a zip of photographs, and from the
                      camera, to an answer; 70,000 images on their way in. Build it first (npm run build).
The exit code is 1 when something that must hold does not.`;

commandOptions({}, HELP);
const executablePath = ensureBrowser();
if (executablePath === undefined) {
  console.error('no browser to measure in');
  process.exit(2);
}

/** Opens the page with its data card unfolded, counting what is clicked from then on, holding to record aside. */
async function openCard(browser: Browser, url: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB', permissions: ['camera'] });
  const page = await context.newPage();
  await page.addInitScript(() => {
    Object.assign(window, { clicks: 0 });
    addEventListener(
      'click',
      ({ isTrusted, target }) => {
        const records = target instanceof Element && target.closest('[aria-label^="Hold to record"]') !== null;
        if (isTrusted && !records && 'clicks' in window) Object.assign(window, { clicks: Number(window.clicks) + 1 });
      },
      { capture: true },
    );
  });
  await page.goto(url);
  await page.waitForFunction(() => window.playground !== undefined);
  await page.evaluate(() => window.playground?.settled());
  await page.getByRole('region', { name: 'Data', exact: true }).getByRole('button', { name: /More/ }).click();
  return page;
}

const clicksOn = (page: Page) => page.evaluate(() => ('clicks' in window ? Number(window.clicks) : Number.NaN));

/** From the data that are found to a trained network whose dialog for pictures of one's own is open. */
async function useAndTrain(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Use these data' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Play' }).or(page.getByRole('button', { name: /Restart/ })).first().click();
  await page.evaluate(() => window.playground?.runReached('done'));
  await page.getByRole('button', { name: 'Try a picture of your own' }).click();
}

async function fromZip(report: Report, browser: Browser, url: string): Promise<void> {
  report.section('A zip of 3 classes with 40 photographs each');
  const zip = zipOfPhotographs(40);
  console.log(`  ${(zip.length / 1e6).toFixed(1)} MB`);
  const page = await openCard(browser, url);
  await page.getByRole('button', { name: 'Import data…' }).click();
  const began = performance.now();
  await page.getByTestId('import-files').setInputFiles({ name: 'photos.zip', mimeType: 'application/zip', buffer: zip });
  await useAndTrain(page);
  const answers = page.getByRole('list', { name: 'What the network says' });
  let right = 0;
  for (const [place, thing] of shownThings.entries()) {
    await page.getByTestId('own-file').setInputFiles({ name: 'new.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(photograph(thing, 1000 + place)) });
    if (place === 0) {
      await answers.getByText(/\d\s%/).first().waitFor();
      report.judge('from the zip to an answer', (performance.now() - began) / 1000, 'at most', 60, { unit: 's', note: '' });
      report.judge('clicks', await clicksOn(page), 'at most', 6, { unit: '', note: 'the picture dropped or pasted' });
    }
    await page.waitForTimeout(1500);
    right += Number((await answers.innerText()).split('\n')[1] === thing);
  }
  report.judge('new photographs that are answered right', right, 'at least', 2, { unit: 'of 3', note: '' });
  await page.context().close();
}

async function fromCamera(report: Report, browser: Browser, url: string): Promise<void> {
  report.section('Three classes by camera, 40 pictures each');
  const page = await openCard(browser, url);
  await page.getByRole('button', { name: 'Use the camera…' }).click();
  await page.getByText('Waiting for the camera…').waitFor({ state: 'detached' });
  const began = performance.now();
  for (const place of [0, 1, 2]) {
    const row = page.getByRole('list', { name: 'Classes' }).locator('> li').nth(place);
    await row.getByRole('button', { name: /^Hold to record/ }).hover();
    await page.mouse.down();
    await row.getByText(/^([4-9]\d|\d{3,}) pictures$/).waitFor();
    await page.mouse.up();
  }
  await page.getByRole('button', { name: 'Use these pictures' }).click();
  await useAndTrain(page);
  await page.getByRole('list', { name: 'What the network says' }).getByText(/\d\s%/).first().waitFor();
  report.judge('from the camera to an answer', (performance.now() - began) / 1000, 'at most', 60, { unit: 's', note: 'with recording' });
  report.judge('clicks', await clicksOn(page), 'at most', 6, { unit: '', note: 'beside three holds to record' });
  await page.context().close();
}

/** The four files of a made-up MNIST: bars whose place is their class. */
function idxFiles(folder: string): readonly string[] {
  const labelOf = (image: number) => (image * 7919) % 10;
  return ([['train', 60_000], ['t10k', 10_000]] as const).flatMap(([part, count]) => {
    const images = idxOf([count, 28, 28], (place) => {
      const [image, at] = [Math.floor(place / 784), place % 784];
      return (Math.floor(at / 79) === labelOf(image) ? 180 : 20) + ((at * image) % 60);
    });
    return ([['images-idx3-ubyte.gz', images], ['labels-idx1-ubyte.gz', idxOf([count], labelOf)]] as const).map(([name, bytes]) => {
      const path = join(folder, `${part}-${name}`);
      writeFileSync(path, gzipSync(bytes, { level: 1 }));
      return path;
    });
  });
}

async function manyImages(report: Report, browser: Browser, url: string): Promise<void> {
  report.section('70,000 images of 28 × 28 in IDX files');
  const folder = mkdtempSync(join(tmpdir(), 'own-'));
  try {
    const files = [...idxFiles(folder)];
    const page = await openCard(browser, url);
    await page.getByRole('button', { name: 'Import data…' }).click();
    await page.getByTestId('import-files').waitFor({ state: 'attached' });
    const reading = await watchTasks(page);
    const began = performance.now();
    await page.getByTestId('import-files').setInputFiles(files);
    const use = page.getByRole('button', { name: 'Use these data' });
    await use.waitFor();
    report.row('read', [(performance.now() - began) / 1000], 's');
    const read = await reading.stop();
    const making = await watchTasks(page);
    await use.click();
    await page.getByRole('dialog').waitFor({ state: 'detached', timeout: 300_000 });
    await page.evaluate(() => window.playground?.settled());
    report.row('read, prepared and on the desk', [(performance.now() - began) / 1000], 's');
    const { long } = await making.stop();
    // The longest draws the new network on the desk, which is no part of preparing.
    const [desk, ...others] = long.toSorted((one, other) => other.ran - one.ran);
    if (desk !== undefined) report.row('task that draws the new network', [desk.ran], 'ms', { note: desk.parts.map(([name, time]) => `${name} ${time.toFixed(0)}`).join(', ') });
    const longest = Math.max(read.mostRan, ...others.map(({ ran }) => ran));
    report.judge('longest task while they are read and prepared', longest, 'at most', 50, { unit: 'ms', note: 'as it ran' });
    await page.context().close();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const server = await serve({ root: resolve(ROOT, 'dist'), linked: [preparedData] });
const browser = await chromium.launch({ executablePath, args: [...browserArguments(), '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'] });
try {
  const report = new Report();
  await fromZip(report, browser, server.url);
  await fromCamera(report, browser, server.url);
  await manyImages(report, browser, server.url);
  report.printVerdicts();
  process.exitCode = report.verdicts.every(({ holds }) => holds) ? 0 : 1;
} finally {
  await browser.close();
  await server.close();
}
