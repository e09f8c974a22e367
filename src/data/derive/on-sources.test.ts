import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { classFieldsOf, imagesOf } from '../../domain/datasets/dataset';
import { datasetById } from '../../domain/datasets/datasets';
import { cramersV } from '../../domain/metrics/association/cramers-v';
import { sizeOf } from '../../domain/shape';
import { parseIndex, type SplitName } from '../dataset-index';
import { planeOf } from '../example-shard';
import { readShard } from '../shard-codec';
import type { Derivation, SourceSplit } from './derivation';
import { colouredDigits } from './coloured-digits';
import { derivations } from './derivations';
import { digitHunt } from './digit-hunt';
import { twoDigits } from './two-digits';

/** What is prepared of a set, below public/data. */
function preparedOf(id: 'mnist' | 'cifar10') {
  const folder = new URL(`../../../public/data/${id}/`, import.meta.url);
  const file = new URL('index.json', folder);
  const index = existsSync(file) ? parseIndex(readFileSync(file), id) : undefined;
  return index?.ok === true ? { id, folder, index: index.value } : undefined;
}

const sources = { mnist: preparedOf('mnist'), cifar10: preparedOf('cifar10') };
const prepared = sources.mnist !== undefined && sources.cifar10 !== undefined;
const why = prepared ? 'prepared' : 'left out: they are not prepared, see npm run data';

/** The images of the first file of a split, 2,000 at the most. */
async function imagesOfSplit(id: 'mnist' | 'cifar10', split: SplitName): Promise<SourceSplit> {
  const { folder, index } = sources[id] ?? {};
  const shard = await readShard(readFileSync(new URL(index?.[split].shards[0]?.file ?? '', folder)));
  const facts = datasetById(id);
  const { name, shape } = imagesOf(facts);
  const [[labelled] = ['']] = classFieldsOf(facts);
  const [images, labels] = [planeOf(shard, name).values, planeOf(shard, labelled).values];
  const pixels = sizeOf(shape);
  return {
    split,
    images: Math.min(shard.count, 2000),
    imageAt: (index) => Uint8Array.from(images.subarray(index * pixels, (index + 1) * pixels)),
    labelAt: (index) => labels[index] ?? Number.NaN,
  };
}

const mnist = (split: SplitName) => imagesOfSplit('mnist', split);

/** The mean Dice, over all examples of a split, between "pixel ≥ t" and the mask, for every t. */
function diceOfThresholds(source: SourceSplit): Float64Array {
  const dice = new Float64Array(256);
  for (let index = 0; index < source.images; index += 1) {
    const { image, mask } = digitHunt.compose(source, 1, index, {});
    // How many pixels of each brightness there are, on the whole and in the mask.
    const [all, masked] = [new Uint32Array(256), new Uint32Array(256)];
    image.forEach((pixel, at) => {
      all[pixel] = (all[pixel] ?? 0) + 1;
      masked[pixel] = (masked[pixel] ?? 0) + (mask[at] ?? 0);
    });
    const ink = masked.reduce((sum, count) => sum + count, 0);
    let [bright, hit] = [0, 0];
    for (let threshold = 255; threshold >= 0; threshold -= 1) {
      bright += all[threshold] ?? 0;
      hit += masked[threshold] ?? 0;
      dice[threshold] = (dice[threshold] ?? 0) + (2 * hit) / (bright + ink) / source.images;
    }
  }
  return dice;
}

describe.runIf(prepared)(`sets composed of MNIST and CIFAR-10 (${why})`, () => {
  it.each(Object.entries<Derivation>(derivations))('%s: mean and deviation are those of the train images', async (id, { fields, compose }) => {
    const source = await imagesOfSplit(id === 'turned-photos' ? 'cifar10' : 'mnist', 'train');
    const { image } = fields;
    if (image?.kind !== 'image') throw new Error('the field image is none');
    const channels = image.mean.length;
    const [sums, squares] = [new Float64Array(channels), new Float64Array(channels)];
    let count = 0;
    for (let index = 0; index < source.images; index += 1) {
      const pixels = compose(source, 1, index, {})['image'] ?? [];
      for (let at = 0; at < pixels.length; at += 1) {
        const [channel, value] = [at % channels, (pixels[at] ?? 0) / 255];
        sums[channel] = (sums[channel] ?? 0) + value;
        squares[channel] = (squares[channel] ?? 0) + value ** 2;
      }
      count += pixels.length / channels;
    }
    for (const [channel, told] of image.mean.entries()) {
      const mean = (sums[channel] ?? Number.NaN) / count;
      expect(told).toBeCloseTo(mean, 2);
      expect(image.deviation[channel]).toBeCloseTo(Math.sqrt((squares[channel] ?? Number.NaN) / count - mean ** 2), 2);
    }
  });

  it.each(['train', 'test'] as const)('digit hunt, %s: no threshold on pixels reaches a Dice of .58', async (split) => {
    expect(Math.max(...diceOfThresholds(await mnist(split)))).toBeLessThan(0.58);
  });

  it.each(['train', 'test'] as const)('digit hunt, %s: every digit has a mask, 12 to 26 pixels high or wide', async (split) => {
    const source = await mnist(split);
    for (let index = 0; index < source.images; index += 1) {
      const [left = 0, top = 0, right = 0, bottom = 0] = digitHunt.compose(source, 1, index, {}).box;
      const length = Math.max(right - left, bottom - top);
      expect(length).toBeGreaterThanOrEqual(12);
      expect(length).toBeLessThanOrEqual(26);
    }
  });

  it('two digits: both are of the same class once in about ten times', async () => {
    const source = await mnist('test');
    let alike = 0;
    for (let index = 0; index < source.images; index += 1) {
      const { left, right } = twoDigits.compose(source, 1, index);
      if (left[0] === right[0]) alike += 1;
    }
    // The share of one in ten among 2,000 has a standard deviation of .0067.
    expect(Math.abs(alike / source.images - 0.1)).toBeLessThan(0.025);
  });

  it('coloured digits: digit and colour go together in training by as much as is set, and not in the test', async () => {
    for (const [split, told] of [['train', 0.9], ['test', 0]] as const) {
      const source = await mnist(split);
      const examples = Array.from({ length: source.images }, (_, index) => colouredDigits.compose(source, 1, index, { together: 0.9 }));
      expect(Math.abs(cramersV(examples.flatMap(({ digit }) => [...digit]), examples.flatMap(({ colour }) => [...colour])) - told)).toBeLessThan(0.05);
    }
  });
});
