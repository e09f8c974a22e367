import { spawn, spawnSync } from 'node:child_process';
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

/**
 * Installs the packages that package-lock.json names, unless exactly those are there. False when
 * that fails.
 */
export async function ensurePackages() {
  if (packagesAreThere()) return true;
  const paths = Object.entries(packagesOf(join(ROOT, 'package-lock.json')))
    .filter(([path, { optional }]) => path !== '' && optional !== true)
    .map(([path]) => path);
  console.log(`Installing ${paths.length} packages (npm ci)`);
  const report = installReport(paths.length, process.stdout);
  const timer = setInterval(() => report.tell(paths.filter((path) => existsSync(join(ROOT, path, 'package.json'))).length), 500);
  // Its own bar would be written over.
  const installed = await npm(['ci', '--no-audit', '--no-fund', '--no-progress']);
  clearInterval(timer);
  report.end();
  if (installed) return true;
  console.error('npm ci failed. Is the npm registry within reach? (npm ping)');
  return false;
}

/**
 * Tells how many packages are there: on a terminal in one line that changes, elsewhere a line for
 * every quarter.
 *
 * @param {number} total
 * @param {{ isTTY?: boolean, write: (text: string) => unknown }} out
 */
export function installReport(total, out) {
  let told = 0;
  let quarter = 0;
  return {
    /** @param {number} there */
    tell(there) {
      if (there <= told) return;
      told = there;
      if (out.isTTY === true) return void out.write(`\r  ${there} of ${total}`);
      const now = Math.floor((4 * there) / total);
      if (now === quarter) return;
      quarter = now;
      out.write(`  ${there} of ${total}\n`);
    },
    end() {
      if (out.isTTY === true && told > 0) out.write('\n');
    },
  };
}

/**
 * Runs npm beside this process, which goes on.
 *
 * @param {readonly string[]} parameters
 * @returns {Promise<boolean>} true when it ended with exit code 0
 */
function npm(parameters) {
  return new Promise((resolve) => {
    const running = spawn('npm', parameters, { cwd: ROOT, stdio: 'inherit', shell: process.platform === 'win32' });
    running.on('error', (error) => {
      console.error(String(error));
      resolve(false);
    });
    running.on('exit', (code) => resolve(code === 0));
  });
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

/**
 * Prepares the data sets that are missing. False when one could not be; the others are then there
 * all the same.
 */
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
 * The latest change below a path, in milliseconds. Folders count too: that is how a removed file is
 * noticed.
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
