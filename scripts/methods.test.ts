import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { methodExperiment, runMethod } from './methods-run';
import { tableOf, withTable } from './methods-table';

const dataFolder = new URL('../public/data/', import.meta.url);

describe.skipIf(!existsSync(new URL('mnist/index.json', dataFolder)))('on MNIST, digit and parity (skipped where the data are not prepared)', () => {
  it.each(['static', 'uw', 'pcgrad', 'cagrad'] as const)('%s learns both tasks in a few steps', async (method) => {
    const run = await runMethod(methodExperiment(method, 1), dataFolder, 250);
    expect(run.steps).toBe(250);
    expect(run.accuracy?.['digit']).toBeGreaterThan(0.88);
    expect(run.accuracy?.['parity']).toBeGreaterThan(0.88);
  });

  // Of one image some task is mostly answered rightly, with a loss of almost 0, which must not
  // drown the other's.
  it.each(['gls', 'famo'] as const)('%s learns from single images too', async (method) => {
    const experiment = methodExperiment(method, 1);
    const run = await runMethod({ ...experiment, training: { ...experiment.training, batch: 'single' } }, dataFolder, 900);
    expect(run.accuracy?.['digit']).toBeGreaterThan(0.65);
    expect(run.accuracy?.['parity']).toBeGreaterThan(0.65);
  });
});

describe('the table of methods', () => {
  const run = (method: string, seed: number, digit: number, parity: number) => ({ method, seed, steps: 10, accuracy: { digit, parity }, relativeTime: method === 'static' ? 1 : 2.5 });

  it('has means, 95 % intervals and times next to plain weighting, and names what stays below the limit', () => {
    const runs = [run('static', 1, 0.95, 0.96), run('static', 2, 0.97, 0.96), run('mgda', 1, 0.9, 0.99), { ...run('uw', 1, 0, 0), accuracy: null }];
    const { text, below } = tableOf(['static', 'uw', 'mgda', 'pcgrad'], runs, 0.94);
    const rows = text.split('\n');
    // t(1) = 12.706 times s / √2 = .01: 96 ± 12.71.
    expect(rows[2]).toBe('| `static` | 2 | 96.00 (83.29 to 108.71) | 96.00 (96.00 to 96.00) | 1.00 |');
    expect(rows[3]).toBe('| `uw` | 1 | not finite | not finite | 2.50 |');
    expect(rows).toHaveLength(5);
    expect(below).toEqual(['uw', 'mgda']);
  });

  it('takes its place in the page, and nothing else', () => {
    const page = 'a\n<!-- made by npm run methods -->\nold\n<!-- until here -->\nb\n';
    expect(withTable(page, 'new')).toBe('a\n<!-- made by npm run methods -->\nnew\n<!-- until here -->\nb\n');
    expect(() => withTable('a', 'new')).toThrow(/no place/);
  });
});
