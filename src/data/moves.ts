import type { ExperimentAugmentation } from '../experiment/schema';
import { randomKey, randomUniform } from '../lib/random';
import { moveBits, moveOf } from './moved-rows';
import type { ImageShape } from './shard-codec';

/**
 * How the images of each step are moved, as bits beside their rows, [batchSize]; undefined where
 * nothing is augmented. A pure function of seed, epoch and place in the epoch: the same on every
 * device, for every batch size and after a pause. An image is moved anew in each epoch; every move
 * from −shift to shift is equally likely.
 *
 * @param images how many images an epoch has
 */
export function createMoves(
  seed: number,
  { shift, flip }: ExperimentAugmentation,
  images: number,
  batchSize: number,
): (step: number) => Int32Array | undefined {
  if (shift === 0 && !flip) return () => undefined;
  return (step) => {
    const moves = new Int32Array(batchSize);
    let epoch = -1;
    let key = 0;
    for (let example = 0; example < batchSize; example += 1) {
      const position = step * batchSize + example;
      const place = position % images;
      if (Math.floor(position / images) !== epoch) {
        epoch = Math.floor(position / images);
        key = randomKey(seed, 'augmentation', epoch);
      }
      const chance = (which: number) => randomUniform(key, 3 * place + which);
      const pixels = (which: number) => Math.floor((2 * shift + 1) * chance(which)) - shift;
      moves[example] = moveBits({ right: pixels(0), down: pixels(1), mirrored: flip && chance(2) < 0.5 });
    }
    return moves;
  };
}

/**
 * The bytes of an image [height, width, channels], moved; 0 where nothing of it is. The given ones
 * where they are not moved.
 */
export function movedImage(image: Uint8Array, [height, width, channels]: ImageShape, movedRow: number): Uint8Array {
  const { right, down, mirrored } = moveOf(movedRow);
  if (right === 0 && down === 0 && !mirrored) return image;
  const moved = new Uint8Array(image.length);
  for (let y = Math.max(down, 0); y < Math.min(height, height + down); y += 1) {
    for (let x = Math.max(right, 0); x < Math.min(width, width + right); x += 1) {
      const column = mirrored ? width - 1 - (x - right) : x - right;
      const from = ((y - down) * width + column) * channels;
      moved.set(image.subarray(from, from + channels), (y * width + x) * channels);
    }
  }
  return moved;
}
