import { spawnSync } from 'node:child_process';
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tinyExperiment, tinyFiles } from '../src/engine/testing/tiny-data';
import { analyseExperiment } from '../src/experiment/context';
import { writeDocument } from '../src/experiment/link/file-format';
import { encodeLink } from '../src/experiment/link/link-codec';
import type { Experiment } from '../src/experiment/schema';
import { templates } from '../src/experiment/templates/templates';
import { train } from './train-command';

const folder = mkdtempSync(join(tmpdir(), 'train-test-'));
const data = pathToFileURL(`${folder}/`);

function fileOf(name: string, text: string | Uint8Array): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

async function run(...args: readonly string[]) {
  const lines: string[] = [];
  const warnings: string[] = [];
  const code = await train(args, data, { print: (line) => lines.push(line), warn: (line) => warnings.push(line) });
  return { code, lines: lines.map((line): unknown => JSON.parse(line)), warnings };
}

const tinyFile = fileOf('tiny.json', writeDocument(tinyExperiment));

function changed(name: string, change: Partial<Experiment>): string {
  return fileOf(name, writeDocument({ ...tinyExperiment, ...change }));
}

beforeAll(() => {
  for (const [path, bytes] of tinyFiles([30, 30], [20])) fileOf(path, bytes);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('training from the command line', () => {
  it('prints one line a step and the test at the end', async () => {
    const { code, lines, warnings } = await run('--file', tinyFile, '--device', 'wasm', '--steps', '4');
    expect([code, warnings, lines.length]).toEqual([0, [], 5]);
    const tasks = tinyExperiment.tasks.map(({ id }) => id);
    const numbers = Object.fromEntries(tasks.map((task): [string, unknown] => [task, expect.any(Number)]));
    const weights = Object.fromEntries(tinyExperiment.tasks.map(({ id, weight }) => [id, weight]));
    lines.slice(0, 4).forEach((line, index) => {
      expect(line).toEqual({ step: index + 1, loss: numbers, total: expect.any(Number), weights });
    });
    const metrics = Object.fromEntries(tasks.map((task): [string, unknown] => [task, expect.any(Object)]));
    expect(lines[4]).toEqual({ final: true, test: metrics, train: metrics, msPerStep: expect.any(Number), device: 'wasm' });
  });

  it('takes the balancing method from the document, and measures the conflict when asked', async () => {
    const pcgrad = changed('pcgrad.json', { balancing: { method: 'pcgrad', values: {} } });
    const { code, lines } = await run('--file', pcgrad, '--device', 'wasm', '--steps', '2', '--conflict');
    expect(code).toBe(0);
    const [first] = lines;
    const pairs = Object.fromEntries(['digit/parity', 'digit/ink', 'parity/ink'].map((pair): [string, unknown] => [pair, expect.any(Number)]));
    expect(first).toMatchObject({ cosine: { dense: pairs }, cosineOfAll: pairs, directionLength: expect.any(Number) });
    // The only shared layer is all that is shared.
    expect(first).toHaveProperty('cosineOfAll.digit/parity', Object(first)['cosine']['dense']['digit/parity']);
    const plain = await run('--file', pcgrad, '--device', 'wasm', '--steps', '2');
    expect(plain.lines[0]).not.toHaveProperty('cosine');
    expect(plain.lines[0]).not.toHaveProperty('directionLength');
    expect(plain.lines.slice(0, 2)).toEqual(lines.slice(0, 2).map((line) => ({ ...Object(line), cosine: undefined, cosineOfAll: undefined, directionLength: undefined })));
  });

  it('has cosines in the place of weights for a method whose direction is no weighted sum', async () => {
    const drop = changed('graddrop.json', { balancing: { method: 'graddrop', values: {} } });
    const { lines } = await run('--file', drop, '--device', 'wasm', '--steps', '1');
    const each = (value: unknown) => Object.fromEntries(tinyExperiment.tasks.map(({ id }): [string, unknown] => [id, value]));
    expect(lines[0]).toMatchObject({ weights: each(null), directionCosine: each(expect.any(Number)), directionLength: expect.any(Number), total: expect.any(Number) });
  });

  it('says what the method has to say of a step', async () => {
    const layers = tinyExperiment.network.layers.map((layer) => (layer.id === 'dense' ? { ...layer, frozen: true as const } : layer));
    const frozen = changed('frozen.json', { balancing: { method: 'mgda', values: {} }, network: { ...tinyExperiment.network, layers } });
    const { lines } = await run('--file', frozen, '--device', 'wasm', '--steps', '1');
    expect(lines[0]).toMatchObject({ notes: ['nothing-shared'], weights: { digit: 1, parity: 1, ink: 1 } });
  });

  it('says that a batch norm was frozen before any step', async () => {
    const { network } = tinyExperiment;
    const norm = { id: 'norm', kind: 'batch-norm', values: {}, initialiser: 'auto', frozen: true, x: 0, y: 0 } as const;
    const wires = network.wires.flatMap(({ from, to }) => (from === 'dense' ? [{ from: 'norm', to }] : [{ from, to }]));
    const layers = [...network.layers, norm];
    const frozen = changed('frozen-norm.json', { network: { ...network, layers, wires: [...wires, { from: 'dense', to: 'norm' }] } });
    const { lines } = await run('--file', frozen, '--device', 'wasm', '--steps', '1');
    expect(lines[0]).toMatchObject({ notes: ['untrained-statistics'] });
  });

  it('gives the same for a file and for its link, and another curve for another seed', async () => {
    const common = ['--device', 'cpu', '--steps', '2'];
    const fromFile = await run('--file', tinyFile, ...common);
    const fromLink = await run('--link', `https://example.org/desk/${encodeLink(tinyExperiment)}`, ...common);
    const otherSeed = await run('--file', tinyFile, ...common, '--seed', '99', '--train', '40', '--test', '10');
    expect(fromLink.lines.slice(0, 2)).toEqual(fromFile.lines.slice(0, 2));
    expect(otherSeed.code).toBe(0);
    expect(otherSeed.lines[0]).not.toEqual(fromFile.lines[0]);
  });

  it('tells which loss is no longer finite, at which step, and ends with 1', async () => {
    const wild = changed('wild.json', { optimizer: { ...tinyExperiment.optimizer, kind: 'sgd', learningRate: 10 } });
    const { code, warnings } = await run('--file', wild, '--device', 'wasm', '--steps', '200');
    expect(code).toBe(1);
    expect(warnings).toEqual([expect.stringMatching(/^the loss or a metric of \w+ \([\w-]+\) is no longer finite at step \d+/)]);
  });

  it('ends with 1 where the last step spoils the weights, which only the test sees', async () => {
    const optimizer = { ...tinyExperiment.optimizer, kind: 'sgd' as const, learningRate: 10, values: {} };
    const tasks = tinyExperiment.tasks.map((task) => ({ ...task, weight: 1000 }));
    const file = changed('wild-last.json', { optimizer, tasks, weightsSumToOne: false });
    const lasts = await Promise.all([1, 2, 3, 4].map((steps) => run('--file', file, '--device', 'cpu', '--steps', String(steps))));
    // One of these, at the least, is as long as all its steps are sound and its weights are not.
    const inTest = lasts.filter(({ lines, warnings }) => lines.length > 0 && /after step \d+, on the/.test(warnings.join()));
    expect(inTest.length).toBeGreaterThan(0);
    for (const { code, lines, warnings } of inTest) {
      expect(code).toBe(1);
      expect(warnings).toEqual([expect.stringMatching(/^the loss or a metric of \w+ \([\w-]+\) is no longer finite after step \d+, on the test images/)]);
      for (const line of lines) expect(line).not.toHaveProperty('final');
    }
  });

  it('measures the images that are set aside for validation', async () => {
    const split = changed('split.json', { data: { ...tinyExperiment.data, validation: 0.25 } });
    const { code, lines } = await run('--file', split, '--device', 'wasm', '--steps', '1');
    const metrics = Object.fromEntries(tinyExperiment.tasks.map(({ id }): [string, unknown] => [id, expect.any(Object)]));
    expect([code, lines.at(-1)]).toEqual([0, expect.objectContaining({ final: true, validation: metrics, test: metrics, train: metrics })]);
    expect(lines.at(-1)).toMatchObject({ validation: { digit: { accuracy: expect.any(Number) } } });
  });

  describe('with a document to be repaired', () => {
    const odd = fileOf('odd.json', writeDocument(tinyExperiment).replace(/"seed": \d+/, '"seed": -5'));
    const told = 'seed: -5 is out of range and became 0';

    it('says what it repaired, in words', async () => {
      const { code, warnings } = await run('--file', odd, '--device', 'wasm', '--steps', '1');
      expect([code, warnings]).toEqual([0, [`repaired: ${told}`]]);
    });

    it('says so where the network cannot train, too', async () => {
      const both = fileOf('both.json', writeDocument({ ...tinyExperiment, network: { ...tinyExperiment.network, wires: [] } }).replace(/"seed": \d+/, '"seed": -5'));
      const { code, warnings } = await run('--file', both, '--device', 'wasm', '--steps', '1');
      expect([code, warnings]).toEqual([2, [`repaired: ${told}`, expect.stringMatching(/^the network cannot train/)]]);
    });

    it('refuses it when it is strict', async () => {
      const { code, lines, warnings } = await run('--file', odd, '--device', 'wasm', '--steps', '1', '--strict');
      expect([code, lines, warnings]).toEqual([2, [], [`not repaired: ${told}`, expect.stringMatching(/^--strict/)]]);
      expect(await run('--file', tinyFile, '--device', 'wasm', '--steps', '1', '--strict')).toMatchObject({ code: 0, warnings: [] });
    });

    it('trains twelve tasks, and says which one of thirteen went', async () => {
      const kinds = ['digit', 'parity', 'ink'] as const;
      const tasks = Array.from({ length: 13 }, (_, place) => ({ id: `task-${place}`, kind: kinds[place % 3] ?? 'digit', colour: place % 12, weight: 1 / 13 }));
      const many = changed('many.json', { tasks, weightsSumToOne: false, network: templates['mlp'].build(tinyExperiment.data, tasks), balancing: { method: 'pcgrad', values: {} } });
      const { code, lines, warnings } = await run('--file', many, '--device', 'wasm', '--steps', '2');
      expect([code, warnings]).toEqual([0, ['repaired: tasks.task-12: left out with its head, 12 tasks are the most']]);
      expect(lines[1]).toMatchObject({ loss: Object.fromEntries(tasks.slice(0, 12).map(({ id }): [string, unknown] => [id, expect.any(Number)])) });
    });
  });

  describe('of a large network', () => {
    /** As many dense layers one behind another, between the pixels and the heads. */
    function wide(count: number, units: number): Experiment['network'] {
      const { layers } = tinyExperiment.network;
      const place = { initialiser: 'auto', x: 0, y: 0 } as const;
      const chain = Array.from({ length: count }, (_, index) => ({ id: `wide-${index}`, kind: 'dense' as const, values: { units, activation: 'relu' }, ...place }));
      const heads = layers.filter(({ kind }) => kind === 'head');
      const ids = ['input', ...chain.map(({ id }) => id)];
      const wires = ids.slice(1).map((to, index) => ({ from: ids[index] ?? '', to }));
      const last = ids.at(-1) ?? '';
      return { layers: [...layers.filter(({ id }) => id === 'input'), ...chain, ...heads], wires: [...wires, ...heads.map(({ id }) => ({ from: last, to: id }))], ties: [] };
    }

    it('trains one of more than 20 million parameters that fits into memory', async () => {
      const network = wide(6, 2048);
      const optimizer = { ...tinyExperiment.optimizer, kind: 'sgd' as const, values: {} };
      const training = { ...tinyExperiment.training, batch: 'single' as const };
      expect(analyseExperiment({ ...tinyExperiment, network }).parameterTotal).toBeGreaterThan(20_000_000);
      const fits = changed('fits.json', { network, optimizer, training, data: { ...tinyExperiment.data, test: 1 } });
      const { code, lines, warnings } = await run('--file', fits, '--device', 'wasm', '--steps', '1');
      expect([code, warnings, lines.length]).toEqual([0, [], 2]);
    }, 120_000);

    it('refuses one that does not, by how much it needs, how much is allowed, and what of it is large', async () => {
      const { code, lines, warnings } = await run('--file', changed('large.json', { network: wide(20, 4096) }), '--device', 'wasm', '--steps', '1');
      expect([code, lines]).toEqual([2, []]);
      expect(warnings).toEqual([expect.stringMatching(/takes about [\d,.]+ GB of memory, and 3\.8 GB are allowed\. Weights: .* gradients: [\d,.]+ GB.*wide-\d/)]);
    });
  });

  const common = ['--device', 'wasm', '--steps', '1'];
  const cifar10 = { ...tinyExperiment.data, dataset: 'cifar10' as const };
  const drawn = { id: 'reconstruction', kind: 'reconstruction' as const, colour: 0, weight: 1 };
  const wireless = changed('wireless.json', { network: { ...tinyExperiment.network, wires: [] } });
  it.each([
    ['an unknown flag', ['--bogus', ...common]],
    ['a stray word', ['stray', ...common]],
    ['no steps', ['--device', 'wasm']],
    ['no device', ['--steps', '1']],
    ['a device that Node has not', ['--device', 'webgpu', '--steps', '1']],
    ['steps that are no number', ['--device', 'wasm', '--steps', 'many']],
    ['no steps at all', ['--device', 'wasm', '--steps', '0']],
    ['a broken number', ['--train', '1.5', ...common]],
    ['a seed out of range', ['--seed', '2147483648', ...common]],
    ['a link and a file', ['--link', '#1.x', '--file', tinyFile, ...common]],
    ['a file that is not there', ['--file', join(folder, 'nowhere.json'), ...common]],
    ['a folder for a file', ['--file', folder, ...common]],
    ['a file that is no document', ['--file', fileOf('no.json', '{"a":\n1}'), ...common]],
    ['a link that is none', ['--link', 'https://example.org/', ...common]],
    ['a damaged link', ['--link', encodeLink(tinyExperiment).slice(0, -9), ...common]],
    ['a link of a later version', ['--link', '#9.abc', ...common]],
    ['more images than there are', ['--file', tinyFile, '--train', '61', ...common]],
    ['data that are not prepared', ['--file', changed('cifar.json', {
      data: cifar10,
      tasks: [drawn],
      network: templates['mlp'].build(cifar10, [drawn]),
    }), ...common]],
    ['a network that cannot train', ['--file', wireless, ...common]],
  ])('ends with 2 and one line for %s', async (_name, args) => {
    const { code, lines, warnings } = await run(...args);
    expect([code, lines]).toEqual([2, []]);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).not.toContain('\n');
    expect(warnings[0]?.length).toBeGreaterThan(10);
  });

  it('names the numbers of images that the data set has', async () => {
    const { warnings } = await run('--file', tinyFile, '--test', '10001', ...common);
    expect(warnings).toEqual(['--test must be a whole number from 1 to 10000, not "10001"']);
  });

  it('names the first fault of a network in words', async () => {
    const { warnings } = await run('--file', wireless, ...common);
    expect(warnings).toEqual([expect.stringMatching(/^the network cannot train: layer [\w-]+: no-input; \d more$/)]);
  });

  it('tells what it can do, without training', async () => {
    const lines: string[] = [];
    const code = await train(['--help'], data, { print: (line) => lines.push(line), warn: (line) => lines.push(line) });
    expect([code, lines.length]).toEqual([0, 1]);
    expect(lines[0]).toContain('--steps N');
  });

  it('is what npm run train starts', () => {
    const script = fileURLToPath(new URL('./train.ts', import.meta.url));
    const args = ['--import', 'tsx', script, '--steps', 'x', '--device', 'cpu'];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^--steps must be a whole number[^\n]*\n$/);
  });
});
