import { range, reshape, slice, split, tensor1d, type Tensor } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../../backend/node-backends';

beforeAll(() => useBackend('wasm'));

const blocks = fc
  .array(fc.record({ length: fc.integer({ min: 1, max: 5 }), from: fc.nat(), taken: fc.nat() }), { minLength: 1, maxLength: 5 })
  .map((axes) =>
    axes.map(({ length, from, taken }) => {
      const begin = from % length;
      return { length, begin, size: 1 + (taken % (length - begin)) };
    }),
  );

/** The block by definition: every index in turn. */
function expectedBlock(axes: readonly { length: number; begin: number; size: number }[]): number[] {
  return axes.reduce<number[]>(
    (found, { length, begin, size }) =>
      found.flatMap((index) => Array.from({ length: size }, (_, place) => index * length + begin + place)),
    [0],
  );
}

function counting(shape: number[]): Tensor {
  return reshape(range(0, shape.reduce((product, length) => product * length, 1), 1, 'float32'), shape);
}

describe('Slice', () => {
  it('takes any block of any tensor', async () => {
    await fc.assert(
      fc.asyncProperty(blocks, async (axes) => {
        const source = counting(axes.map(({ length }) => length));
        const part = slice(source, axes.map(({ begin }) => begin), axes.map(({ size }) => size));
        expect(part.shape).toEqual(axes.map(({ size }) => size));
        expect([...(await part.data())]).toEqual(expectedBlock(axes));
      }),
    );
  });

  it('takes long runs, and the rest where the size is −1', async () => {
    const part = slice(counting([7, 101]), [2, 50], [3, -1]);
    const rows = [2, 3, 4].flatMap((row) => Array.from({ length: 51 }, (_, place) => row * 101 + 50 + place));
    expect([...(await part.data())]).toEqual(rows);
  });

  it('leaves other types to the stock kernel', async () => {
    expect([...(await slice(tensor1d([1, 2, 3], 'int32'), [1], [2]).data())]).toEqual([2, 3]);
  });
});

describe('SplitV', () => {
  it('cuts into parts of given lengths along any axis', async () => {
    const parts = split(counting([2, 3, 2]), [1, 2], 1);
    expect(await Promise.all(parts.map(async (part) => [...(await part.data())]))).toEqual([
      [0, 1, 6, 7],
      [2, 3, 4, 5, 8, 9, 10, 11],
    ]);
  });

  it('cuts into so many equal parts', async () => {
    const parts = split(counting([4, 1]), 2, -2);
    expect(await Promise.all(parts.map(async (part) => [...(await part.data())]))).toEqual([[0, 1], [2, 3]]);
  });
});
