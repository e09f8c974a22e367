import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBatchOrder, shardOf, shardSizes, shardStarts } from './batch-order';

const sizes = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 6 });

describe('batch order', () => {
  it('takes every image once in each epoch, whatever the sizes', () => {
    fc.assert(
      fc.property(fc.nat(), sizes, fc.integer({ min: 1, max: 50 }), (seed, shards, batchSize) => {
        const images = shards.reduce((sum, size) => sum + size, 0);
        const order = createBatchOrder(seed, shards, batchSize);
        const steps = Math.ceil((3 * images) / batchSize);
        const taken = Array.from({ length: steps }, (_, step) => [...order.indicesOf(step)]).flat();
        expect(taken).toHaveLength(steps * batchSize);
        for (let epoch = 0; epoch < 3; epoch += 1) {
          const part = taken.slice(epoch * images, (epoch + 1) * images).toSorted((a, b) => a - b);
          expect(part).toEqual(Array.from({ length: images }, (_, index) => index));
        }
      }),
    );
  });

  it('does not depend on which steps were asked for before', () => {
    const order = createBatchOrder(3, [20, 20, 7], 16);
    const inOrder = Array.from({ length: 12 }, (_, step) => [...order.indicesOf(step)]);
    const fresh = createBatchOrder(3, [20, 20, 7], 16);
    for (const step of [11, 0, 5, 5, 2, 9]) expect([...fresh.indicesOf(step)]).toEqual(inOrder[step]);
    expect([...createBatchOrder(4, [20, 20, 7], 16).indicesOf(0)]).not.toEqual(inOrder[0]);
  });

  it('stays within one shard until that is used up, and names the shards in the order of need', () => {
    fc.assert(
      fc.property(fc.nat(), sizes, fc.integer({ min: 1, max: 10 }), fc.nat(20), (seed, shards, batchSize, from) => {
        const starts = shardStarts(shards);
        const order = createBatchOrder(seed, shards, batchSize);
        const needed: number[] = [];
        for (let step = from; needed.length < shards.length; step += 1) {
          for (const image of order.indicesOf(step)) {
            const shard = shardOf(starts, image);
            if (!needed.includes(shard)) needed.push(shard);
          }
        }
        expect(order.shardsFrom(from)).toEqual(needed);
      }),
    );
  });

  it('cuts the last shard where the images end', () => {
    const shards = [{ images: 10 }, { images: 10 }, { images: 10 }];
    expect(shardSizes(shards, 25)).toEqual([10, 10, 5]);
    expect(shardSizes(shards, 20)).toEqual([10, 10]);
    expect(shardSizes(shards, 3)).toEqual([3]);
  });
});
