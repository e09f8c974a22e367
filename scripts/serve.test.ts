import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { serve } from './serve.mjs';

let root = '';
const open: { close: () => Promise<void> }[] = [];

beforeEach(() => {
  root = join(mkdtempSync(join(tmpdir(), 'serve-')), 'dist');
  mkdirSync(join(root, 'assets'), { recursive: true });
  writeFileSync(join(root, 'index.html'), '<title>page</title>');
  writeFileSync(join(root, 'assets', 'a.wasm'), 'wasm '.repeat(500));
  writeFileSync(join(root, 'shard.bin'), Uint8Array.of(0x1f, 0x8b, 1, 2));
  writeFileSync(join(root, '..', 'secret.txt'), 'secret');
});
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
  rmSync(join(root, '..'), { recursive: true, force: true });
});

async function started(options: { base?: string; port?: number }): Promise<string> {
  const server = await serve({ root, ...options });
  open.push(server);
  return server.url;
}

describe('the static server', () => {
  it('serves a folder below any path, and leads there from the bare host', async () => {
    const url = await started({ base: '/some/path/' });
    expect(await (await fetch(url)).text()).toContain('page');
    const bare = await fetch(new URL('/?device=cpu', url));
    expect(bare.url).toBe(`${url}?device=cpu`);
    expect((await fetch(new URL('/assets/a.wasm', url))).status).toBe(404);
  });

  it('names types, compresses what gains by it and leaves shards as they are', async () => {
    const url = await started({});
    const wasm = await fetch(`${url}assets/a.wasm`);
    expect(wasm.headers.get('content-type')).toBe('application/wasm');
    expect(wasm.headers.get('content-encoding')).toBe('gzip');
    expect(await wasm.text()).toBe('wasm '.repeat(500));
    const shard = await fetch(`${url}shard.bin`);
    expect(shard.headers.get('content-encoding')).toBeNull();
    expect(new Uint8Array(await shard.arrayBuffer())).toEqual(Uint8Array.of(0x1f, 0x8b, 1, 2));
    const again = await fetch(`${url}shard.bin`, { headers: { 'if-none-match': shard.headers.get('etag') ?? '' } });
    expect(again.status).toBe(304);
  });

  it('keeps to its folder', async () => {
    const url = await started({});
    for (const path of ['..%2fsecret.txt', '%2e%2e/secret.txt', 'assets/..%2f..%2fsecret.txt', '%', 'none.js', 'assets']) {
      expect((await fetch(url + path)).status).toBe(404);
    }
  });

  it('takes another port when the wanted one is taken', async () => {
    const first = await started({});
    const second = await started({ port: Number(new URL(first).port) });
    expect(second).not.toBe(first);
    expect((await fetch(second)).status).toBe(200);
  });
});
