import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { derivedRows, runDerived } from './derived-run';
import { cosine, derivedTable, tested } from './derived-table';
import { withTable } from './methods-table';

const dataFolder = new URL('../public/data/', import.meta.url);

describe.skipIf(!existsSync(new URL('mnist/index.json', dataFolder)))('on derived sets (skipped where the data are not prepared)', () => {
  it.each(derivedRows.filter(({ row }) => row.startsWith('multi') || row.endsWith('0.9') || row.endsWith('noisy')))('$row learns, and measures the cosine of its two tasks', async ({ row, experiment }) => {
    const small = { ...experiment, data: { ...experiment.data, train: 640, test: 100 }, training: { ...experiment.training, batchSize: 32, epochs: 1 } };
    const run = await runDerived(row, small, dataFolder, 12);
    expect(run.steps).toBe(12);
    expect(Math.abs(run.cosine ?? Number.NaN)).toBeLessThanOrEqual(1);
    // A weight of uncertainty begins at 1/2, and wrong labels make it fall at once.
    const noisy = experiment.tasks.find(({ labels }) => labels?.noise === 0.4);
    expect(run.weights === undefined).toBe(noisy === undefined);
    if (noisy !== undefined) expect(Object.keys(run.weights ?? {})).toEqual(experiment.tasks.map(({ id }) => id));
    for (const [task, metrics] of Object.entries(run.test)) expect(metrics[task === 'right-image' ? 'psnr' : 'accuracy']).toBeGreaterThan(0);
  });
});

it('the table of derived sets has means, the smallest and the largest, and only rows that were trained', () => {
  const run = (row: string, seed: number, accuracy: number, own: number | null) => ({ row, seed, steps: 9, seconds: 3, test: { digit: { accuracy } }, cosine: own });
  const runs = [run('a', 1, 0.9, 0.25), run('a', 2, 0.8, 0.75), run('b', 1, 0.5, null)];
  const table = derivedTable('what', [['a', 'A'], ['b', 'B'], ['c', 'C']], [tested('digit, %', 'digit', 'accuracy'), cosine], runs);
  expect(table.split('\n')).toEqual([
    '| what | seeds | digit, % | cosine |',
    '|---|---|---|---|',
    '| A | 2 | 85.0 (80.0 to 90.0) | 0.500 (0.250 to 0.750) |',
    '| B | 1 | 50.0 (50.0 to 50.0) | – |',
  ]);
  expect(withTable('<!-- made by npm run derived -->\n<!-- until here -->', table, 'npm run derived')).toContain(table);
});
