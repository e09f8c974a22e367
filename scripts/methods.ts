import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { commandOptions } from './command-options.mjs';
import { methodExperiment, methodIds, runMethod, timeMethod, type MethodRun } from './methods-run';
import { tableOf, withTable } from './methods-table';

/*
 * Trains every balancing method with three seeds and writes the table in docs/methods.md. What was
 * trained is kept in docs/methods-runs.json after each run, so that the command goes on where it
 * was broken off; delete an entry, or the file, to train anew. With --table it only writes the
 * table of what there is. It fails when a method stays below the limit.
 */
const seeds = [1, 2, 3];
/** Mean accuracy that every method must reach on both tasks. */
const limit = 0.94;

const kept = new URL('../docs/methods-runs.json', import.meta.url);
const page = new URL('../docs/methods.md', import.meta.url);
const dataFolder = new URL('../public/data/', import.meta.url);

const { table: onlyTable = false } = commandOptions(
  { table: { type: 'boolean' } },
  `npm run methods              trains every balancing method with three seeds, some ten minutes, and writes the table in docs/methods.md;
                             goes on where it was broken off and trains only what docs/methods-runs.json lacks
npm run methods -- --table   writes the table of what there is, and trains nothing`,
);

/** Written beside and renamed: a command that is broken off leaves a whole file. */
function write(file: URL, text: string): void {
  const beside = new URL(`${file.href}.part`);
  writeFileSync(beside, text);
  renameSync(beside, file);
}

const runs: MethodRun[] = existsSync(kept) ? JSON.parse(readFileSync(kept, 'utf8')) : [];
const wanted = methodIds.flatMap((method) => seeds.map((seed) => ({ method, seed })));
const missing = wanted.filter(({ method, seed }) => !runs.some((run) => run.method === method && run.seed === seed));
for (const [index, { method, seed }] of onlyTable ? [] : missing.entries()) {
  const experiment = methodExperiment(method, seed);
  const run: MethodRun = { ...(await runMethod(experiment, dataFolder)), relativeTime: await timeMethod(experiment, dataFolder) };
  runs.push(run);
  write(kept, `[\n${runs.map((one) => `  ${JSON.stringify(one)}`).join(',\n')}\n]\n`);
  const result = run.accuracy === null ? 'a loss stopped being finite' : Object.entries(run.accuracy).map(([task, value]) => `${task} ${(100 * value).toFixed(2)} %`).join(', ');
  console.log(`${index + 1} of ${missing.length}: ${method}, seed ${seed}: ${result}, ${run.relativeTime.toFixed(2)} of static weighting's time`);
}
const { text, below } = tableOf(methodIds, runs, limit);
write(page, withTable(readFileSync(page, 'utf8'), text));
console.log(text);
if (below.length > 0) {
  console.log(`below ${100 * limit} % or not finite: ${below.join(', ')}`);
  process.exitCode = 1;
}
