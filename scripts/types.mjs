import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { commandOptions } from './command-options.mjs';
import { ROOT } from './setup.mjs';

commandOptions({}, 'npm run types   compiles every wall of the project, without output; takes no options');

const TSC = join('node_modules', 'typescript', 'bin', 'tsc');

// One compiler run per wall: the domain without any DOM, the engine as a worker, the page with the
// DOM, then the tests.
const PROJECTS = [
  'src/domain',
  'src/engine',
  'tsconfig.json',
  'src/tsconfig.tests.json',
  'src/engine/tsconfig.tests.json',
  'scripts',
  'bench',
  'bench/workers',
  'bench/reference',
  'e2e',
];

/** @type {string[]} */
const broken = [];
const waiting = [...PROJECTS];
await Promise.all([compileAll(), compileAll()]);
if (broken.length > 0) {
  console.error(`Types do not fit in: ${broken.join(', ')}`);
  process.exit(1);
}

/** Takes one wall after another. A compiler keeps one processor busy, so two of these go at once. */
async function compileAll() {
  for (let project = waiting.shift(); project !== undefined; project = waiting.shift()) {
    if (!(await compiles(project))) broken.push(project);
  }
}

/** @param {string} project @returns {Promise<boolean>} */
function compiles(project) {
  const compiler = spawn(process.execPath, [TSC, '-p', project], { cwd: ROOT, stdio: 'inherit' });
  return new Promise((resolve) => {
    compiler.on('error', () => resolve(false));
    compiler.on('exit', (code) => resolve(code === 0));
  });
}
