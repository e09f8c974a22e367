import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { commandOptions } from './command-options.mjs';
import { build, checkNode, ensureData, ensurePackages, ROOT, runTool } from './setup.mjs';

/** @typedef {{ passed: number, failed: number }} Count */

/**
 * The figures that are read from the reports of vitest (first two) and playwright.
 * @typedef {{
 *   numPassedTests?: number,
 *   numFailedTests?: number,
 *   stats?: { expected?: number, unexpected?: number, flaky?: number },
 * }} Report
 */

checkNode();
const RESULTS = join(ROOT, 'test-results');
const UNIT_REPORT = join(RESULTS, 'unit.json');
const E2E_REPORT = join(RESULTS, 'e2e.json');

/** @type {readonly { name: string, advice: string, work: () => Promise<Count> | Count }[]} */
const STEPS = [
  { name: 'data', advice: 'npm run data says why; the npm registry must be within reach', work: () => one(ensureData()) },
  { name: 'types', advice: 'npm run types', work: () => one(run('scripts/types.mjs')) },
  { name: 'lint', advice: 'npm run lint', work: () => one(lint()) },
  { name: 'layers', advice: 'npm run layers; its table is scripts/layer-table.ts', work: () => one(tsx('layer-rules.ts')) },
  { name: 'unit', advice: 'npm run unit -- <part of a file name>', work: unit },
  { name: 'build', advice: 'npm run build', work: () => one(build()) },
  { name: 'size', advice: 'npm run size shows what is how large', work: () => one(tsx('size-budget.ts')) },
  { name: 'e2e', advice: 'npm run e2e -- <part of a file name> (--trace on: with a picture of every step); traces are in test-results/e2e', work: e2e },
];

/** @param {boolean} passed @returns {Count} */
function one(passed) {
  return passed ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** @param {string} script */
function run(script) {
  return runTool(join('..', script), []);
}

/** @param {string} script */
function tsx(script) {
  return runTool('tsx/dist/cli.mjs', [join('scripts', script)]);
}

function lint() {
  const folders = ['src', 'scripts', 'bench', 'e2e', 'vite.config.ts'];
  return runTool('oxlint/bin/oxlint', ['--type-aware', '--deny-warnings', ...folders]);
}

function unit() {
  rmSync(UNIT_REPORT, { force: true });
  const passed = runTool('vitest/vitest.mjs', ['run', '--reporter=dot', '--reporter=json', `--outputFile.json=${UNIT_REPORT}`]);
  return counted(passed, UNIT_REPORT, ({ numPassedTests = 0, numFailedTests = 0 }) => ({
    passed: numPassedTests,
    failed: numFailedTests,
  }));
}

async function e2e() {
  const { ensureBrowser } = await import('./browser.mjs');
  if (ensureBrowser() === undefined) return one(false);
  rmSync(E2E_REPORT, { force: true });
  const passed = runTool('playwright/cli.js', ['test', '-c', 'e2e/playwright.config.ts']);
  return counted(passed, E2E_REPORT, ({ stats: { expected = 0, unexpected = 0, flaky = 0 } = {} }) => ({
    passed: expected,
    failed: unexpected + flaky,
  }));
}

/**
 * What a runner's report counts. A runner that failed without a failed test (it crashed, or a file
 * did not load) and one that found no test at all count as one failure.
 *
 * @param {boolean} passed
 * @param {string} report
 * @param {(report: Report) => Count} read
 * @returns {Count}
 */
function counted(passed, report, read) {
  if (!existsSync(report)) return one(false);
  const count = read(JSON.parse(readFileSync(report, 'utf8')));
  const silent = count.failed === 0 && (!passed || count.passed === 0);
  return silent ? { passed: count.passed, failed: 1 } : count;
}

const names = STEPS.map(({ name }) => name).join(', ');
const only = commandOptions(
  { only: { type: 'string', multiple: true } },
  `npm test                  everything that must hold; the last line counts what passed and what failed
npm test -- --only NAME   one step of it, or with several --only several: ${names}`,
).only;
const unknown = only?.find((name) => STEPS.every((step) => step.name !== name));
if (unknown !== undefined) {
  console.error(`--only takes ${names}, not "${unknown}"`);
  process.exit(2);
}
if (!(await ensurePackages())) {
  console.log('0 passed, 1 failed');
  process.exit(1);
}
mkdirSync(RESULTS, { recursive: true });

const total = { passed: 0, failed: 0 };
/** @type {string[]} */
const lines = [];
/** @type {Set<string>} */
const broken = new Set();
for (const step of STEPS.filter(({ name }) => only?.includes(name) ?? true)) {
  const begin = performance.now();
  console.log(`\n── ${step.name}`);
  // Without a build of these sources the two steps after it would judge an old one.
  const skipped = broken.has('build') && (step.name === 'size' || step.name === 'e2e');
  const count = skipped ? one(false) : await step.work();
  total.passed += count.passed;
  total.failed += count.failed;
  const seconds = ((performance.now() - begin) / 1000).toFixed(1).padStart(6);
  lines.push(`${step.name.padEnd(7)}${seconds} s  ${count.passed} passed, ${count.failed} failed`);
  if (count.failed === 0) continue;
  broken.add(step.name);
  lines.push(`        ${skipped ? 'not run, as there is no build' : `again: ${step.advice}`}`);
}
console.log(`\n${lines.join('\n')}\n`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
