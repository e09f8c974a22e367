import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const DIST = join(import.meta.dirname, '..', 'dist');
const PAGE_LIMIT = 250_000;
const COLD_LIMIT = 2_000_000;

// Texts of TensorFlow.js that survive minification. Each must be found in the worker, or looking for it proves nothing.
const TENSORFLOW_MARKS = ['DEPRECATION_WARNINGS_ENABLED', 'WASM_HAS_SIMD_SUPPORT', 'WEBGPU_DEFERRED_SUBMIT_BATCH_SIZE'];

interface Chunk {
  readonly file: string;
  readonly isEntry?: boolean;
  readonly imports?: readonly string[];
  readonly dynamicImports?: readonly string[];
  readonly css?: readonly string[];
}

type Manifest = Readonly<Record<string, Chunk>>;

/** The page's entry, what it imports and its style sheets; with `later` also what it imports on demand. */
function pageFiles(manifest: Manifest, later: boolean): Set<string> {
  const files = new Set<string>();
  const visit = (key: string): void => {
    const chunk = manifest[key];
    if (chunk === undefined || files.has(chunk.file)) return;
    files.add(chunk.file);
    for (const sheet of chunk.css ?? []) files.add(sheet);
    for (const next of chunk.imports ?? []) visit(next);
    if (later) for (const next of chunk.dynamicImports ?? []) visit(next);
  };
  for (const [key, chunk] of Object.entries(manifest)) if (chunk.isEntry === true) visit(key);
  return files;
}

function gzipped(files: Iterable<string>): number {
  return [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(DIST, file))).length, 0);
}

function textOf(files: Iterable<string>): string {
  return [...files].map((file) => readFileSync(join(DIST, file), 'utf8')).join('\n');
}

function firstShard(): number {
  const folder = join(DIST, 'data', 'mnist');
  const index: { train: { shards: { bytes: number }[] } } = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8'));
  return gzipped(['data/mnist/index.json']) + (index.train.shards[0]?.bytes ?? Number.NaN);
}

const faults: string[] = [];
const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(0)} kB`;

function limit(what: string, bytes: number, most: number): void {
  console.log(`${what}: ${kilobytes(bytes)} gzipped, at most ${kilobytes(most)}`);
  if (!(bytes <= most)) faults.push(`${what} is ${kilobytes(bytes)}; load what is not needed at once with import()`);
}

const manifestFile = join(DIST, '.vite', 'manifest.json');
if (!existsSync(manifestFile)) {
  console.error('dist is missing; npm run build');
  process.exit(1);
}
const manifest: Manifest = JSON.parse(readFileSync(manifestFile, 'utf8'));
const first = pageFiles(manifest, false);
const all = pageFiles(manifest, true);
const scripts = readdirSync(join(DIST, 'assets'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.js'))
  .map((file) => `assets/${file}`);
// Vite lists a worker and its chunks nowhere in the manifest: they are the scripts that no page chunk imports.
const workerFiles = scripts.filter((file) => !all.has(file));
const wasmFiles = readdirSync(join(DIST, 'assets'))
  .filter((file) => file.endsWith('.wasm') && file.includes('simd'))
  .map((file) => `assets/${file}`);

const page = gzipped([...first, 'index.html']);
limit('Page until the network is drawn', page, PAGE_LIMIT);
if (workerFiles.length === 0 || wasmFiles.length !== 1) faults.push('the worker or its WASM file is missing from dist/assets');
limit('Cold load to the first training step', page + gzipped(workerFiles) + gzipped(wasmFiles) + firstShard(), COLD_LIMIT);

const pageText = textOf([...all].filter((file) => file.endsWith('.js')));
const workerText = textOf(workerFiles);
for (const mark of TENSORFLOW_MARKS) {
  if (!workerText.includes(mark)) faults.push(`${mark} is not in the worker: choose another mark of TensorFlow.js to look for`);
  if (pageText.includes(mark)) faults.push(`TensorFlow.js (${mark}) is in the page's code; only the worker may import it`);
}

for (const fault of faults) console.error(fault);
process.exitCode = faults.length === 0 ? 0 : 1;
