import type { HandedFile } from '../../../../protocol/import-messages';

/** Files of a picker; those of a folder have its path. */
export function pickedFiles(files: Iterable<File>): readonly HandedFile[] {
  return [...files].map((file) => ({ path: file.webkitRelativePath === '' ? file.name : file.webkitRelativePath, file }));
}

/** Files that were dropped or pasted, with all that is in folders among them. */
export async function transferredFiles({ items, files }: DataTransfer): Promise<readonly HandedFile[]> {
  // Entries can only be had before anything is awaited.
  const entries = [...items].flatMap((item) => (item.kind === 'file' ? (item.webkitGetAsEntry() ?? []) : []));
  const plain = pickedFiles(files);
  if (!entries.some(isFolder)) return plain;
  return (await Promise.all(entries.map((entry) => filesOf(entry, entry.name)))).flat();
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

async function filesOf(entry: FileSystemEntry, path: string): Promise<readonly HandedFile[]> {
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    return [{ path, file }];
  }
  if (!isFolder(entry)) return [];
  const reader = entry.createReader();
  const found: HandedFile[] = [];
  // A reader gives some entries at a time, none once there are no more.
  for (;;) {
    const some = await new Promise<readonly FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return found;
    for (const one of some) found.push(...(await filesOf(one, `${path}/${one.name}`)));
  }
}
