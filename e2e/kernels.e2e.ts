import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from 'playwright/test';
import { build } from 'vite';
import { serve } from '../scripts/serve.mjs';
import type { SuiteMessage } from '../src/engine/testing/webgpu-suite/kernel-suite-messages';

/**
 * Words of a kernel's or case's name that narrow the suite down while one works on a kernel; empty
 * (npm run webgpu) it is the whole suite. Without, the thorough cases are left to that command, and
 * so are the kernels' variants for software but for the trainings: hardly anybody trains on them.
 */
const asked = process.env['KERNELS'];
const only = asked ?? '';

/** A page that starts the suite and hands on what it tells. */
const pageWith = (extent: 'whole' | 'brief', word: string) => `<!doctype html><title>Kernels</title><script>
  const worker = new Worker('./suite.js', { type: 'module', name: ${JSON.stringify(`${extent} ${word}`)} });
  worker.onmessage = ({ data }) => tell(data);
  worker.onerror = ({ message }) => tell({ type: 'broken', detail: message });
</script>`;

let folder = '';
let site: Awaited<ReturnType<typeof serve>> | undefined;

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kernels-'));
  await build({
    configFile: false,
    root: join(import.meta.dirname, '..'),
    publicDir: false,
    logLevel: 'error',
    build: {
      outDir: folder,
      emptyOutDir: false,
      modulePreload: false,
      minify: false,
      target: 'es2023',
      rollupOptions: { input: 'src/engine/testing/webgpu-suite/kernel-suite.worker.ts', output: { entryFileNames: 'suite.js' } },
    },
  });
  await writeFile(join(folder, 'index.html'), pageWith(asked === undefined ? 'brief' : 'whole', only));
  site = await serve({ root: folder });
});

test.afterAll(async () => {
  await site?.close();
  await rm(folder, { recursive: true, force: true });
});

/**
 * Runs the suite in a worker of the page, as the engine runs there, and returns all that it told.
 */
async function runSuite(page: Page): Promise<readonly SuiteMessage[]> {
  const messages: SuiteMessage[] = [];
  await new Promise<unknown>((resolve, reject) => {
    const tell = (message: SuiteMessage): void => {
      messages.push(message);
      if (message.type === 'done' || message.type === 'broken') resolve(message);
    };
    page.exposeFunction('tell', tell).then(() => page.goto(site?.url ?? '')).catch(reject);
  });
  return messages;
}

test('kernels on WebGPU agree with the processor, a step asks little of the device, and nothing compiles after the first', async ({ page }) => {
  // Nearly all of it is compiling, which takes several times as long where other programs take the
  // processors.
  test.setTimeout(900_000);
  const messages = await runSuite(page);
  const broken = messages.flatMap((message) => (message.type === 'broken' ? [message.detail] : []));
  expect(broken).toEqual([]);
  const cases = messages.filter((message) => message.type === 'case');
  const faults = cases.flatMap(({ kernel, name, fault }) => (fault === undefined ? [] : [`${kernel} ${name}: ${fault}`]));
  expect(faults).toEqual([]);
  expect(cases.length).toBeGreaterThan(only === '' ? 100 : 0);
  const counts = messages.flatMap((message) => (message.type === 'counts' ? message.counts : []));
  expect(counts.length).toBeGreaterThan(0);
  expect(counts.map(({ what }) => what)).toContain('digit hunt');
  for (const { what, dispatches, uploads, buffers, readBacks, pipelines } of counts) {
    // Digit hunt's network is three times as deep.
    expect(dispatches).toBeLessThanOrEqual(what === 'two heads' ? 28 : 45);
    // The rows of the batch, with how each image is moved, by whole pixels or under a map; and what
    // of the answers moves with them.
    expect(uploads).toBe(what === 'two heads' ? 1 : 2);
    expect({ buffers, readBacks, pipelines }).toEqual({ buffers: 0, readBacks: 0, pipelines: 0 });
  }
  const sessions = messages.flatMap((message) => (message.type === 'session' ? [message.session] : []));
  expect(sessions.length).toBe(5);
  for (const { name, compiled, late, steps, complete } of sessions) {
    if (name === 'after a warm-up that broke off') {
      // What it did not come to is compiled where it is used, and the training is none the worse.
      expect({ name, complete }).toEqual({ name, complete: true });
      expect(steps).toBe(15);
      continue;
    }
    // All that steps, tests and predictions run is compiled before the first step, with progress
    // told, and so is what other settings bring.
    expect({ name, late, complete }).toEqual({ name, late: [], complete: true });
    expect(compiled?.done).toBe(compiled?.total);
    expect(steps).toBeGreaterThanOrEqual(15);
  }
  // A training whose programs were all made for one before it has nothing left to compile; taken
  // together they had.
  expect(sessions.reduce((sum, { compiled }) => sum + (compiled?.total ?? 0), 0)).toBeGreaterThan(10);
});
