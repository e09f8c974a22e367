import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { commandOptions } from './command-options.mjs';
import { derivedRows, runDerived, type DerivedRun } from './derived-run';
import { cosine, derivedTable, seconds, tested, weightOf } from './derived-table';
import { withTable } from './methods-table';

/*
 * Trains on derived sets and on wrong labels, and writes the tables of docs/derived-data.md. What
 * was trained is kept in docs/derived-runs.json after each run, so that the command goes on where it
 * was broken off.
 */
const seeds = [1, 2, 3];
const kept = new URL('../docs/derived-runs.json', import.meta.url);
const page = new URL('../docs/derived-data.md', import.meta.url);
const dataFolder = new URL('../public/data/', import.meta.url);

const { table: onlyTable = false } = commandOptions(
  { table: { type: 'boolean' } },
  `npm run derived              trains on MultiMNIST, on coloured digits and on wrong labels with three seeds, some twenty minutes, and writes the tables in
                             docs/derived-data.md; goes on where it was broken off and trains only what docs/derived-runs.json lacks
npm run derived -- --table   writes the tables of what there is, and trains nothing`,
);

/** Written beside and renamed: a command that is broken off leaves a whole file. */
function write(file: URL, text: string): void {
  const beside = new URL(`${file.href}.part`);
  writeFileSync(beside, text);
  renameSync(beside, file);
}

const runs: DerivedRun[] = existsSync(kept) ? JSON.parse(readFileSync(kept, 'utf8')) : [];
const wanted = derivedRows.flatMap(({ row, experiment }) => seeds.map((seed) => ({ row, seed, experiment: { ...experiment, seed } })));
const missing = wanted.filter(({ row, seed }) => !runs.some((run) => run.row === row && run.seed === seed));
for (const [index, { row, seed, experiment }] of onlyTable ? [] : missing.entries()) {
  const run = await runDerived(row, experiment, dataFolder);
  runs.push(run);
  write(kept, `[\n${runs.map((one) => `  ${JSON.stringify(one)}`).join(',\n')}\n]\n`);
  console.log(`${index + 1} of ${missing.length}: ${row}, seed ${seed}: ${JSON.stringify({ test: run.test, cosine: run.cosine, seconds: run.seconds })}`);
}
const tables = [
  derivedTable('left, right', [['multi-mnist', 'classify, classify']], [tested('left, %', 'left-digit', 'accuracy'), tested('right, %', 'right-digit', 'accuracy'), cosine, seconds], runs),
  derivedTable('left, right', [['multi-mnist-drawn', 'classify, draw']], [tested('left, %', 'left-digit', 'accuracy'), tested('right, dB', 'right-image', 'psnr'), cosine, seconds], runs),
  derivedTable(
    'colour tells the digit in training',
    derivedRows.flatMap(({ row, experiment }) => {
      const { together } = experiment.data.parameters ?? {};
      return together === undefined ? [] : [[row, String(together)] as const];
    }),
    [tested('digit, %', 'digit', 'accuracy'), tested('colour, %', 'colour', 'accuracy')],
    runs,
  ),
  derivedTable(
    'wrong labels in training',
    [
      ['uncertainty', 'none'],
      ['uncertainty, digit noisy', '40 % of digit'],
      ['uncertainty, parity noisy', '40 % of parity'],
    ],
    [weightOf('digit'), weightOf('parity'), tested('digit, %', 'digit', 'accuracy'), tested('parity, %', 'parity', 'accuracy')],
    runs,
  ),
];
write(page, withTable(readFileSync(page, 'utf8'), tables.join('\n\n'), 'npm run derived'));
console.log(tables.join('\n\n'));
