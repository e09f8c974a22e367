import type { Movement } from '../domain/targets/target';
import type { ExperimentAugmentation } from '../experiment/schema';
import { randomInteger, randomKey, randomUniform, type RandomKey } from '../lib/random';
import { affineMap, mapLength, mappedImage, movementOf, noiseKeys, unchanged, type AffineChange } from './affine-maps';
import { moveBits, moveOf, type Move } from './moved-rows';
import type { ImageShape } from './example-shard';

/** How the images of some examples are moved, each by itself. */
export type Moves =
  /** Mirrored and by whole pixels at the most: bits beside their rows, [examples]. */
  | { readonly kind: 'whole'; readonly bits: Int32Array }
  /** Otherwise: maps (affine-maps.ts) that hold all of it, [examples, 14]. */
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
 * and so is every angle, scale, gain and offset in its range, every part from 1 − crop to 1 with its
 * place, and every pixel as the middle of what is cut out. Each of these has numbers of its own:
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
  const { shift, flip, rotate, zoom, contrast, brightness, crop, noise, cutout } = augmentation;
  const [height, width] = shape;
  const hole = Math.round(cutout * Math.min(height, width));
  const isAffine = [rotate, zoom, contrast, brightness, crop, noise, hole].some((most) => most > 0);
  if (shift === 0 && !flip && !isAffine) return () => undefined;

  function moveAt(key: number, place: number): Move {
    const chance = (which: number) => randomUniform(key, 3 * place + which);
    const pixels = (which: number) => Math.floor((2 * shift + 1) * chance(which)) - shift;
    return { right: pixels(0), down: pixels(1), mirrored: flip && chance(2) < 0.5 };
  }

  function changeAt(keys: Keys, place: number): AffineChange {
    const within = (most: number, which: number) => most * (2 * randomUniform(keys.affine, 4 * place + which) - 1);
    const cropped = (which: number) => randomUniform(keys.crop, 3 * place + which);
    const middle = (which: number, side: number) => Math.floor(side * randomUniform(keys.cutout, 2 * place + which)) - Math.floor(hole / 2);
    const [left, top] = [middle(0, width), middle(1, height)];
    return {
      angle: (within(rotate, 0) * Math.PI) / 180,
      scale: 1 + within(zoom, 1),
      gain: 1 + within(contrast, 2),
      offset: within(brightness, 3),
      part: 1 - crop * cropped(0),
      place: [2 * cropped(1) - 1, 2 * cropped(2) - 1],
      noise,
      key: noise === 0 ? 0 : randomInteger(keys.noise, place) % noiseKeys,
      cut: hole === 0 ? unchanged.cut : [left, top, left + hole, top + hole],
    };
  }

  return (step) => {
    const bits = new Int32Array(isAffine ? 0 : batchSize);
    const maps = new Float32Array(isAffine ? batchSize * mapLength : 0);
    let epoch = -1;
    let keys = keysOf(seed, 0);
    for (let example = 0; example < batchSize; example += 1) {
      const position = step * batchSize + example;
      const place = position % images;
      if (Math.floor(position / images) !== epoch) {
        epoch = Math.floor(position / images);
        keys = keysOf(seed, epoch);
      }
      const move = moveAt(keys.move, place);
      if (isAffine) maps.set(affineMap(move, changeAt(keys, place), shape), example * mapLength);
      else bits[example] = moveBits(move);
    }
    return isAffine ? { kind: 'affine', maps } : { kind: 'whole', bits };
  };
}

interface Keys {
  readonly move: RandomKey;
  readonly affine: RandomKey;
  readonly crop: RandomKey;
  readonly noise: RandomKey;
  readonly cutout: RandomKey;
}

/** By which the changes of an epoch are drawn. */
function keysOf(seed: number, epoch: number): Keys {
  const key = (what: string) => randomKey(seed, what, epoch);
  return { move: key('augmentation'), affine: key('affine augmentation'), crop: key('crop augmentation'), noise: key('noise augmentation'), cutout: key('cut-out augmentation') };
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
