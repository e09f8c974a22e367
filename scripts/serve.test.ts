import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { portNotice, serve } from './serve.mjs';

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

/** A request whose target is sent as it stands; fetch would repair it. */
function asked(url: string, method: string, target: string) {
  return new Promise<{ status: number | undefined; allow: string | undefined; length: string | undefined; body: string }>((resolve, reject) => {
    const { port, hostname } = new URL(url);
    const sent = request({ method, hostname, port, path: target }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (part) => (body += String(part)));
      response.on('end', () => resolve({ status: response.statusCode, allow: response.headers.allow, length: response.headers['content-length'], body }));
    });
    sent.on('error', reject);
    sent.end();
  });
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
    expect(shard.headers.get('cache-control')).toBe('no-cache');
    writeFileSync(join(root, 'train-000-0123456789ab.bin'), 'images');
    const named = await fetch(`${url}train-000-0123456789ab.bin`);
    expect(named.headers.get('cache-control')).toContain('immutable');
  });

  it('keeps to its folder', async () => {
    const url = await started({});
    for (const path of ['..%2fsecret.txt', '%2e%2e/secret.txt', 'assets/..%2f..%2fsecret.txt', 'none.js', 'assets']) {
      expect((await fetch(url + path)).status).toBe(404);
    }
    for (const path of ['/../secret.txt', '/assets/../../secret.txt', '/./../secret.txt', '/%2e%2e%2fsecret.txt']) {
      expect((await asked(url, 'GET', path)).status).toBe(404);
    }
  });

  it('follows links within its folder only', async () => {
    symlinkSync(join(root, '..', 'secret.txt'), join(root, 'out.txt'));
    symlinkSync(join(root, '..'), join(root, 'up'));
    symlinkSync(join(root, 'shard.bin'), join(root, 'in.bin'));
    const url = await started({});
    for (const path of ['out.txt', 'up/secret.txt', 'up/dist/index.html/../../secret.txt']) {
      expect((await fetch(url + path)).status).toBe(404);
    }
    expect((await fetch(`${url}in.bin`)).status).toBe(200);
    const linking = await serve({ root, linked: [join(root, '..')] });
    open.push(linking);
    expect((await fetch(`${linking.url}up/secret.txt`)).status).toBe(200);
  });

  it('serves a folder that is reached by a link itself', async () => {
    const link = join(root, '..', 'link');
    symlinkSync(root, link);
    const server = await serve({ root: link });
    open.push(server);
    expect((await fetch(server.url)).status).toBe(200);
  });

  it.each(['//', '//evil.example/', '/%', '/%zz', '/a%00b', '/%c3%28', '/a%5cb', 'index.html', '*'])('answers %s with 400', async (target) => {
    expect(await asked(await started({}), 'GET', target)).toMatchObject({ status: 400 });
  });

  it('takes GET and HEAD alone', async () => {
    const url = await started({});
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE']) {
      expect(await asked(url, method, '/')).toMatchObject({ status: 405, allow: 'GET, HEAD' });
    }
    expect(await asked(url, 'HEAD', '/assets/a.wasm')).toEqual({ status: 200, allow: undefined, length: '2500', body: '' });
    expect(await asked(url, 'GET', '/assets/a.wasm')).toMatchObject({ status: 200, length: '2500', body: 'wasm '.repeat(500) });
    expect(await asked(url, 'GET', `${url}index.html?a=//`)).toMatchObject({ status: 200 });
  });

  it('takes the next free port when the wanted one is taken, and has words for it', async () => {
    const first = Number(new URL(await started({})).port);
    const second = await serve({ root, port: first });
    open.push(second);
    const third = await serve({ root, port: first });
    open.push(third);
    expect(second.port).toBeGreaterThan(first);
    expect(third.port).toBeGreaterThan(second.port);
    expect(third.port).toBeLessThan(first + 20);
    expect((await fetch(third.url)).status).toBe(200);
    expect(portNotice(first, second.port)).toContain(`Port ${first} is taken`);
    expect(portNotice(first, second.port)).toContain(`port ${second.port}`);
    expect(portNotice(first, first)).toBeUndefined();
    expect(portNotice(0, first)).toBeUndefined();
  });
});
