import { idxOf } from '../src/data/testing/made-files';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { decodeShard } from '../src/data/shard-codec';
import { writeDocument } from '../src/experiment/link/file-format';
import { defaultExperiment } from '../src/experiment/default-experiment';
import { onOwnData } from '../src/experiment/on-own-data';
import { dataset } from './dataset-command';
import { importData } from './import-files';
import { train } from './train-command';

const folder = mkdtempSync(join(tmpdir(), 'dataset-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, bytes: Uint8Array | string): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
  return path;
}

async function run(command: typeof dataset, ...args: readonly string[]) {
  const lines: string[] = [];
  const warnings: string[] = [];
  const code = await command(args, { print: (line) => lines.push(line), warn: (line) => warnings.push(line) });
  return { code, text: lines.join('\n'), lines, warnings };
}

const training: typeof dataset = (args, output) => train(args, pathToFileURL(`${folder}/`), output);

/** A folder of two kinds of noise that can be told apart. */
function noise(name: string, seed: number): string {
  write(`${name}/train-images-idx3-ubyte`, idxOf([60, 8, 8], (place) => (Math.floor(place / 64) % 2) * 120 + ((place * 7919 + seed) % 100)));
  write(`${name}/train-labels-idx1-ubyte`, idxOf([60], (place) => place % 2));
  return join(folder, name);
}

describe('data from the command line', () => {
  it('are told as JSON: fields, counts, classes, fingerprint', async () => {
    const { code, text } = await run(dataset, 'inspect', noise('noise', 1), '--test-share', '0.5');
    expect(code).toBe(0);
    expect(JSON.parse(text)).toMatchObject({
      format: 'idx',
      examples: 60,
      columns: [{ id: 'label', classes: [{ name: '0', count: 30 }, { name: '1', count: 30 }] }],
      facts: { train: 30, test: 30, fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/), fields: { image: { shape: [8, 8, 1] } } },
    });
  });

  it('are trained on, and other ones only when that is asked for', async () => {
    const path = noise('noise', 1);
    const { facts } = await importData(path);
    const file = write('e.json', writeDocument(onOwnData(defaultExperiment, facts, { label: 'Kind of noise' })));
    const right = await run(training, '--file', file, '--data', path, '--device', 'wasm', '--steps', '30');
    expect(right.warnings).toEqual([]);
    expect(JSON.parse(right.lines.at(-1) ?? '')).toMatchObject({ final: true, test: { classify: { accuracy: 1 } } });
    const other = noise('other', 2);
    const refused = await run(training, '--file', file, '--data', other, '--device', 'wasm', '--steps', '1');
    expect([refused.code, refused.warnings[0]]).toEqual([2, expect.stringContaining('but other data')]);
    expect((await run(training, '--file', file, '--data', other, '--other-data', '--device', 'wasm', '--steps', '1')).code).toBe(0);
    // Without the data it is told which ones are missing.
    const without = await run(training, '--file', file, '--device', 'wasm', '--steps', '1');
    expect([without.code, without.warnings[0]]).toEqual([2, expect.stringContaining('data-not-here')]);
  });

  it('numbers of a table train a dense network, with a class and a value to answer', async () => {
    const rows = Array.from({ length: 60 }, (_, row) => `${row % 7},${row % 2 === 0 ? 1 : ''},${row % 2 === 0 ? 'even' : 'odd'}`);
    const path = write('table.csv', `a,b,species\n${rows.join('\n')}\n`);
    const { lines, warnings } = await run(training, '--data', path, '--device', 'wasm', '--steps', '40');
    expect(warnings).toEqual([]);
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ test: { classify: { accuracy: expect.any(Number) } } });
  });

  it('what is wrong is told with file, place and reason', async () => {
    const path = write('bad.csv', 'a,b\n1,2\n3,inf\n');
    const { code, warnings } = await run(dataset, 'inspect', path);
    expect([code, warnings]).toEqual([2, ['bad.csv (line 3): There is inf, which is no number to learn from. Leave the cell empty or put a number there.']]);
    expect((await run(dataset, 'inspect', join(folder, 'nowhere'))).code).toBe(2);
  });
});

/** All numbers of a field of a set, train before test. */
async function numbersOf(path: string, field: string, kinds: Readonly<Record<string, 'class'>> = {}) {
  const { facts, fetchBytes } = await importData(path, undefined, Object.keys(kinds).length === 0 ? {} : { kinds });
  const bytesOf = async (file: string) => {
    const bytes = await fetchBytes(`own/${facts.fingerprint}/${file}`);
    return bytes.ok ? bytes.value : undefined;
  };
  const parts: number[][] = [];
  for (const split of ['train', 'test']) {
    for (let number = 0; ; number += 1) {
      const bytes = await bytesOf(`${split}-${String(number).padStart(3, '0')}.bin`);
      if (bytes === undefined) break;
      parts.push([...(decodeShard(bytes).fields[field]?.values ?? [])]);
    }
  }
  return { facts, numbers: parts.flat() };
}

const fashion = '/usr/share/datasets/fashion-mnist';
const missing = (what: string) => console.warn(`skipped: ${what} is not installed`);
if (!existsSync(fashion)) missing("Debian's dataset-fashion-mnist");

describe.skipIf(!existsSync(fashion))('Fashion-MNIST', () => {
  it('comes out byte for byte, in its official split', async () => {
    const { facts, numbers } = await numbersOf(fashion, 'label');
    expect(facts).toMatchObject({ train: 60_000, test: 10_000, fields: { image: { shape: [28, 28, 1] } } });
    const counts = numbers.reduce((sums, label) => sums.with(label, (sums[label] ?? 0) + 1), Array.from({ length: 10 }, () => 0));
    expect(counts).toEqual(Array.from({ length: 10 }, () => 7000));
    const hash = createHash('sha256');
    for (const name of ['train', 't10k']) hash.update(spawnSync('gzip', ['-dc', `${fashion}/${name}-labels-idx1-ubyte.gz`]).stdout.subarray(8));
    expect(createHash('sha256').update(Uint8Array.from(numbers)).digest('hex')).toBe(hash.digest('hex'));
  });
});

const python = '/usr/bin/python3';
const hasPython = spawnSync(python, ['-c', 'import numpy, PIL']).status === 0;
if (!hasPython) missing('system Python with numpy and PIL');

/** What Python writes into a folder. */
function written(name: string, program: string): string {
  const path = join(folder, name);
  mkdirSync(path, { recursive: true });
  const { status, stderr } = spawnSync(python, ['-c', `import numpy as np, json, os\nfrom PIL import Image\nos.chdir(${JSON.stringify(path)})\n${program}`]);
  if (status !== 0) throw new Error(stderr.toString());
  return path;
}

describe.skipIf(!hasPython)('files that Python writes', () => {
  it('an npz of NumPy, compressed', async () => {
    const path = written('npz', "np.savez_compressed('a.npz', x=np.arange(96, dtype='uint8').reshape(6, 4, 4), y=np.array([0, 1, 2, 0, 1, 2]), angle=np.linspace(0, 1, 6))");
    const { facts, numbers } = await numbersOf(join(path, 'a.npz'), 'image');
    expect(Object.keys(facts.fields)).toEqual(['image', 'label', 'angle']);
    expect(numbers.toSorted((one, other) => one - other)).toEqual(Array.from({ length: 96 }, (_, place) => place));
  });

  it('CIFAR-100 in its binary form, as tar.gz', async () => {
    const path = written(
      'cifar',
      `os.makedirs('cifar-100-binary')
for name, rows in (('train', 3), ('test', 2)):
    with open('cifar-100-binary/%s.bin' % name, 'wb') as f:
        for row in range(rows):
            image = np.zeros((3, 32, 32), 'uint8'); image[row % 3] = 10 * row + 1
            f.write(bytes([row, 50 + row]) + image.tobytes())
os.system('tar czf c.tar.gz cifar-100-binary')`,
    );
    const { facts, numbers } = await numbersOf(join(path, 'c.tar.gz'), 'fine-label');
    expect([facts.train, facts.test, numbers]).toEqual([3, 2, [50, 51, 52, 50, 51]]);
  });

  it('pictures with boxes, and pictures of palettes, grey and 16 bits as Pillow saves and resizes them', async () => {
    const path = written(
      'coco',
      `images, annotations = [], []
for i, mode in enumerate(('RGB', 'L', 'P', 'I;16')):
    a = (np.add.outer(np.arange(40) * 3, np.arange(60)) + 20 * i).astype('uint8')
    im = Image.fromarray(a.astype('uint16') * 257) if mode == 'I;16' else Image.fromarray(a).convert(mode)
    im.save('%d.png' % i)
    images.append(dict(id=i, file_name='%d.png' % i, width=60, height=40))
    annotations.append(dict(id=i, image_id=i, category_id=1 + i % 2, bbox=[6, 4, 30, 20], area=600, iscrowd=0))
    Image.fromarray(a).resize((30, 20), Image.BILINEAR).save('expected-%d.bmp' % i)
    open('expected-%d.raw' % i, 'wb').write(Image.fromarray(a).resize((30, 20), Image.BILINEAR).tobytes())
    os.remove('expected-%d.bmp' % i)
json.dump(dict(images=images, annotations=annotations, categories=[dict(id=1, name='a'), dict(id=2, name='b')]), open('instances.json', 'w'))`,
    );
    const { facts, fetchBytes } = await importData(path, undefined, { size: [20, 30], channels: 1 });
    expect(facts.fields).toMatchObject({ box: { kind: 'box' }, label: { classes: [{ text: 'a' }, { text: 'b' }] } });
    const shards = await Promise.all(['train-000.bin', 'test-000.bin'].map((file) => fetchBytes(`own/${facts.fingerprint}/${file}`)));
    const images = shards.flatMap((bytes) => {
      const { count, fields } = decodeShard(bytes.ok ? bytes.value : new Uint8Array());
      expect([...(fields['box']?.values.subarray(0, 4) ?? [])]).toEqual([3, 2, 18, 12]);
      return Array.from({ length: count }, (_, row) => fields['image']?.values.subarray(600 * row, 600 * (row + 1)) ?? []);
    });
    const expected = Array.from({ length: 4 }, (_, index) => readFileSync(join(path, `expected-${index}.raw`)));
    // Pillow keeps whole bytes between its two passes.
    for (const own of images) {
      const distances = expected.map((other) => Math.max(...Array.from(own, (value, place) => Math.abs(value - (other[place] ?? 0)))));
      expect(Math.min(...distances)).toBeLessThanOrEqual(1);
    }
  });
});
