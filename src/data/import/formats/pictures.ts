import { endingOf, nameOf, stemOf, type ImportFile } from '../import-file';
import type { ImportNote } from '../found';
import { isPictureEnding } from '../pictures/picture-header';

/** The pictures among files, by their paths. */
export function picturesOf(files: readonly ImportFile[]): readonly ImportFile[] {
  return files.filter(({ path }) => isPictureEnding(endingOf(path))).toSorted((one, other) => (one.path < other.path ? -1 : 1));
}

/** Tells of files that are not used, where there are any. */
export function passedOver(files: readonly ImportFile[], used: ReadonlySet<ImportFile>): readonly ImportNote[] {
  const others = files.filter((file) => !used.has(file));
  return others.length === 0 ? [] : [{ code: 'passed-over', params: { count: others.length, first: others[0]?.path ?? '' } }];
}

/** Finds pictures by what a list calls them: a path, the end of one, or a name with or without its ending. */
export function finderOf(pictures: readonly ImportFile[]): (name: string) => ImportFile | undefined {
  const found = new Map<string, ImportFile | 'several'>();
  const note = (key: string, file: ImportFile) => found.set(key, found.has(key) && found.get(key) !== file ? 'several' : file);
  for (const file of pictures) {
    const parts = file.path.split('/');
    for (let from = 0; from < parts.length; from += 1) {
      const end = parts.slice(from).join('/');
      note(end, file);
      note(stemOf(end), file);
    }
  }
  return (name) => {
    const plain = name.normalize('NFC').replaceAll('\\', '/').replace(/^(\.?\/)+/, '').trim();
    const file = found.get(plain) ?? found.get(nameOf(plain));
    return file === 'several' ? undefined : file;
  };
}
