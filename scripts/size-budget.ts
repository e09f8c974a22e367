import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { commandOptions } from './command-options.mjs';

/** Bytes, gzipped. */
export const LIMITS = { page: 250_000, cold: 2_000_000 } as const;

/**
 * Texts of TensorFlow.js that survive minification. Each must be found in the worker, or looking
 * for it proves nothing.
 */
export const TENSORFLOW_MARKS = [
  'DEPRECATION_WARNINGS_ENABLED',
  'WASM_HAS_SIMD_SUPPORT',
  'WEBGPU_DEFERRED_SUBMIT_BATCH_SIZE',
] as const;

interface Chunk {
  readonly file: string;
  readonly isEntry?: boolean;
  readonly imports?: readonly string[];
  readonly dynamicImports?: readonly string[];
  readonly css?: readonly string[];
}

type Manifest = Readonly<Record<string, Chunk>>;

export interface Sizes {
  /** The page until the network is drawn: HTML, the entry, what it imports, style sheets. */
  readonly page: number;
  /**
   * Everything until the first training step: the page, the worker, one WASM file, the index and
   * one shard.
   */
  readonly cold: number;
  /** What is wrong, in words; empty when all limits hold. */
  readonly faults: readonly string[];
}

/** Measures a built page. Throws an Error when there is none. */
export function measure(dist: string): Sizes {
  const manifestFile = join(dist, '.vite', 'manifest.json');
  if (!existsSync(manifestFile)) throw new Error('there is no built page; npm run build');
  const manifest: Manifest = JSON.parse(readFileSync(manifestFile, 'utf8'));
  const pageScripts = pageFiles(manifest, true);
  const assets = readdirSync(join(dist, 'assets'), { recursive: true, encoding: 'utf8' }).map((file) => `assets/${file}`);
  // Vite lists a worker and its chunks nowhere in the manifest: they are the scripts that no page
  // chunk imports.
  const workerScripts = assets.filter((file) => file.endsWith('.js') && !pageScripts.has(file));
  const wasm = assets.filter((file) => file.endsWith('.wasm') && file.includes('simd'));

  const page = gzipped(dist, [...pageFiles(manifest, false), 'index.html']);
  // Charts and whatever else is imported on demand count too: they may load before anybody presses
  // play.
  const code = gzipped(dist, [...pageFiles(manifest, true), 'index.html', ...workerScripts, ...wasm]);
  const cold = code + firstShards(join(dist, 'data', 'mnist'));
  const faults = [
    ...(pageScripts.size === 0 ? ['the manifest names no entry, so nothing of the page was measured'] : []),
    ...over('the page until the network is drawn', page, LIMITS.page),
    ...over('a cold load to the first training step', cold, LIMITS.cold),
    ...(workerScripts.length === 0 || wasm.length !== 1 ? ['the worker or its WASM file is missing from dist/assets'] : []),
    ...tensorflowFaults(textOf(dist, pageScripts), textOf(dist, workerScripts)),
  ];
  return { page, cold, faults };
}

/**
 * The page's entry, what it imports and its style sheets; with `later` also what it imports on
 * demand.
 */
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

function gzipped(dist: string, files: readonly string[]): number {
  return files.reduce((sum, file) => sum + gzipSync(readFileSync(join(dist, file))).length, 0);
}

function textOf(dist: string, files: Iterable<string>): string {
  const scripts = [...files].filter((file) => file.endsWith('.js'));
  return scripts.map((file) => readFileSync(join(dist, file), 'utf8')).join('\n');
}

/**
 * Bytes that the first step waits for: the index, a shard to train on and one of test images, which
 * are compressed already.
 */
function firstShards(folder: string): number {
  const index: Record<'train' | 'test', { shards: { bytes: number }[] }> = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8'));
  return gzipped(folder, ['index.json']) + (index.train.shards[0]?.bytes ?? Number.NaN) + (index.test.shards[0]?.bytes ?? Number.NaN);
}

function over(what: string, bytes: number, limit: number): string[] {
  const size = `${what} is ${kilobytes(bytes)} and must be at most ${kilobytes(limit)}`;
  return bytes <= limit ? [] : [`${size}; load with import() what is not needed at once`];
}

function tensorflowFaults(page: string, worker: string): string[] {
  return TENSORFLOW_MARKS.flatMap((mark) => {
    if (page.includes(mark)) return [`TensorFlow.js (${mark}) is in the page's code; only the worker may import it`];
    return worker.includes(mark) ? [] : [`${mark} is not in the worker: choose another mark of TensorFlow.js to look for`];
  });
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(0)} kB`;
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  commandOptions({}, 'npm run size   measures what the built page (npm run build) transfers, against its limits; takes no options');
  const { page, cold, faults } = measure(resolve(import.meta.dirname, '..', 'dist'));
  console.log(`page until the network is drawn: ${kilobytes(page)} gzipped, at most ${kilobytes(LIMITS.page)}`);
  console.log(`cold load to the first training step: ${kilobytes(cold)} gzipped, at most ${kilobytes(LIMITS.cold)}`);
  for (const fault of faults) console.error(fault);
  process.exitCode = faults.length === 0 ? 0 : 1;
}
