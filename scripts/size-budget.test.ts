import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LIMITS, measure, TENSORFLOW_MARKS } from './size-budget';

let dist = '';
beforeEach(() => {
  dist = mkdtempSync(join(tmpdir(), 'dist-'));
  const manifest = {
    'index.html': {
      file: 'assets/index.js',
      isEntry: true,
      imports: ['_shared.js'],
      dynamicImports: ['charts.tsx'],
      css: ['assets/index.css'],
    },
    '_shared.js': { file: 'assets/shared.js' },
    'charts.tsx': { file: 'assets/charts.js', imports: ['_shared.js'] },
  };
  write('.vite/manifest.json', JSON.stringify(manifest));
  write('index.html', '<!doctype html>');
  const scripts = ['index.js', 'index.css', 'shared.js', 'charts.js'];
  for (const file of [...scripts, 'tfjs-backend-wasm.wasm', 'tfjs-backend-wasm-simd.wasm']) write(`assets/${file}`, 'x');
  write('assets/training.worker.js', TENSORFLOW_MARKS.join(' '));
  write('data/mnist/index.json', JSON.stringify({ train: { shards: [{ bytes: 300_000 }, { bytes: 5e6 }] }, test: { shards: [{ bytes: 300_000 }] } }));
});
afterEach(() => rmSync(dist, { recursive: true, force: true }));

function write(file: string, content: string | Buffer): void {
  mkdirSync(dirname(join(dist, file)), { recursive: true });
  writeFileSync(join(dist, file), content);
}

describe('the size budget', () => {
  it('holds for a small page, and counts one shard of each split', () => {
    const { page, cold, faults } = measure(dist);
    expect(faults).toEqual([]);
    expect(page).toBeGreaterThan(0);
    expect(cold).toBeGreaterThan(300_000);
    expect(cold).toBeLessThan(610_000);
  });

  it('counts what the entry imports and its style sheets, not what is imported on demand', () => {
    write('assets/charts.js', randomBytes(LIMITS.page));
    expect(measure(dist).faults).toEqual([]);
    for (const file of ['assets/shared.js', 'assets/index.css', 'assets/index.js']) {
      write(file, randomBytes(LIMITS.page));
      expect(measure(dist).faults).toHaveLength(1);
      write(file, 'x');
    }
  });

  it('fails when no entry is named, as then it measures nothing', () => {
    write('.vite/manifest.json', JSON.stringify({ '_shared.js': { file: 'assets/shared.js' } }));
    expect(measure(dist).faults).toEqual(['the manifest names no entry, so nothing of the page was measured']);
  });

  it('sees a heavy worker, WASM file or shard', () => {
    write('assets/tfjs-backend-wasm-simd.wasm', randomBytes(LIMITS.cold));
    expect(measure(dist).faults).toHaveLength(1);
    write('assets/tfjs-backend-wasm-simd.wasm', 'x');
    write('data/mnist/index.json', JSON.stringify({ train: { shards: [] }, test: { shards: [] } }));
    expect(measure(dist).faults).toHaveLength(1);
  });

  it('finds TensorFlow.js in any script of the page, on demand too', () => {
    for (const file of ['assets/index.js', 'assets/shared.js', 'assets/charts.js']) {
      write(file, `a="${TENSORFLOW_MARKS[1]}"`);
      expect(measure(dist).faults).toEqual([expect.stringContaining("in the page's code")]);
      write(file, 'x');
    }
  });

  it('fails when a mark is nowhere, as then it looks for nothing', () => {
    write('assets/training.worker.js', TENSORFLOW_MARKS.slice(1).join(' '));
    expect(measure(dist).faults).toEqual([expect.stringContaining('choose another mark')]);
    rmSync(join(dist, '.vite'), { recursive: true });
    expect(() => measure(dist)).toThrow('npm run build');
  });
});
