import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fieldSize, imagesOf, type DataField, type Dataset } from '../../domain/datasets/dataset';
import { datasetById, datasets } from '../../domain/datasets/datasets';
import { sizeOf } from '../../domain/shape';
import { keysOf } from '../../lib/keys';
import type { SplitName } from '../dataset-index';
import { otherImage, sourceBlock, type Derivation } from './derivation';
import { derivations } from './derivations';
import { blots, watched } from './source.test-helpers';

const sets = Object.entries<Derivation>(derivations);
const anySeed = fc.nat();
const anyIndex = fc.nat({ max: 49 });

/** The largest number that a field may hold, in a set of images of so many pixels a side. */
function mostOf(field: DataField, side: number): number {
  switch (field.kind) {
    case 'image':
      return 255;
    case 'box':
      return side;
    case 'tags':
      return 1;
    case 'ordinal':
      return field.levels.length - 1;
    case 'class':
    case 'mask':
      return field.classes.length - 1;
    default:
      throw new Error(`no derived set has a field of kind ${field.kind}`);
  }
}

it('has a set for each that says that it is derived, and no other', () => {
  const told = keysOf(datasets).filter((id) => datasetById(id).derivedFrom !== undefined);
  expect(sets.map(([id]) => id).toSorted()).toEqual(told.toSorted());
});

describe.each(sets)('the derived set %s', (id, { fields, compose }) => {
  const dataset = Object.entries(datasets).flatMap(([known, facts]): readonly Dataset[] => (known === id ? [facts] : []))[0];
  if (dataset === undefined) throw new Error(`there is no set ${id}`);
  const [height = 0, width = 0] = imagesOf(dataset).shape;
  const source = dataset.derivedFrom === 'mnist' ? datasets.mnist : datasets.cifar10;
  const blotsOf = (split: SplitName, images: number) => blots(split, images, 1, sizeOf(imagesOf(source).shape));
  const someBlots = blotsOf('train', 50);

  it('is composed of a set that is there, of as many square images', () => {
    expect(height).toBe(width);
    expect(datasets).toHaveProperty([dataset.derivedFrom ?? ''], source);
    expect(dataset.splits).toEqual(source.splits);
  });

  it('composes all of its fields, in their sizes and ranges', () => {
    fc.assert(
      fc.property(anySeed, anyIndex, (seed, index) => {
        const example = compose(someBlots, seed, index, {});
        expect(Object.keys(example).toSorted()).toEqual(Object.keys(fields).toSorted());
        for (const [name, field] of Object.entries(fields)) {
          const values = example[name] ?? [];
          expect(values).toHaveLength(fieldSize(dataset, name));
          expect(Math.max(...values)).toBeLessThanOrEqual(mostOf(field, width));
        }
      }),
    );
  });

  it('composes each example by itself, in any order, and leaves the source as it was', () => {
    fc.assert(
      fc.property(anySeed, fc.shuffledSubarray(Array.from({ length: 50 }, (_, index) => index), { minLength: 2, maxLength: 6 }), (seed, order) => {
        const inOrder = new Map(order.toSorted((a, b) => a - b).map((index) => [index, compose(blotsOf('train', 50), seed, index, {})]));
        for (const index of order) expect(compose(someBlots, seed, index, {})).toEqual(inOrder.get(index));
      }),
      { numRuns: 20 },
    );
    expect(someBlots.imageAt(0)).toEqual(blotsOf('train', 50).imageAt(0));
  });

  it('is another one with another seed, and on the other split', () => {
    const imagesWith = (split: 'train' | 'test', seed: number) =>
      // The same images and labels on both splits, so that what differs is the composition.
      Array.from({ length: 8 }, (_, index) => [...(compose({ ...someBlots, split }, seed, index, {})['image'] ?? [])]);
    expect(imagesWith('train', 1)).not.toEqual(imagesWith('train', 2));
    expect(imagesWith('train', 1)).not.toEqual(imagesWith('test', 1));
  });

  it('takes image and label i for example i, and else only images of the same block of the split', () => {
    fc.assert(
      fc.property(anySeed, fc.nat({ max: 2 * sourceBlock + 9 }), (seed, index) => {
        const { source: noted, asked } = watched(blotsOf('test', 2 * sourceBlock + 10));
        compose(noted, seed, index, {});
        expect(asked).toContain(index);
        const first = index - (index % sourceBlock);
        for (const image of asked) {
          expect(image).toBeGreaterThanOrEqual(first);
          expect(image).toBeLessThan(Math.min(first + sourceBlock, 2 * sourceBlock + 10));
        }
      }),
    );
  });
});

describe('another image of the block', () => {
  it('is each of the others, and never the image itself', () => {
    const split = blots('train', sourceBlock + 5);
    for (let index = sourceBlock; index < split.images; index += 1) {
      const others = new Set(Array.from({ length: 200 }, (_, counter) => otherImage(split, index, 3, counter)));
      expect([...others].toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4].map((place) => sourceBlock + place).filter((other) => other !== index));
    }
  });

  it('does not exist in a block of one', () => {
    expect(() => otherImage(blots('train', 1), 0, 1, 0)).toThrow('a block of one image has no other');
  });
});
