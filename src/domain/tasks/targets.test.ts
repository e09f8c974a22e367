import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keysOf } from '../../lib/keys';
import { fieldSize, imagesOf, type DataField, type Dataset } from '../datasets/dataset';
import { datasetById, datasets } from '../datasets/datasets';
import { sizeOf } from '../shape';
import { classes } from '../targets/classes';
import { image } from '../targets/image';
import { box } from '../targets/box';
import { targetKinds, type Example, type FieldNumbers } from '../targets/target';
import { values } from '../targets/values';
import { taskKind, taskKinds } from './task-kinds';

/** Numbers that a data set may have of its fields, whatever they are. */
function anyExampleOf(dataset: Dataset): fc.Arbitrary<Example> {
  const [height = 0, width = 0] = imagesOf(dataset).shape;
  const upTo = (most: number, size: number) => fc.uint8Array({ min: 0, max: most, minLength: size, maxLength: size });
  const ends = (length: number) =>
    fc.uniqueArray(fc.integer({ min: 0, max: length }), { minLength: 2, maxLength: 2 }).map((two) => two.toSorted((one, other) => one - other));
  const numbersOf = (name: string, field: DataField): fc.Arbitrary<FieldNumbers> => {
    switch (field.kind) {
      case 'class':
      case 'mask':
        return upTo(field.classes.length - 1, fieldSize(dataset, name));
      case 'ordinal':
        return upTo(field.levels.length - 1, 1);
      case 'tags':
        return upTo(1, field.names.length);
      case 'box':
        return fc.tuple(ends(width), ends(height)).map(([[left = 0, right = 0], [top = 0, bottom = 0]]) => Int32Array.of(left, top, right, bottom));
      default:
        return upTo(255, fieldSize(dataset, name));
    }
  };
  const fields = Object.entries(dataset.fields).map(([name, field]) => numbersOf(name, field).map((numbers) => [name, numbers] as const));
  return fc.tuple(...fields).map((known) => (name) => new Map(known).get(name) ?? new Uint8Array());
}

/** An example of a label and an image, whatever the fields are called. */
const exampleOf =
  (label: number, bytes = new Uint8Array()): Example =>
  (field) => (field === 'image' ? bytes : Uint8Array.of(label));

describe('the targets of all tasks', () => {
  it.each(keysOf(taskKinds))('%s: what the loss takes, what is shown and what a head gives have the lengths that are told', (id) => {
    const { target: targetId, targetOf, suits } = taskKind(id);
    for (const dataset of keysOf(datasets).map(datasetById).filter(suits)) {
      const target = targetOf(dataset, {});
      expect(target.id).toBe(targetId);
      const { shape } = imagesOf(dataset);
      const length = sizeOf(target.encodedShape(shape));
      fc.assert(
        fc.property(anyExampleOf(dataset), (example) => {
          const [encoded, shown] = [target.encode?.(example), target.answer(example)];
          expect(shown).toHaveLength(length);
          if (encoded === undefined) return;
          expect(encoded).toHaveLength(length);
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
    expect([...new Set(keysOf(taskKinds).map((id) => taskKind(id).target))].toSorted()).toEqual(keysOf(targetKinds).toSorted());
  });
});

describe('the question of a class', () => {
  const { targetOf } = taskKind('classify');
  const answers = (groups: readonly { readonly name: string; readonly classes: readonly number[] }[]) => {
    const target = targetOf(datasetById('mnist'), { groups: groups.map(({ name, classes: own }) => ({ name: { text: name }, classes: own })) });
    const names = target.classes.map((name) => ('text' in name ? name.text : name.id));
    return Array.from({ length: 10 }, (_, digit) => names[target.answer(exampleOf(digit))[0] ?? -1]);
  };

  it('has each class by itself, or the groups that a person made', () => {
    expect(answers([])).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
    expect(answers([{ name: 'round', classes: [0, 8] }, { name: 'straight', classes: [1, 7, 4, 2, 3, 5, 6, 9] }]))
      .toEqual(['round', 'straight', 'straight', 'straight', 'straight', 'straight', 'straight', 'straight', 'round', 'straight']);
  });

  it('puts a class that is in no group into the last, one that is in two into the first, and leaves empty groups out', () => {
    expect(answers([{ name: 'a', classes: [0, 1] }, { name: 'none', classes: [1, 700] }, { name: 'b', classes: [2] }]))
      .toEqual(['a', 'a', 'b', 'b', 'b', 'b', 'b', 'b', 'b', 'b']);
  });

  it('gives its ready-made ones the answers that their names promise', () => {
    const told = (id: 'parity' | 'at-least-five' | 'loop') =>
      Array.from({ length: 10 }, (_, digit) => taskKind(id).targetOf(datasetById('mnist'), {}).answer(exampleOf(digit))[0]);
    expect(told('parity')).toEqual([0, 1, 0, 1, 0, 1, 0, 1, 0, 1]);
    expect(told('at-least-five')).toEqual([0, 0, 0, 0, 0, 1, 1, 1, 1, 1]);
    expect(told('loop')).toEqual([1, 0, 0, 0, 0, 0, 1, 0, 1, 1]);
    const animals = Array.from({ length: 10 }, (_, label) => taskKind('animal-or-vehicle').targetOf(datasetById('cifar10'), {}).answer(exampleOf(label))[0]);
    expect(animals).toEqual([0, 0, 1, 1, 1, 1, 1, 1, 0, 0]);
  });
});

describe('a target', () => {
  it('of classes has a logit for each, and an index for the truth', () => {
    const names = [{ id: 'low' }, { text: 'high' }];
    const target = classes('digit', names, (example) => ((example('digit')[0] ?? 0) > 4 ? 1 : 0));
    expect([target.outputShape([28, 28, 1]), target.encode?.(exampleOf(7)), target.classes]).toEqual([[2], [1], names]);
  });

  it('of values is learned with a spread near 1 and shown in its own unit', () => {
    const target = values('digit', 2, { offset: 10, scale: 2 }, (example) => [1, 2].map((factor) => factor * (example('digit')[0] ?? 0)));
    expect(target.encode?.(exampleOf(12))).toEqual([1, 7]);
    expect([...target.decode(Float32Array.of(1, 7))]).toEqual([12, 24]);
    expect([...target.answer(exampleOf(12))]).toEqual([12, 24]);
  });

  it('that is a box is learned as shares of the image and shown in its pixels', () => {
    const target = box('box', [20, 40, 1]);
    const example: Example = () => Int32Array.of(10, 5, 30, 10);
    expect(target.encode?.(example)).toEqual([0.5, 0.375, 0.5, 0.25]);
    expect([...target.decode(Float32Array.of(0.5, 0.375, 0.5, 0.25, 0.5, 0.5, 1, 1))]).toEqual([10, 5, 30, 10, 0, 0, 40, 20]);
    expect([...target.answer(example)]).toEqual([10, 5, 30, 10]);
  });

  it('that is the image is made of its bytes', () => {
    const target = image('image');
    expect(target.encode).toBeUndefined();
    expect([...target.answer(exampleOf(0, Uint8Array.of(0, 255, 51)))]).toEqual([0, 1, expect.closeTo(0.2, 6)]);
    expect(target.outputShape([4, 3, 1])).toEqual([4, 3, 1]);
  });
});
