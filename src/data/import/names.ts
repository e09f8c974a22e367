import { limits } from '../../experiment/limits';
import { cleanText } from '../../experiment/text';

/** Names for fields: unique, and of the characters that fields may have. `taken` is not given again. */
export function fieldIds(titles: readonly string[], taken: readonly string[] = ['image', 'input']): readonly string[] {
  const used = new Set(taken);
  return titles.map((title, index) => {
    const plain = title
      .normalize('NFKD')
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replace(/^[^a-z]+/, '')
      .slice(0, 30)
      .replace(/-+$/, '');
    const base = plain === '' ? `field-${index + 1}` : plain;
    let id = base;
    for (let number = 2; used.has(id); number += 1) id = `${base}-${number}`;
    used.add(id);
    return id;
  });
}

/** Names of classes: not empty, as long as they may be, and all different. */
export function classNames(names: readonly string[]): readonly string[] {
  const used = new Set<string>();
  return names.map((name, index) => {
    const plain = cleanText(name.normalize('NFC'), limits.className, false).trim();
    const base = plain === '' ? String(index) : plain;
    let unique = base;
    for (let number = 2; used.has(unique); number += 1) unique = `${cleanText(base, limits.className - 5, false)} (${number})`;
    used.add(unique);
    return unique;
  });
}

/** Texts as indices into their different ones, sorted as numbers where they are some; −1 for empty ones. */
export function labelsOf(texts: readonly string[]): { readonly values: Int32Array; readonly classes: readonly string[] } {
  const different = [...new Set(texts.filter((text) => text !== ''))].toSorted(byNumberThenText);
  const indices = new Map(different.map((text, index) => [text, index]));
  return { values: Int32Array.from(texts, (text) => indices.get(text) ?? -1), classes: different };
}

function byNumberThenText(one: string, other: string): number {
  const difference = Number(one) - Number(other);
  if (difference !== 0 && !Number.isNaN(difference)) return difference;
  return one < other ? -1 : Number(one > other);
}

const testWords: ReadonlySet<string> = new Set(['test', 'testing', 'tests', 't10k', 'eval']);
const trainWords: ReadonlySet<string> = new Set(['train', 'training', 'trn']);
const validationWords: ReadonlySet<string> = new Set(['val', 'valid', 'validation', 'dev']);

export type Split = 'train' | 'validation' | 'test';

/** The part of a data set that a word names. */
export function splitOfWord(word: string): Split | undefined {
  const plain = word.toLowerCase();
  if (testWords.has(plain)) return 'test';
  if (trainWords.has(plain)) return 'train';
  return validationWords.has(plain) ? 'validation' : undefined;
}

/** The part that a name such as "train-images" or "x_test" speaks of. */
export function splitOfName(name: string): Split | undefined {
  for (const word of name.toLowerCase().split(/[^a-z0-9]+|(?<=[a-z])\d+$/)) {
    const split = splitOfWord(word);
    if (split !== undefined) return split;
  }
  return undefined;
}

/**
 * [rows] 1 for the test part, of what the files say of each row. Validation counts as test where
 * there is no test part, else as train. Undefined where they do not say that there are both.
 */
export function testMarks(splits: readonly (Split | undefined)[]): Uint8Array | undefined {
  const tested = splits.includes('test') ? 'test' : 'validation';
  const marks = Uint8Array.from(splits, (split) => Number(split === tested));
  return marks.includes(1) && marks.includes(0) ? marks : undefined;
}
