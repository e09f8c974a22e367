import { createReadStream } from 'node:fs';
import { readFile, realpath, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
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
 * Bytes up to which a file is compressed, and so held in memory; a larger one is sent piece by
 * piece, as are those that are not compressed.
 */
const MOST_COMPRESSED = 32 * 1024 * 1024;
/** A file of prepared images, as scripts/data-shards.ts names it. */
const SHARD = /-[0-9a-f]{12}\.bin$/;
/** So many ports are tried one after another before any free one will do. */
const PORTS_TRIED = 20;

/**
 * Serves a folder of static files over http on 127.0.0.1. Only GET and HEAD, and nothing outside
 * the folder, links included.
 *
 * @param {object} options
 * @param {string} options.root the folder
 * @param {number} [options.port] the port to try first (0: any free one); when it is taken, the one
 * after it, and so on
 * @param {string} [options.base] the path under which the folder appears, with a slash at either
 * end
 * @param {string} [options.host]
 * @param {readonly string[]} [options.linked] folders outside that links in the folder may lead to
 * @returns {Promise<{ url: string, port: number, close: () => Promise<void> }>}
 */
export async function serve({ root, port = 0, base = '/', host = '127.0.0.1', linked = [] }) {
  /** @type {Map<string, { modified: number, body: Uint8Array }>} */
  const zipped = new Map();
  const server = createServer((request, response) => {
    answer(request, response, { folders: [root, ...linked], base, zipped }).catch((error) => {
      // What was begun cannot be taken back, only broken off.
      if (response.headersSent) response.destroy();
      else say(response, 500, String(error));
    });
  });
  const taken = await listen(server, port, host);
  return {
    url: `http://${host}:${taken}${base}`,
    port: taken,
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
 * @param {{ folders: readonly string[], base: string, zipped: Map<string, { modified: number, body: Uint8Array }> }} site
 */
async function answer(request, response, { folders, base, zipped }) {
  if (request.method !== 'GET' && request.method !== 'HEAD') return say(response, 405, 'only GET and HEAD', { allow: 'GET, HEAD' });
  const asked = pathOf(request.url ?? '/');
  if (asked === undefined) return say(response, 400, 'not an address');
  const { path, query } = asked;
  if (!path.startsWith(base)) {
    // A visit to the bare host lands on the page, wherever it is mounted.
    if (path === '/' || `${path}/` === base) return void response.writeHead(302, { location: base + query }).end();
    return say(response, 404, 'not found');
  }
  const file = await fileFor(folders, path.slice(base.length));
  if (file === undefined) return say(response, 404, 'not found');
  const extension = extname(file.path);
  /** @type {Record<string, string>} */
  const headers = {
    'content-type': TYPES[extension] ?? 'application/octet-stream',
    etag: `"${file.size.toString(36)}-${file.modified.toString(36)}"`,
    // Files in assets/ and shards have a hash of their content in their name.
    'cache-control': path.startsWith(`${base}assets/`) || SHARD.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
    'x-content-type-options': 'nosniff',
  };
  if (request.headers['if-none-match'] === headers['etag']) {
    response.writeHead(304, headers).end();
    return;
  }
  const zips = COMPRESSIBLE.has(extension) && file.size <= MOST_COMPRESSED && /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
  if (!zips) {
    response.writeHead(200, { ...headers, 'content-length': String(file.size) });
    if (request.method === 'HEAD') response.end();
    else await pipeline(createReadStream(file.path), response);
    return;
  }
  const known = zipped.get(file.path);
  const fresh = known?.modified === file.modified ? known : { modified: file.modified, body: gzipSync(await readFile(file.path)) };
  zipped.set(file.path, fresh);
  headers['content-encoding'] = 'gzip';
  headers['vary'] = 'accept-encoding';
  headers['content-length'] = String(fresh.body.length);
  response.writeHead(200, headers).end(request.method === 'HEAD' ? undefined : fresh.body);
}

/**
 * @param {import('node:http').ServerResponse} response
 * @param {number} status
 * @param {string} text
 * @param {Record<string, string>} [headers]
 */
function say(response, status, text, headers = {}) {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff', ...headers }).end(`${text}\n`);
}

/**
 * The decoded path and the query of what a request asks for; undefined when that is no address on this server: "//", which names another host,
 * percent signs that encode nothing, or characters that no file has here.
 *
 * @param {string} target
 */
function pathOf(target) {
  const begin = /^https?:\/\/[^/?#]*(?=[/?#]|$)/i.exec(target)?.[0].length ?? 0;
  const [, raw = '', query = ''] = /^([^?#]*)(\?[^#]*)?/.exec(target.slice(begin)) ?? [];
  const encoded = begin > 0 && raw === '' ? '/' : raw;
  if (!encoded.startsWith('/') || encoded.startsWith('//')) return undefined;
  try {
    const path = decodeURIComponent(encoded);
    return /[\0\\]/.test(path) ? undefined : { path, query };
  } catch {
    return undefined;
  }
}

/**
 * The file that a path stands for in the first of the folders, or undefined when there is none or it lies in none of them, also by way of a link.
 *
 * @param {readonly string[]} folders
 * @param {string} path
 */
async function fileFor(folders, path) {
  try {
    if (path.split('/').includes('..')) return undefined;
    const [root = '', ...linked] = await Promise.all(folders.map((folder) => realpath(folder)));
    const wanted = await realpath(join(root, path));
    const isFolder = (await stat(wanted)).isDirectory();
    const found = isFolder ? await realpath(join(wanted, 'index.html')) : wanted;
    if (![root, ...linked].some((folder) => found.startsWith(folder.endsWith(sep) ? folder : folder + sep))) return undefined;
    const status = await stat(found);
    // A pipe or a device would never end.
    return status.isFile() ? { path: found, size: status.size, modified: Math.round(status.mtimeMs) } : undefined;
  } catch {
    // No such file, or a path that is not one at all.
    return undefined;
  }
}

/**
 * @param {import('node:http').Server} server
 * @param {number} port
 * @param {string} host
 * @param {number} [left] how many further ports to try one by one
 * @returns {Promise<number>}
 */
function listen(server, port, host, left = PORTS_TRIED) {
  return new Promise((resolve, reject) => {
    /** @param {Error} error */
    const fail = (error) => {
      const code = 'code' in error ? error.code : undefined;
      if ((code !== 'EADDRINUSE' && code !== 'EACCES') || port === 0) reject(error);
      else resolve(listen(server, left > 0 && port < 65_535 ? port + 1 : 0, host, left - 1));
    };
    server.once('error', fail);
    server.listen(port, host, () => {
      server.off('error', fail);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

/**
 * What a person should know who asked for one port and got another; undefined where it is the same.
 *
 * @param {number} wanted
 * @param {number} got
 */
export function portNotice(wanted, got) {
  if (wanted === 0 || wanted === got) return undefined;
  return [
    `Port ${wanted} is taken, perhaps by another npm start, so this page is on port ${got}.`,
    `To the browser that is another place: runs and experiments that it kept under ${wanted} are not seen here, and stay there.`,
  ].join('\n  ');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { port: { type: 'string' }, base: { type: 'string' }, root: { type: 'string' } } });
  const root = values.root ?? fileURLToPath(new URL('../dist', import.meta.url));
  const wanted = Number(values.port ?? 4173);
  const { url, port } = await serve({ root, port: wanted, base: values.base ?? '/' });
  const notice = portNotice(wanted, port);
  if (notice !== undefined) console.error(notice);
  console.log(url);
}
