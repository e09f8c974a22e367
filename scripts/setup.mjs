import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));
const OLDEST_NODE = [20, 19];

/** Ends the process with a message when Node is too old to go on. */
export function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST_NODE;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  console.error(`Node ${OLDEST_NODE.join('.')} or newer is needed; this is Node ${process.versions.node}.`);
  console.error('Get one from https://nodejs.org');
  process.exit(1);
}

/**
 * Runs a program in the project's folder, its output going to this one's.
 *
 * @param {string} command
 * @param {readonly string[]} parameters
 * @param {Record<string, string>} [environment] added to this process's own
 * @returns {boolean} true when it ended with exit code 0
 */
export function run(command, parameters, environment = {}) {
  const done = spawnSync(command, parameters, {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, ...environment },
    // npm and npx are .cmd files on Windows, which only a shell can start.
    shell: process.platform === 'win32' && !command.includes('node'),
  });
  return done.status === 0;
}

/**
 * Runs a tool of node_modules by its JavaScript entry, which works on every system alike.
 *
 * @param {string} entry below node_modules
 * @param {readonly string[]} parameters
 * @param {Record<string, string>} [environment]
 */
export function runTool(entry, parameters, environment = {}) {
  return run(process.execPath, [join('node_modules', entry), ...parameters], environment);
}

/** Installs the packages that package-lock.json names, unless exactly those are there. False when that fails. */
export function ensurePackages() {
  if (packagesAreThere()) return true;
  console.log('Installing packages (npm ci), about half a minute');
  if (run('npm', ['ci', '--no-audit', '--no-fund'])) return true;
  console.error('npm ci failed. Is the npm registry within reach? (npm ping)');
  return false;
}

// By content and not by date: a fresh checkout gives the lock file today's date.
function packagesAreThere() {
  const installed = join(ROOT, 'node_modules', '.package-lock.json');
  if (!existsSync(installed)) return false;
  const wantedPackages = packagesOf(join(ROOT, 'package-lock.json'));
  const installedPackages = packagesOf(installed);
  return Object.entries(wantedPackages).every(
    ([path, wanted]) => path === '' || wanted.optional === true || installedPackages[path]?.version === wanted.version,
  );
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, optional?: boolean }>}
 */
function packagesOf(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
}

/** Prepares the data sets that are missing. False when one could not be; the others are then there all the same. */
export function ensureData() {
  return runTool('tsx/dist/cli.mjs', ['scripts/prepare-data.ts', '--if-missing']);
}

export function hasData() {
  return existsSync(join(ROOT, 'public', 'data', 'mnist', 'index.json'));
}

/** Builds dist when something that goes into it is newer than it. False when the build fails. */
export function ensureBuild() {
  const built = join(ROOT, 'dist', '.vite', 'manifest.json');
  const sources = ['src', 'public', 'index.html', 'vite.config.ts', 'package-lock.json', 'tsconfig.json'];
  const changed = Math.max(...sources.map((source) => newest(join(ROOT, source))));
  if (existsSync(built) && changed <= statSync(built).mtimeMs) return true;
  console.log('Building the page, a few seconds');
  return build();
}

export function build() {
  return runTool('vite/bin/vite.js', ['build', '--logLevel', 'warn']);
}

/**
 * The latest change below a path, in milliseconds. Folders count too: that is how a removed file is noticed.
 *
 * @param {string} path
 * @returns {number}
 */
function newest(path) {
  if (!existsSync(path)) return 0;
  const status = statSync(path);
  if (!status.isDirectory()) return status.mtimeMs;
  return Math.max(status.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}
