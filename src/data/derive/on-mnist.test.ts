import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseIndex, type SplitName } from '../dataset-index';
import { planeOf } from '../example-shard';
import { readShard } from '../shard-codec';
import type { Derivation, SourceSplit } from './derivation';
import { derivations } from './derivations';
import { digitHunt } from './digit-hunt';
import { twoDigits } from './two-digits';

const folder = new URL('../../../public/data/mnist/', import.meta.url);
const indexFile = new URL('index.json', folder);
const index = existsSync(indexFile) ? parseIndex(readFileSync(indexFile), 'mnist') : undefined;
const prepared = index?.ok === true;
const why = prepared ? 'prepared' : 'left out: it is not prepared, see npm run data';

/** The first 2,000 images of a split. */
async function mnist(split: SplitName): Promise<SourceSplit> {
  const file = index?.ok === true ? index.value[split].shards[0]?.file : undefined;
  const shard = await readShard(readFileSync(new URL(file ?? '', folder)));
  const [images, labels] = [planeOf(shard, 'image').values, planeOf(shard, 'digit').values];
  const pixels = 28 * 28;
  return {
    split,
    images: shard.count,
    imageAt: (index) => Uint8Array.from(images.subarray(index * pixels, (index + 1) * pixels)),
    labelAt: (index) => labels[index] ?? Number.NaN,
  };
}

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

describe.runIf(prepared)(`sets derived from MNIST (${why})`, () => {
  it.each(Object.entries<Derivation>(derivations))('%s: mean and deviation are those of the train images', async (_id, { fields, compose }) => {
    const source = await mnist('train');
    let [sum, squares, count] = [0, 0, 0];
    for (let index = 0; index < source.images; index += 1) {
      for (const pixel of compose(source, 1, index, {})['image'] ?? []) {
        sum += pixel / 255;
        squares += (pixel / 255) ** 2;
        count += 1;
      }
    }
    const { image } = fields;
    if (image?.kind !== 'image') throw new Error('the field image is none');
    const mean = sum / count;
    expect(image.mean[0]).toBeCloseTo(mean, 2);
    expect(image.deviation[0]).toBeCloseTo(Math.sqrt(squares / count - mean ** 2), 2);
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
});
