import { describe, expect, it } from 'vitest';
import { usualChoices } from '../../data/import/choices';
import { classNames } from '../../data/import/names';
import { fileOf } from '../../data/import/import-file';
import { readFiles } from '../../data/import/read-files';
import { canBeUsed, collectedFiles, createCollection } from './collection';

const png = (name = 'a.png') => new File([Uint8Array.of(1)], name);

/** A collection with so many pictures of each class. */
function collected(classes: Readonly<Record<string, number>>) {
  const collection = createCollection();
  collection.getState().addClasses(Object.keys(classes));
  for (const { id, name } of collection.getState().classes) for (let count = 0; count < (classes[name] ?? 0); count += 1) collection.getState().addPicture(id, png());
  return collection;
}

async function readBack(classes: Readonly<Record<string, number>>) {
  const files = collectedFiles(collected(classes).getState().classes, 'mine');
  const found = await readFiles(
    files.map(({ path }) => fileOf(path, Uint8Array.of(0x89, 0x50, 0x4e, 0x47))),
    { report: () => {}, decode: () => Promise.resolve(undefined) },
  );
  if (!found.ok) throw new Error(found.error.code);
  return found.value;
}

describe('a collection', () => {
  it('can be used once two classes have pictures', () => {
    expect(canBeUsed(collected({ a: 3, b: 0 }).getState().classes)).toBe(false);
    expect(canBeUsed(collected({ a: 3, b: 1 }).getState().classes)).toBe(true);
  });

  it('loses pictures and classes that are removed, and no others', () => {
    const collection = collected({ a: 2, b: 1 });
    const [first, second] = collection.getState().classes;
    const kept = first?.pictures[1];
    collection.getState().removePicture(first?.id ?? 0, first?.pictures[0]?.id ?? 0);
    collection.getState().removeClass(second?.id ?? 0);
    collection.getState().rename(first?.id ?? 0, 'z');
    expect(collection.getState().classes).toEqual([{ id: first?.id, name: 'z', pictures: [kept] }]);
  });

  it('is read by an import with its classes and counts', async () => {
    const found = await readBack({ cup: 3, 'a/b': 2 });
    expect(found).toMatchObject({ format: 'folders', rows: 5, columns: [{ kind: 'labels', classes: ['a∕b', 'cup'] }] });
    expect(usualChoices(found, 'mine').kinds).toEqual({ label: 'class' });
  });

  it.each(['test', '.hidden', '..', '__MACOSX', 'Thumbs.db', 'val'])('has a class even where it is called %s', async (name) => {
    const [column] = (await readBack({ [name]: 2, other: 2 })).columns;
    expect(column?.kind === 'labels' && classNames(column.classes).toSorted()).toEqual([name, 'other'].toSorted());
  });
});
