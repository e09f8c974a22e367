import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keysOf } from '../../lib/keys';
import { imagesOf } from '../datasets/dataset';
import { datasetById, datasets } from '../datasets/datasets';
import { sizeOf } from '../shape';
import { taskKind, taskKinds } from './task-kinds';
import { classes } from '../targets/classes';
import { image } from '../targets/image';
import { targetIds } from '../targets/target';
import { values } from '../targets/values';

const bytesOf = (size: number) => fc.uint8Array({ minLength: size, maxLength: size });

describe('the targets of all tasks', () => {
  it.each(keysOf(taskKinds))('%s: what the loss takes, what is shown and what a head gives have the lengths that are told', (id) => {
    const { target, suits } = taskKind(id);
    for (const dataset of keysOf(datasets).map(datasetById).filter(suits)) {
      const { shape } = imagesOf(dataset);
      const length = sizeOf(target.outputShape(shape));
      fc.assert(
        fc.property(fc.integer({ min: 0, max: 9 }), bytesOf(sizeOf(shape)), (label, bytes) => {
          const [encoded, shown] = [target.encode?.(label, bytes), target.answer(label, bytes)];
          expect(shown).toHaveLength(target.storage === 'index' ? 1 : length);
          if (encoded === undefined) return;
          expect(encoded).toHaveLength(target.storage === 'index' ? 1 : length);
          if (target.storage === 'numbers') {
            // A head that is right is shown as the truth is.
            const decoded = target.decode(Float32Array.from(encoded));
            decoded.forEach((value, place) => expect(value).toBeCloseTo(shown[place] ?? Number.NaN, 5));
          } else expect(target.classes[encoded[0] ?? -1]).toBeDefined();
        }),
        { numRuns: 5 },
      );
    }
  });

  it('are each of a target that has a file', () => {
    expect([...new Set(keysOf(taskKinds).map((id) => taskKind(id).target.id))].toSorted()).toEqual([...targetIds].toSorted());
  });
});

describe('a target', () => {
  it('of classes has a logit for each, and an index for the truth', () => {
    const target = classes(['low', 'high'], (label) => (label > 4 ? 1 : 0));
    expect([target.outputShape([28, 28, 1]), target.encode?.(7, new Uint8Array()), target.classes]).toEqual([[2], [1], ['low', 'high']]);
  });

  it('of values is learned with a spread near 1 and shown in its own unit', () => {
    const target = values(2, { offset: 10, scale: 2 }, (label) => [label, 2 * label]);
    expect(target.encode?.(12, new Uint8Array())).toEqual([1, 7]);
    expect([...target.decode(Float32Array.of(1, 7))]).toEqual([12, 24]);
    expect([...target.answer(12, new Uint8Array())]).toEqual([12, 24]);
  });

  it('that is the image is made of its bytes', () => {
    expect(image.encode).toBeUndefined();
    expect([...image.answer(0, Uint8Array.of(0, 255, 51))]).toEqual([0, 1, expect.closeTo(0.2, 6)]);
    expect(image.outputShape([4, 3, 1])).toEqual([4, 3, 1]);
  });
});
