import { describe, expect, it } from 'vitest';
import { bmpOf, idxOf, plain } from '../testing/made-files';
import { usualChoices, type ImportChoices } from './choices';
import { built, filesOf, foundIn, zipped } from './import.test-helpers';
import type { ImportFile } from './import-file';

const photos = (shift: number) =>
  zipped(Object.fromEntries(['cup', 'pen'].flatMap((name, at) => Array.from({ length: 9 }, (_, index) => [`photos/${name}/${index}.bmp`, bmpOf(12, 16, (y, x) => [80 * at + y, x + shift, index])] as const))));
const table = (cut: string) => filesOf({ 'a.csv': `width;height;kind;amount\n1;2;a;1,5\n3;4;;2\n5;6;b;\n7;8;b;${cut}\n9;1;a;2\n2;3;;1\n` });
const digits = (label: number) => filesOf({ 'train-images-idx3-ubyte': idxOf([30, 4, 4], (place) => place % 251), 'train-labels-idx1-ubyte': idxOf([30], (place) => (place + label) % 3) });

/** What somebody decides, beside what is usual. */
type Decided = Partial<ImportChoices>;

describe.each<readonly [string, readonly ImportFile[], readonly ImportFile[], Decided]>([
  ['IDX files', digits(0), digits(1), { testShare: 0.3, seed: 5 }],
  ['a zip of class folders', photos(0), photos(1), { size: [10, 10], channels: 1, fit: 'stretch', mirrors: false, seed: 9 }],
  ['a CSV in which labels are missing', table('3'), table('4'), { kinds: { kind: 'ordinal', amount: 'value' }, testShare: 0.5 }],
])('who loads %s for an experiment that was sent', (_name, own, other, decided) => {
  it('comes to the same data without knowing what was decided, and sees that other files are others', async () => {
    const sent = await built(await foundIn(own), decided);
    const received = async (files: readonly ImportFile[]) => {
      const found = await foundIn(files);
      return (await built(found, usualChoices(found, 'whatever it is called here', sent.facts))).facts;
    };
    expect(await received(own)).toEqual(sent.facts);
    expect((await received(other)).fingerprint).not.toBe(sent.facts.fingerprint);
  });
});

it('one picture more makes other data', async () => {
  const files = { 'a/1.bmp': plain([1, 1, 1]), 'a/2.bmp': plain([2, 2, 2]), 'b/1.bmp': plain([3, 3, 3]) };
  const sent = await built(await foundIn(filesOf(files)));
  const found = await foundIn(filesOf({ ...files, 'b/2.bmp': plain([4, 4, 4]) }));
  expect((await built(found, usualChoices(found, 'x', sent.facts))).facts.fingerprint).not.toBe(sent.facts.fingerprint);
});
