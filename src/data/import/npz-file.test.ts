import { expect, it } from 'vitest';
import { fileOf } from './import-file';
import { built, foundIn } from './import.test-helpers';
import { npzArray, npzFile } from './npz-file';

it('a set that was written comes back: images in their split, labels with the names of their classes', async () => {
  const array = (name: string, descr: string, shape: readonly number[], rows: number, values: Uint8Array<ArrayBuffer> | Int32Array<ArrayBuffer> | Uint32Array<ArrayBuffer>) => {
    const made = npzArray(name, descr, shape);
    made.rows = rows;
    made.parts.push(new Blob([values]));
    return made;
  };
  const file = await npzFile([
    array('train_image', '|u1', [1, 2, 3], 3, Uint8Array.from({ length: 18 }, (_, place) => place)),
    array('train_label', '<i4', [], 3, Int32Array.of(1, -1, 0)),
    array('test_image', '|u1', [1, 2, 3], 1, new Uint8Array(6)),
    array('test_label', '<i4', [], 1, Int32Array.of(1)),
    array('label_names', '<U2', [], 2, Uint32Array.of(104, 105, 29399, 0)),
  ]);
  const set = await built(await foundIn([fileOf('a.npz', new Uint8Array(await file.arrayBuffer()))]));
  expect(set.facts).toMatchObject({ train: 3, test: 1, fields: { image: { shape: [1, 2, 3] }, label: { classes: [{ text: 'hi' }, { text: '狗' }], mayBeMissing: true } } });
  expect([...(set.shards['train-000.bin']?.fields['image']?.values ?? [])]).toEqual(Array.from({ length: 18 }, (_, place) => place));
  expect([...(set.shards['train-000.bin']?.fields['label']?.missing ?? [])]).toEqual([0, 1, 0]);
});
