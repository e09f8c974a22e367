import { createServer } from 'node:http';
import { readFile, stat } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';

/** @type {Readonly<Record<string, string>>} */
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.wasm': 'application/wasm',
  '.bin': 'application/octet-stream',
};
// Shards are gzip files already, pictures are compressed too.
const COMPRESSIBLE = new Set(['.html', '.js', '.css', '.json', '.svg', '.wasm']);

/**
 * Serves a folder of static files over http on 127.0.0.1.
 *
 * @param {object} options
 * @param {string} options.root the folder
 * @param {number} [options.port] the port to try first (0: any free one); when it is taken, the next free one is used
 * @param {string} [options.base] the path under which the folder appears, with a slash at either end
 * @param {string} [options.host]
 * @returns {Promise<{ url: string, close: () => Promise<void> }>}
 */
export async function serve({ root, port = 0, base = '/', host = '127.0.0.1' }) {
  /** @type {Map<string, { modified: number, body: Uint8Array }>} */
  const zipped = new Map();
  const server = createServer((request, response) => {
    answer(request, response, { root, base, zipped }).catch((error) => {
      response.writeHead(500, { 'content-type': 'text/plain' }).end(String(error));
    });
  });
  const taken = await listen(server, port, host);
  return {
    url: `http://${host}:${taken}${base}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/**
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 * @param {{ root: string, base: string, zipped: Map<string, { modified: number, body: Uint8Array }> }} site
 */
async function answer(request, response, { root, base, zipped }) {
  const url = new URL(request.url ?? '/', 'http://localhost');
  if (!url.pathname.startsWith(base)) {
    // A visit to the bare host lands on the page, wherever it is mounted.
    if (url.pathname === '/' || `${url.pathname}/` === base) response.writeHead(302, { location: base + url.search }).end();
    else response.writeHead(404, { 'content-type': 'text/plain' }).end('not found');
    return;
  }
  const file = await fileFor(root, url.pathname.slice(base.length));
  if (file === undefined) {
    response.writeHead(404, { 'content-type': 'text/plain' }).end('not found');
    return;
  }
  const extension = extname(file.path);
  /** @type {Record<string, string>} */
  const headers = {
    'content-type': TYPES[extension] ?? 'application/octet-stream',
    etag: `"${file.size.toString(36)}-${file.modified.toString(36)}"`,
    // Files in assets/ have a hash of their content in their name.
    'cache-control': url.pathname.startsWith(`${base}assets/`) ? 'public, max-age=31536000, immutable' : 'no-cache',
    'x-content-type-options': 'nosniff',
  };
  if (request.headers['if-none-match'] === headers['etag']) {
    response.writeHead(304, headers).end();
    return;
  }
  /** @type {Uint8Array} */
  let body = await readFile(file.path);
  if (COMPRESSIBLE.has(extension) && /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))) {
    const known = zipped.get(file.path);
    const fresh = known?.modified === file.modified ? known : { modified: file.modified, body: gzipSync(body) };
    zipped.set(file.path, fresh);
    body = fresh.body;
    headers['content-encoding'] = 'gzip';
    headers['vary'] = 'accept-encoding';
  }
  headers['content-length'] = String(body.length);
  response.writeHead(200, headers).end(request.method === 'HEAD' ? undefined : body);
}

/**
 * The file that a path stands for, or undefined when there is none or it lies outside the folder.
 *
 * @param {string} root
 * @param {string} path
 */
async function fileFor(root, path) {
  try {
    const wanted = normalize(join(root, decodeURIComponent(path)));
    if (wanted !== root && !wanted.startsWith(root + sep)) return undefined;
    const first = await stat(wanted);
    const found = first.isDirectory() ? join(wanted, 'index.html') : wanted;
    const status = found === wanted ? first : await stat(found);
    return { path: found, size: status.size, modified: Math.round(status.mtimeMs) };
  } catch {
    // No such file, or a path that is not one at all.
    return undefined;
  }
}

/**
 * @param {import('node:http').Server} server
 * @param {number} port
 * @param {string} host
 * @returns {Promise<number>}
 */
function listen(server, port, host) {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      const code = 'code' in error ? error.code : undefined;
      if ((code === 'EADDRINUSE' || code === 'EACCES') && port !== 0) resolve(listen(server, 0, host));
      else reject(error);
    });
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { port: { type: 'string' }, base: { type: 'string' }, root: { type: 'string' } } });
  const root = values.root ?? fileURLToPath(new URL('../dist', import.meta.url));
  const { url } = await serve({ root, port: Number(values.port ?? 4173), base: values.base ?? '/' });
  console.log(url);
}
