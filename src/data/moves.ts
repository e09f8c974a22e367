import type { Movement } from '../domain/targets/target';
import type { ExperimentAugmentation } from '../experiment/schema';
import { randomKey, randomUniform } from '../lib/random';
import { affineMap, mapLength, mappedImage, movementOf, unchanged } from './affine-maps';
import { moveBits, moveOf, type Move } from './moved-rows';
import type { ImageShape } from './example-shard';

/** How the images of some examples are moved, each by itself. */
export type Moves =
  /** Mirrored and by whole pixels at the most: bits beside their rows, [examples]. */
  | { readonly kind: 'whole'; readonly bits: Int32Array }
  /** Otherwise: maps (affine-maps.ts) that hold all of it, [examples, 8]. */
  | { readonly kind: 'affine'; readonly maps: Float32Array };

/** The moves of the examples from `first` to before `end`. */
export function movesWithin(moves: Moves, first: number, end: number): Moves {
  if (moves.kind === 'whole') return { kind: 'whole', bits: moves.bits.subarray(first, end) };
  return { kind: 'affine', maps: moves.maps.subarray(first * mapLength, end * mapLength) };
}

/**
 * How the images of each step are moved; undefined where nothing is augmented. A pure function of
 * seed, epoch and place in the epoch: the same on every device, for every batch size and after a
 * pause. An image is moved anew in each epoch; every move from −shift to shift is equally likely,
 * and so is every angle, scale, gain and offset in its range. Each of these has numbers of its own:
 * what else is augmented changes none of them.
 *
 * @param images how many images an epoch has
 * @param shape of an image
 */
export function createMoves(
  seed: number,
  augmentation: Required<ExperimentAugmentation>,
  images: number,
  batchSize: number,
  shape: ImageShape,
): (step: number) => Moves | undefined {
  const { shift, flip, rotate, zoom, contrast, brightness } = augmentation;
  const isAffine = [rotate, zoom, contrast, brightness].some((most) => most > 0);
  if (shift === 0 && !flip && !isAffine) return () => undefined;

  function moveAt(key: number, place: number): Move {
    const chance = (which: number) => randomUniform(key, 3 * place + which);
    const pixels = (which: number) => Math.floor((2 * shift + 1) * chance(which)) - shift;
    return { right: pixels(0), down: pixels(1), mirrored: flip && chance(2) < 0.5 };
  }

  function mapAt(move: Move, key: number, place: number): readonly number[] {
    const within = (most: number, which: number) => most * (2 * randomUniform(key, 4 * place + which) - 1);
    const angle = (within(rotate, 0) * Math.PI) / 180;
    return affineMap(move, { angle, scale: 1 + within(zoom, 1), gain: 1 + within(contrast, 2), offset: within(brightness, 3) }, shape);
  }

  return (step) => {
    const bits = new Int32Array(isAffine ? 0 : batchSize);
    const maps = new Float32Array(isAffine ? batchSize * mapLength : 0);
    let epoch = -1;
    let [key, affineKey] = [0, 0];
    for (let example = 0; example < batchSize; example += 1) {
      const position = step * batchSize + example;
      const place = position % images;
      if (Math.floor(position / images) !== epoch) {
        epoch = Math.floor(position / images);
        key = randomKey(seed, 'augmentation', epoch);
        affineKey = randomKey(seed, 'affine augmentation', epoch);
      }
      const move = moveAt(key, place);
      if (isAffine) maps.set(mapAt(move, affineKey, place), example * mapLength);
      else bits[example] = moveBits(move);
    }
    return isAffine ? { kind: 'affine', maps } : { kind: 'whole', bits };
  };
}

/**
 * An image [height, width, channels] as one of the examples is moved, in bytes, which under an
 * affine map need not be whole; the given ones where nothing is moved.
 */
export function movedExample(image: Uint8Array, shape: ImageShape, moves: Moves | undefined, example: number): Uint8Array | Float32Array {
  switch (moves?.kind) {
    case undefined:
      return image;
    case 'whole':
      return movedImage(image, shape, moves.bits[example] ?? 0);
    case 'affine':
      return mappedImage(image, shape, moves.maps.subarray(example * mapLength, (example + 1) * mapLength));
  }
}

/** How the points of one of the examples are moved with its image of that shape. */
export function movementOfExample(moves: Moves, example: number, shape: ImageShape): Movement {
  switch (moves.kind) {
    case 'whole':
      return movementOf(affineMap(moveOf(moves.bits[example] ?? 0), unchanged, shape));
    case 'affine':
      return movementOf(moves.maps.subarray(example * mapLength, (example + 1) * mapLength));
  }
}

/**
 * The bytes of an image [height, width, channels], moved by whole pixels; 0 where nothing of it is.
 * The given ones where they are not moved.
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
