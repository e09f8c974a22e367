import { createStore } from 'zustand/vanilla';
import { splitOfWord } from '../../data/import/names';
import { limits } from '../../experiment/limits';
import type { HandedFile } from '../../protocol/import-messages';

export interface CollectedPicture {
  /** Another one for each picture of the page. */
  readonly id: number;
  readonly file: File;
  /** Where an <img> finds it. */
  readonly url: string;
}

export interface CollectedClass {
  readonly id: number;
  readonly name: string;
  readonly pictures: readonly CollectedPicture[];
}

/** Pictures that are being collected into classes; kept until the page is closed. */
export interface Collection {
  readonly classes: readonly CollectedClass[];
  /** Adds classes of these names, as far as there may be so many. */
  readonly addClasses: (names: readonly string[]) => void;
  readonly rename: (id: number, name: string) => void;
  readonly removeClass: (id: number) => void;
  readonly addPicture: (id: number, file: File) => void;
  readonly removePicture: (id: number, picture: number) => void;
}

/** An empty collection. */
export function createCollection() {
  let given = 0;
  const nextId = () => (given += 1);
  return createStore<Collection>()((set, get) => {
    const change = (id: number, made: (known: CollectedClass) => CollectedClass) =>
      set({ classes: get().classes.map((known) => (known.id === id ? made(known) : known)) });
    const forget = ({ pictures }: Pick<CollectedClass, 'pictures'>) => pictures.forEach(({ url }) => URL.revokeObjectURL(url));
    return {
      classes: [],
      addClasses: (names) => set({ classes: [...get().classes, ...names.map((name) => ({ id: nextId(), name, pictures: [] }))].slice(0, limits.classes) }),
      rename: (id, name) => change(id, (known) => ({ ...known, name })),
      removeClass: (id) => {
        get().classes.filter((known) => known.id === id).forEach(forget);
        set({ classes: get().classes.filter((known) => known.id !== id) });
      },
      addPicture: (id, file) => change(id, (known) => ({ ...known, pictures: [...known.pictures, { id: nextId(), file, url: URL.createObjectURL(file) }] })),
      removePicture: (id, picture) =>
        change(id, (known) => {
          forget({ pictures: known.pictures.filter((one) => one.id === picture) });
          return { ...known, pictures: known.pictures.filter((one) => one.id !== picture) };
        }),
    };
  });
}

/** That of this page. */
export const collection = createCollection();

/** True once there is something to tell apart. */
export function canBeUsed(classes: readonly CollectedClass[]): boolean {
  return new Set(classes.filter(({ pictures }) => pictures.length > 0).map(({ name }) => folderOf(name))).size > 1;
}

/** The pictures as files in a folder for each class below one of that name, as an import takes them. */
export function collectedFiles(classes: readonly CollectedClass[], name: string): readonly HandedFile[] {
  return classes.flatMap((known) => known.pictures.map(({ id, file }) => ({ path: `${name}/${folderOf(known.name)}/${String(id).padStart(5, '0')}.png`, file })));
}

/** Names of folders that an import passes over. */
const passedOver = /^(\.|(__macosx|thumbs\.db|desktop\.ini)$)/i;

/** A folder for a class, whatever it is called: a blank before a name that would mean something else. */
function folderOf(name: string): string {
  const plain = name.replaceAll(/[/\\\0]/g, '∕').trim();
  return plain === '' || passedOver.test(plain) || splitOfWord(plain) !== undefined ? ` ${plain}` : plain;
}
