import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeShard, encodeShard, readShard, ShardError, type ImageShape, type Shard, type ShardFilter } from './shard-codec';

function shardOf(count: number, shape: ImageShape, seed: number): Shard {
  const length = count * shape[0] * shape[1] * shape[2];
  // A smooth picture with noise on top: both branches of the predictor and wrap-around at 0 and 255
  // occur.
  const images = Uint8Array.from({ length }, (_, i) => (i * 7 + ((i * seed * 2654435761) >>> 27) * 9) & 255);
  return { dataset: 'mnist', shape, count, images, labels: Uint8Array.from({ length: count }, (_, i) => i % 10) };
}

async function codeOf(file: Uint8Array): Promise<string> {
  try {
    await readShard(file);
    return 'read';
  } catch (error) {
    return error instanceof ShardError ? error.code : 'another error';
  }
}

describe('shards', () => {
  it('come back byte by byte, whatever the shape and filter', async () => {
    const shapes = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), fc.constantFrom(1, 2, 3, 4));
    const filters = fc.constantFrom<ShardFilter>('none', 'median');
    await fc.assert(
      fc.asyncProperty(shapes, filters, fc.integer({ min: 1, max: 5 }), fc.nat(1e6), async (shape, filter, count, seed) => {
        const shard = shardOf(count, shape, seed);
        const encoded = encodeShard(shard, filter);
        expect(decodeShard(encoded)).toEqual(shard);
        expect(await readShard(gzipSync(encoded))).toEqual(shard);
      }),
    );
  });

  it('are read alike from an ArrayBuffer, gzipped or already unpacked', async () => {
    const shard = shardOf(4, [5, 6, 3], 3);
    const encoded = encodeShard(shard, 'median');
    expect(await readShard(encoded.buffer)).toEqual(shard);
    expect(await readShard(new Uint8Array(gzipSync(encoded)).buffer)).toEqual(shard);
  });

  it('shrink smooth colour pictures more with the median filter than without', () => {
    const images = Uint8Array.from({ length: 20 * 32 * 32 * 3 }, (_, i) => {
      const x = Math.floor(i / 3) % 32;
      const y = Math.floor(i / 96) % 32;
      return 90 + 3 * x + 2 * y + (i % 3) * 5 + (((i * 2654435761) >>> 30) & 3);
    });
    const shard: Shard = { dataset: 'cifar10', shape: [32, 32, 3], count: 20, images, labels: new Uint8Array(20) };
    const sizeWith = (filter: ShardFilter) => gzipSync(encodeShard(shard, filter), { level: 9 }).length;
    expect(sizeWith('median')).toBeLessThan(0.8 * sizeWith('none'));
  });

  it('say what is wrong with a damaged file', async () => {
    const encoded = encodeShard(shardOf(6, [8, 8, 1], 5), 'none');
    const zipped = new Uint8Array(gzipSync(encoded));
    const flipped = zipped.slice();
    flipped[zipped.length - 6] = (flipped[zipped.length - 6] ?? 0) ^ 0xff;
    const future = encoded.slice();
    future[4] = 99;
    expect(await codeOf(new TextEncoder().encode('<!doctype html><title>404</title>'))).toBe('not-a-shard');
    expect(await codeOf(new Uint8Array(0))).toBe('not-a-shard');
    expect(await codeOf(future)).toBe('unknown-version');
    expect(await codeOf(encoded.subarray(0, encoded.length - 1))).toBe('damaged');
    expect(await codeOf(zipped.subarray(0, zipped.length - 20))).toBe('damaged');
    expect(await codeOf(flipped)).toBe('damaged');
  });

  it('refuse to be written with lengths that do not fit', () => {
    expect(() => encodeShard({ ...shardOf(2, [3, 3, 1], 1), count: 3 }, 'none')).toThrow('do not fit');
  });
});
