import { fail, ok, type Result } from '../../../lib/result';
import { faultIn, type ImportFault } from '../fault';
import type { Column, ImportNote } from '../found';
import { foldersOf, nameOf, stemOf, type ImportFile } from '../import-file';
import { splitOfWord, testMarks } from '../names';
import { decodeFile, type Picture } from '../pictures/picture';
import { picturesOf } from './pictures';
import type { ReadContext, ReadFormat } from './reader';

/** Colours of masks that are classes; with more of them a mask is a picture that says dark or bright. */
export const mostColours = 32;

const maskWords = /^(masks?|labels?|annotations?|segmentations?|segm?|gt|ground[-_ ]?truth|targets?|trimaps?)$/i;
const imageWords = /^(images?|imgs?|pictures?|photos?|jpegimages)$/i;
const maskEnding = /[-_ .](mask|label|seg|segmentation|gt)$/i;

/** Pictures with mask images of the same name: in a folder such as "masks", or with "_mask" behind their names. */
export const readMasks: ReadFormat = async (files, context) => {
  const pictures = picturesOf(files);
  const masks = new Map<string, ImportFile>();
  const images: ImportFile[] = [];
  for (const file of pictures) {
    const key = maskKey(file.path);
    if (key === undefined) images.push(file);
    else if (masks.has(key)) return fail(faultIn(file.path, 'duplicate-name'));
    else masks.set(key, file);
  }
  if (masks.size === 0 || images.length === 0) return undefined;
  const pairs = images.map((file) => masks.get(keyOf(file.path)));
  const found = pairs.filter((mask) => mask !== undefined);
  if (found.length === 0) return undefined;
  const keys = new Set<string>();
  for (const { path } of images) {
    if (keys.has(keyOf(path))) return fail(faultIn(path, 'duplicate-name'));
    keys.add(keyOf(path));
  }
  const colours = await coloursOf(found, context);
  if (!colours.ok) return colours;
  const known = colours.value.length <= mostColours ? colours.value : [];
  const classes = known.length === 0 ? ['ground', 'object'] : known.map((colour, index) => (index === 0 ? 'ground' : nameOfColour(colour)));
  const column: Column = { id: 'mask', title: 'mask', kind: 'masks', files: pairs, colours: known, classes };
  const notes: ImportNote[] = found.length === images.length ? [] : [{ code: 'only-part-labelled', params: { count: images.length - found.length } }];
  const test = testMarks(images.map(({ path }) => foldersOf(path).map(splitOfWord).find((split) => split !== undefined)));
  return ok({ format: 'masks', rows: images.length, input: { kind: 'pictures', files: images }, columns: [column], test, inAnyOrder: true, notes });
};

/** The key of a mask's picture; undefined for a picture that is no mask. */
function maskKey(path: string): string | undefined {
  return maskEnding.test(stemOf(nameOf(path))) || foldersOf(path).some((folder) => maskWords.test(folder)) ? keyOf(path) : undefined;
}

/** What a picture and its mask have in common: their folders and name, but for what says which is which. */
function keyOf(path: string): string {
  const folders = foldersOf(path).filter((folder) => !maskWords.test(folder) && !imageWords.test(folder));
  return [...folders, stemOf(nameOf(path)).replace(maskEnding, '')].join('/').toLowerCase();
}

/** The colours of all masks, the ground first: black, or what there is most of; one too many at most. */
async function coloursOf(masks: readonly ImportFile[], { decode, report }: ReadContext): Promise<Result<readonly number[], ImportFault>> {
  const amounts = new Map<number, number>();
  for (const [index, file] of masks.entries()) {
    const picture = await decodeFile(file, decode);
    if (!picture.ok) return picture;
    count(picture.value, amounts);
    report(index + 1, masks.length);
    if (amounts.size > mostColours) break;
  }
  const sorted = [...amounts].toSorted(([one, much], [other, more]) => more - much || one - other).map(([colour]) => colour);
  const ground = sorted.includes(0) ? 0 : (sorted[0] ?? 0);
  return ok([ground, ...sorted.filter((colour) => colour !== ground).toSorted((one, other) => one - other)]);
}

function count({ data }: Picture, amounts: Map<number, number>): void {
  for (let at = 0; at < data.length && amounts.size <= mostColours; at += 4) {
    const colour = colourAt(data, at);
    amounts.set(colour, (amounts.get(colour) ?? 0) + 1);
  }
}

/** The colour of a pixel as one number. */
export function colourAt(data: Uint8Array, at: number): number {
  return ((data[at] ?? 0) << 16) | ((data[at + 1] ?? 0) << 8) | (data[at + 2] ?? 0);
}

/** Greys by how bright they are, other colours as in style sheets. */
function nameOfColour(colour: number): string {
  const [red, green, blue] = [colour >> 16, (colour >> 8) & 255, colour & 255];
  return red === green && green === blue ? String(red) : `#${colour.toString(16).padStart(6, '0')}`;
}
