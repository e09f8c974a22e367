import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keysOf } from '../../lib/keys';
import { imagesOf } from '../datasets/dataset';
import { datasetById, datasets } from '../datasets/datasets';
import { sizeOf } from '../shape';
import { classes } from '../targets/classes';
import { image } from '../targets/image';
import { targetKinds, type Example } from '../targets/target';
import { values } from '../targets/values';
import { taskKind, taskKinds } from './task-kinds';

const bytesOf = (size: number) => fc.uint8Array({ minLength: size, maxLength: size });

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
      const length = sizeOf(target.outputShape(shape));
      fc.assert(
        fc.property(fc.integer({ min: 0, max: 9 }), bytesOf(sizeOf(shape)), (label, bytes) => {
          const example = exampleOf(label, bytes);
          const [encoded, shown] = [target.encode?.(example), target.answer(example)];
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

  it('that is the image is made of its bytes', () => {
    const target = image('image');
    expect(target.encode).toBeUndefined();
    expect([...target.answer(exampleOf(0, Uint8Array.of(0, 255, 51)))]).toEqual([0, 1, expect.closeTo(0.2, 6)]);
    expect(target.outputShape([4, 3, 1])).toEqual([4, 3, 1]);
  });
});
