import { idxOf } from '../src/data/testing/made-files';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { parseIndex } from '../src/data/dataset-index';
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
  it('say of a picture that only browsers decode that the page reads it', async () => {
    const webp = Buffer.from('UklGRiQAAABXRUJQVlA4IBgAAAAwAQCdASoBAAEAAgA0JaQAA3AA/vv9UAA=', 'base64');
    for (const name of ['a/1.webp', 'a/2.webp', 'b/1.webp']) write(`webp/${name}`, webp);
    const { code, warnings } = await run(dataset, 'inspect', join(folder, 'webp'));
    expect(code).toBe(2);
    expect(warnings[0]).toMatch(/^a\/[12]\.webp: The picture cannot be decoded\..*the page reads every picture that the browser shows, such as WebP\.$/);
  });

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

/** What a path becomes: its facts, and a field of it shard by shard, train before test. */
async function fieldOf(path: string, field: string, kinds: Readonly<Record<string, 'class'>> = {}) {
  const { facts, fetchBytes } = await importData(path, undefined, Object.keys(kinds).length === 0 ? {} : { kinds });
  const parts: ArrayLike<number>[] = [];
  for (const split of ['train', 'test']) {
    for (let number = 0; ; number += 1) {
      const bytes = await fetchBytes(`own/${facts.fingerprint}/${split}-${String(number).padStart(3, '0')}.bin`);
      if (!bytes.ok) break;
      parts.push(decodeShard(bytes.value).fields[field]?.values ?? []);
    }
  }
  return { facts, parts };
}

/** The same with all numbers of the field in one list. */
async function numbersOf(path: string, field: string, kinds: Readonly<Record<string, 'class'>> = {}) {
  const { facts, parts } = await fieldOf(path, field, kinds);
  return { facts, numbers: parts.flatMap((part) => Array.from(part)) };
}

/** The SHA-256 of bytes that come in parts. */
function hashOf(parts: readonly ArrayLike<number>[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(Uint8Array.from(part));
  return hash.digest('hex');
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

/** The examples of a set that is prepared, of a split those in its first shards; undefined where it is not. */
function preparedSet(name: string) {
  const folder = fileURLToPath(new URL(`../public/data/${name}/`, import.meta.url));
  if (!existsSync(join(folder, 'index.json'))) {
    missing(`the prepared data of ${name}`);
    return undefined;
  }
  const index = parseIndex(readFileSync(join(folder, 'index.json')), name);
  if (!index.ok) throw new Error(index.error.detail);
  const of = (split: 'train' | 'test') => (most: number) => {
    const shards = index.value[split].shards.slice(0, most).map(({ file }) => decodeShard(gunzipSync(readFileSync(join(folder, file)))).fields);
    return (field: string) => Buffer.concat(shards.map((fields) => Uint8Array.from(fields[field]?.values ?? [])));
  };
  return { images: index.value.train.images, train: of('train'), test: of('test') };
}

/** How many examples have each of ten labels. */
function countsOf(labels: Iterable<number>): readonly number[] {
  const counts = Array.from({ length: 10 }, () => 0);
  for (const label of labels) counts[label] = (counts[label] ?? 0) + 1;
  return counts;
}

const mnist = preparedSet('mnist');

describe.skipIf(mnist === undefined)('the official IDX files of MNIST', () => {
  /** By the md5 of what is unpacked. */
  const official = {
    'train-images-idx3-ubyte': '6bbc9ace898e44ae57da46a324031adb',
    'train-labels-idx1-ubyte': 'a25bea736e30d166cdddb491f175f624',
    't10k-images-idx3-ubyte': '2646ac647ad5339dbf082846283269ea',
    't10k-labels-idx1-ubyte': '27ae3e4e09519cfbb04c329615203637',
  };

  it('come out as they are, in their split', async () => {
    const headed = (shape: readonly number[], body: Buffer) => Buffer.concat([idxOf([...shape, 0], () => 0).subarray(0, 4 + 4 * shape.length), body]);
    for (const [part, split] of [['train', mnist?.train], ['t10k', mnist?.test]] as const) {
      const read = split?.(Infinity);
      const [images, labels] = [read?.('image') ?? Buffer.alloc(0), read?.('digit') ?? Buffer.alloc(0)];
      for (const [name, bytes] of [['images-idx3-ubyte', headed([labels.length, 28, 28], images)], ['labels-idx1-ubyte', headed([labels.length], labels)]] as const) {
        bytes.writeUInt8(name === 'images-idx3-ubyte' ? 3 : 1, 3);
        expect(createHash('md5').update(bytes).digest('hex')).toBe(Object.entries(official).find(([file]) => file === `${part}-${name}`)?.[1]);
        write(`mnist/${part}-${name}`, bytes);
      }
    }
    const { facts, numbers } = await numbersOf(join(folder, 'mnist'), 'label');
    expect(facts).toMatchObject({ train: 60_000, test: 10_000, fields: { image: { shape: [28, 28, 1] } } });
    expect(countsOf(numbers.slice(0, 60_000))).toEqual([5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949]);
    expect(countsOf(numbers.slice(60_000))).toEqual([980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]);
    // The facts know the images by their mean and deviation, as they are published.
    expect(facts.fields['image']).toMatchObject({ mean: [expect.closeTo(0.1307, 4)], deviation: [expect.closeTo(0.3081, 4)] });
  });
});

const cifar = preparedSet('cifar10');

// As many as are prepared where nobody asks for less, or more.
describe.skipIf((cifar?.images ?? 0) < 10_000)('CIFAR-10 in its binary form', () => {
  it('comes out pixel by pixel, with its labels', async () => {
    const batches = { data_batch_1: cifar?.train(5), test_batch: cifar?.test(1) };
    const expected: Uint8Array[] = [];
    for (const [name, read] of Object.entries(batches)) {
      const [images, labels] = [read?.('image') ?? Buffer.alloc(0), read?.('object') ?? Buffer.alloc(0)];
      const rows = new Uint8Array(3073 * labels.length);
      for (const [row, label] of labels.entries()) {
        rows[3073 * row] = label;
        for (let at = 0; at < 3072; at += 1) rows[3073 * row + 1 + 1024 * (at % 3) + Math.floor(at / 3)] = images[3072 * row + at] ?? 0;
      }
      write(`cifar/${name}.bin`, rows);
      expected.push(images);
    }
    const { facts, numbers } = await numbersOf(join(folder, 'cifar'), 'label');
    expect(facts).toMatchObject({ mirrors: true, fields: { image: { shape: [32, 32, 3] } } });
    // Those of the first official batch.
    expect(countsOf(numbers.slice(0, facts.train))).toEqual([1005, 974, 1032, 1016, 999, 937, 1030, 1001, 1025, 981]);
    expect(hashOf((await fieldOf(join(folder, 'cifar'), 'image')).parts)).toBe(hashOf(expected));
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

  it('JPEGs that are to be turned, and in the colours of print', async () => {
    const path = written(
      'jpeg',
      `a = np.zeros((32, 48, 3), 'uint8'); a[:, :24] = (200, 30, 30); a[:, 24:] = (30, 30, 200)
turned = Image.fromarray(a).transpose(Image.ROTATE_90)
exif = Image.Exif(); exif[0x0112] = 6
turned.save('turned.jpg', exif=exif, quality=95)
Image.fromarray(a).convert('CMYK').save('print.jpg', quality=95)`,
    );
    const { numbers } = await numbersOf(path, 'image');
    for (const image of [numbers.slice(0, 3072), numbers.slice(3072)]) {
      const at = (row: number, column: number) => image.slice(3 * (32 * row + column), 3 * (32 * row + column) + 3);
      for (const row of [2, 16, 29]) {
        for (const [column, colour] of [[4, [200, 30, 30]], [27, [30, 30, 200]]] as const) at(row, column).forEach((value, channel) => expect(Math.abs(value - (colour[channel] ?? 0))).toBeLessThan(12));
      }
    }
  });
});
