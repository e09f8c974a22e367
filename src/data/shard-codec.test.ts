import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ImageShape, Plane } from './example-shard';
import { decodeShard, encodeShard, readShard, ShardError, type StoredShard } from './shard-codec';

interface Sample {
  readonly shard: StoredShard;
  /** The shapes of the fields that are filtered. */
  readonly filtered: Readonly<Record<string, ImageShape>>;
}

const marks = (count: number) => fc.option(fc.uint8Array({ minLength: count, maxLength: count, max: 1 }), { nil: undefined });
const sizes = (count: number, size: number) => ({ minLength: count * size, maxLength: count * size });

/** Numbers of any kind, or images, with the shape that they are filtered by if they are. */
function anyPlane(count: number): fc.Arbitrary<readonly [Plane, ImageShape | undefined]> {
  const numbers = fc.integer({ min: 1, max: 5 }).chain((size) => {
    const values = fc.oneof(fc.uint8Array(sizes(count, size)), fc.int32Array(sizes(count, size)), fc.float32Array(sizes(count, size)));
    return values.map((some): readonly [Plane, undefined] => [{ values: some, size }, undefined]);
  });
  const shapes = fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 4 }));
  const images = shapes.chain((shape) => {
    const size = shape[0] * shape[1] * shape[2];
    return fc.uint8Array(sizes(count, size)).map((values): readonly [Plane, ImageShape] => [{ values, size }, shape]);
  });
  return fc
    .tuple(fc.oneof(numbers, images), marks(count))
    .map(([[plane, shape], missing]) => [missing === undefined ? plane : { ...plane, missing }, shape]);
}

const anySample: fc.Arbitrary<Sample> = fc.integer({ min: 1, max: 6 }).chain((count) => {
  const name = fc.oneof(fc.stringMatching(/^[a-z][a-zA-Z0-9_-]{0,8}$/), fc.constantFrom('constructor', 'toString'));
  const named = fc.uniqueArray(fc.tuple(name, anyPlane(count)), { minLength: 1, maxLength: 4, selector: ([one]) => one });
  return fc.tuple(fc.string({ minLength: 1, maxLength: 12 }), named).map(([dataset, list]) => ({
    shard: { dataset, count, fields: Object.fromEntries(list.map(([one, [plane]]) => [one, plane])) },
    filtered: Object.fromEntries(list.flatMap(([one, [, shape]]) => (shape === undefined ? [] : [[one, shape]]))),
  }));
});

/** Images on which both branches of the predictor and wrap-around at 0 and 255 occur, and classes. */
function imagesOf(count: number): StoredShard {
  const values = Uint8Array.from({ length: count * 30 }, (_, i) => (i * 7 + ((i * 2654435761) >>> 27) * 9) & 255);
  const classes = Uint8Array.from({ length: count }, (_, i) => i % 10);
  return { dataset: 'mnist', count, fields: { image: { values, size: 30 }, digit: { values: classes, size: 1 } } };
}

/** What a file is read as; throws what is no ShardError. */
function outcome(file: Uint8Array): StoredShard | ShardError {
  try {
    return decodeShard(file);
  } catch (error) {
    if (error instanceof ShardError) return error;
    throw error;
  }
}

async function codeOf(file: Uint8Array): Promise<string> {
  try {
    await readShard(file);
    return 'read';
  } catch (error) {
    return error instanceof ShardError ? error.code : 'another error';
  }
}

/** A file whose header is another one. */
function withHeader(file: Uint8Array, header: unknown): Uint8Array {
  const text = new TextEncoder().encode(JSON.stringify(header));
  const old = new DataView(file.buffer).getUint32(8, true);
  const start = file.slice(0, 12);
  new DataView(start.buffer).setUint32(8, text.length, true);
  return Uint8Array.of(...start, ...text, ...file.subarray(12 + old));
}

describe('shards', () => {
  it('come back number by number, whatever their fields', async () => {
    await fc.assert(
      fc.asyncProperty(anySample, async ({ shard, filtered }) => {
        const encoded = encodeShard(shard, filtered);
        expect(decodeShard(encoded)).toEqual(shard);
        // At an odd place in a larger buffer.
        expect(decodeShard(Uint8Array.of(0, ...encoded).subarray(1))).toEqual(shard);
        expect(await readShard(gzipSync(encoded))).toEqual(shard);
      }),
    );
  });

  it('are read alike from an ArrayBuffer, gzipped or already unpacked', async () => {
    const shard = imagesOf(4);
    const encoded = encodeShard(shard, { image: [5, 2, 3] });
    expect(await readShard(encoded.buffer)).toEqual(shard);
    expect(await readShard(new Uint8Array(gzipSync(encoded)).buffer)).toEqual(shard);
  });

  it('shrink smooth colour pictures more with the median filter than without', () => {
    const values = Uint8Array.from({ length: 20 * 32 * 32 * 3 }, (_, i) => {
      const x = Math.floor(i / 3) % 32;
      const y = Math.floor(i / 96) % 32;
      return 90 + 3 * x + 2 * y + (i % 3) * 5 + (((i * 2654435761) >>> 30) & 3);
    });
    const shard: StoredShard = { dataset: 'cifar10', count: 20, fields: { image: { values, size: 32 * 32 * 3 } } };
    const sizeWith = (filtered: Sample['filtered']) => gzipSync(encodeShard(shard, filtered), { level: 9 }).length;
    expect(sizeWith({ image: [32, 32, 3] })).toBeLessThan(0.8 * sizeWith({}));
  });

  it('refuse to be written with what does not fit', () => {
    const shard = imagesOf(2);
    const field = (plane: Plane, name = 'a'): StoredShard => ({ dataset: 'mnist', count: 2, fields: { [name]: plane } });
    const two = { values: Uint8Array.of(1, 2), size: 1 };
    expect(encodeShard(field(two)).length).toBeGreaterThan(0);
    expect(() => encodeShard({ ...shard, count: 3 })).toThrow('do not fit');
    expect(() => encodeShard(field({ ...two, missing: Uint8Array.of(1) }))).toThrow('do not fit');
    expect(() => encodeShard(field({ ...two, missing: Uint8Array.of(1, 2) }))).toThrow('do not fit');
    expect(() => encodeShard(shard, { image: [5, 5, 1] })).toThrow('no names or sizes');
    expect(() => encodeShard(field({ ...two, values: Int32Array.of(1, 2) }), { a: [1, 1, 1] })).toThrow('no names or sizes');
    expect(() => encodeShard(field(two, '__proto'))).toThrow('no names or sizes');
    expect(() => encodeShard({ dataset: 'mnist', count: 2, fields: {} })).toThrow('no names or sizes');
  });
});

describe('damaged shards', () => {
  const encoded = encodeShard(imagesOf(6));

  it('say what is wrong', async () => {
    const zipped = new Uint8Array(gzipSync(encoded));
    const changed = (file: Uint8Array, at: number, byte: number) => file.with(at, byte);
    expect(await codeOf(encoded)).toBe('read');
    expect(await codeOf(new TextEncoder().encode('<!doctype html><title>404</title>'))).toBe('not-a-shard');
    expect(await codeOf(new Uint8Array(0))).toBe('not-a-shard');
    for (const version of [1, 99]) expect(await codeOf(changed(encoded, 4, version))).toBe('unknown-version');
    expect(await codeOf(encoded.subarray(0, encoded.length - 1))).toBe('damaged');
    expect(await codeOf(Uint8Array.of(...encoded, 0))).toBe('damaged');
    expect(await codeOf(encoded.subarray(0, 20))).toBe('damaged');
    expect(await codeOf(changed(encoded, 11, 255))).toBe('damaged');
    expect(await codeOf(changed(encoded, 12, 0))).toBe('damaged');
    expect(await codeOf(zipped.subarray(0, zipped.length - 20))).toBe('damaged');
    expect(await codeOf(changed(zipped, zipped.length - 6, 255 - (zipped.at(-6) ?? 0)))).toBe('damaged');
  });

  const one = { name: 'a', numbers: 'uint8', size: 186, missing: false, filter: 'none' };
  const header = { dataset: 'mnist', count: 1, fields: [one] };
  it.each<[string, unknown]>([
    ['no object', []],
    ['no data set', { ...header, dataset: 7 }],
    ['no fields', { ...header, fields: [] }],
    ['two fields of one name', { ...header, fields: [{ ...one, size: 93 }, { ...one, size: 93 }] }],
    ['a name that is none', { ...header, fields: [{ ...one, name: '__proto__' }] }],
    ['a count that is no whole number', { ...header, count: 0.5, fields: [{ ...one, size: 372 }] }],
    ['a count below 0', { ...header, count: -1, fields: [{ ...one, size: -186 }] }],
    ['more numbers than there are', { ...header, count: 2 ** 40, fields: [{ ...one, size: 2 ** 40 }] }],
    ['an unknown kind of numbers', { ...header, fields: [{ ...one, numbers: 'float64' }] }],
    ['a kind of numbers that every object has', { ...header, fields: [{ ...one, numbers: 'constructor' }] }],
    ['an unknown filter', { ...header, fields: [{ ...one, filter: 'mean' }] }],
    ['a filter without a shape', { ...header, fields: [{ ...one, filter: 'median' }] }],
    ['a shape of another size', { ...header, fields: [{ ...one, filter: 'median', shape: [6, 30, 1] }] }],
    ['marks that are none', { ...header, fields: [{ ...one, size: 185, missing: true }] }],
  ])('among them a header with %s', (_what, wrong) => {
    expect(outcome(withHeader(encoded, header))).toMatchObject({ count: 1, fields: { a: { size: 186 } } });
    const file = withHeader(encoded, wrong);
    expect(outcome(file.with(file.length - 1, 7))).toMatchObject({ code: 'damaged' });
  });

  it('are told as such or read as a shard that fits its file, whatever happened to them', () => {
    const change = fc.oneof(
      fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), byte: fc.nat(255), kind: fc.constantFrom('set', 'insert', 'cut', 'remove') }),
      // What is at the beginning says the most.
      fc.record({ at: fc.double({ min: 0, max: 0.2, noNaN: true }), byte: fc.nat(255), kind: fc.constant('set') }),
    );
    fc.assert(
      fc.property(anySample, fc.array(change, { minLength: 1, maxLength: 4 }), ({ shard, filtered }, changes) => {
        let file: readonly number[] = [...encodeShard(shard, filtered)];
        for (const { at, byte, kind } of changes) {
          const place = Math.min(file.length - 1, Math.floor(at * file.length));
          if (kind === 'set') file = file.toSpliced(place, 1, byte);
          if (kind === 'insert') file = file.toSpliced(place, 0, byte);
          if (kind === 'remove') file = file.toSpliced(place, 1);
          if (kind === 'cut') file = file.slice(0, Math.max(1, place));
        }
        const read = outcome(Uint8Array.from(file));
        if (read instanceof ShardError) return;
        let bytes = 0;
        for (const { values, size, missing } of Object.values(read.fields)) {
          expect(values.length).toBe(read.count * size);
          expect(missing?.length ?? read.count).toBe(read.count);
          bytes += values.byteLength + (missing?.length ?? 0);
        }
        expect(bytes).toBeLessThan(file.length);
      }),
      { numRuns: 500 },
    );
  });
});
