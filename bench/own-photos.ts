import { zipSync } from 'fflate';
import jpeg from 'jpeg-js';

/** What the photographs show: one class each. */
export const shownThings = ['ball', 'box', 'fence'] as const;
type Thing = (typeof shownThings)[number];

const [height, width] = [600, 800];

/** Numbers from 0 to 1, the same ones for the same seed (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * A made-up photograph as JPEG, 800 × 600: a thing of its class's colour, more or less, somewhere
 * before a sky and ground, with grain.
 */
export function photograph(thing: Thing, number: number): Uint8Array {
  const random = numbers(number * 3 + shownThings.indexOf(thing) + 1);
  const data = new Uint8Array(4 * height * width);
  const [x, y, size] = [width * (0.35 + 0.3 * random()), height * (0.4 + 0.25 * random()), 110 + 110 * random()];
  const colour = { ball: [200, 70, 50], box: [70, 90, 200], fence: [220, 190, 90] }[thing].map((value) => value + 50 * (random() - 0.5));
  const light = 0.7 + 0.5 * random();
  const horizon = height * (0.5 + 0.2 * random());
  const isThing = (column: number, row: number) => {
    const [across, down] = [Math.abs(column - x), Math.abs(row - y)];
    if (thing === 'ball') return Math.hypot(across, down) < size;
    return Math.max(across, down) < size && (thing === 'box' || Math.floor((column - x + size) / 28) % 2 === 0);
  };
  for (let pixel = 0; pixel < height * width; pixel += 1) {
    const [column, row] = [pixel % width, Math.floor(pixel / width)];
    const ground = row < horizon ? [150, 180 + (40 * row) / height, 210] : [110, 120, 80];
    const own = isThing(column, row) ? colour : ground;
    const grain = 24 * (random() - 0.5);
    for (let channel = 0; channel < 3; channel += 1) data[4 * pixel + channel] = Math.max(0, Math.min(255, (own[channel] ?? 0) * light + grain));
    data[4 * pixel + 3] = 255;
  }
  return jpeg.encode({ height, width, data }, 88).data;
}

/** A zip of a folder for each class with so many photographs each. */
export function zipOfPhotographs(each: number): Buffer {
  const files = shownThings.flatMap((thing) => Array.from({ length: each }, (_, number) => [`photos/${thing}/${number}.jpg`, photograph(thing, number)] as const));
  return Buffer.from(zipSync(Object.fromEntries(files), { level: 0 }));
}
