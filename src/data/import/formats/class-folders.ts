import { fail, ok } from '../../../lib/result';
import { faultIn } from '../fault';
import type { Column, ImportNote } from '../found';
import { foldersOf, withoutCommonFolders } from '../import-file';
import { labelsOf, splitOfWord, testMarks, type Split } from '../names';
import { passedOver, picturesOf } from './pictures';
import type { ReadFormat } from './reader';

/**
 * Pictures in folders, a folder for each class; perhaps below folders "train", "val" and "test".
 * Pictures that lie all in one folder have no classes.
 */
export const readClassFolders: ReadFormat = (files) => {
  const pictures = picturesOf(files);
  const [first] = pictures;
  if (first === undefined) return Promise.resolve(undefined);
  const places = withoutCommonFolders(pictures).map(({ path }) => placeOf(foldersOf(path)));
  const test = testMarks(places.map(({ split }) => split));
  const { values, classes } = labelsOf(places.map(({ label }) => label));
  const column: Column = { id: 'label', title: 'label', kind: 'labels', values, classes };
  const notes: ImportNote[] = [...passedOver(files, new Set(pictures))];
  if (classes.length < 2) notes.push({ code: 'unlabelled', params: {} });
  else if (values.includes(-1)) notes.push({ code: 'only-part-labelled', params: { count: values.filter((value) => value < 0).length } });
  if (pictures.length < 2) return Promise.resolve(fail(faultIn(first.path, 'too-few')));
  return Promise.resolve(
    ok({ format: 'folders', rows: pictures.length, input: { kind: 'pictures', files: pictures }, columns: classes.length < 2 ? [] : [column], test, inAnyOrder: true, notes }),
  );
};

/** The part and the class that folders name: the first that is no part's name is the class. */
function placeOf(folders: readonly string[]): { readonly split: Split | undefined; readonly label: string } {
  const [outer = '', ...rest] = folders;
  const split = splitOfWord(outer);
  return { split, label: (split === undefined ? outer : rest[0]) ?? '' };
}
