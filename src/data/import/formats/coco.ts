import { isRecord, own, parseJson } from '../../../lib/json';
import { fail, ok, type Result } from '../../../lib/result';
import { faultIn, type ImportFault } from '../fault';
import type { Found, FoundBox, ImportNote } from '../found';
import { endingOf, nameOf, type ImportFile } from '../import-file';
import { splitOfName, testMarks, type Split } from '../names';
import { finderOf, picturesOf } from './pictures';
import type { ReadFormat } from './reader';

/* Object detection as in COCO: https://cocodataset.org/#format-data. */

/** An image of a list, with the boxes of it. */
interface Listed {
  readonly file: ImportFile;
  readonly split: Split | undefined;
  readonly boxes: readonly FoundBox[];
}

/** Lists in COCO's form beside the pictures that they name: boxes with their classes. */
export const readCoco: ReadFormat = async (files) => {
  const lists: (readonly [ImportFile, Readonly<Record<string, unknown>>])[] = [];
  for (const file of files) {
    if (endingOf(file.path) !== 'json') continue;
    const bytes = await file.read();
    if (!bytes.ok) return bytes;
    const json = parseJson(new TextDecoder().decode(bytes.value));
    if (json === undefined) return fail(faultIn(file.path, 'damaged'));
    if (isRecord(json) && Array.isArray(own(json, 'images')) && Array.isArray(own(json, 'annotations'))) lists.push([file, json]);
  }
  return lists.length === 0 ? undefined : readLists(lists, picturesOf(files));
};

function readLists(lists: readonly (readonly [ImportFile, Readonly<Record<string, unknown>>])[], pictures: readonly ImportFile[]): Result<Found, ImportFault> {
  const find = finderOf(pictures);
  const classes: string[] = [];
  const listed: Listed[] = [];
  const missing: string[] = [];
  for (const [file, json] of lists) {
    const fault = readList(file, json, find, classes, listed, missing);
    if (fault !== undefined) return fail(fault);
  }
  const [path = ''] = lists.map(([file]) => file.path);
  if (listed.length === 0) return fail(faultIn(path, 'pictures-missing', { count: missing.length, name: missing[0] ?? '' }));
  const notes: ImportNote[] = missing.length === 0 ? [] : [{ code: 'pictures-missing', params: { count: missing.length, first: missing[0] ?? '' } }];
  const unlisted = pictures.length - listed.length;
  if (unlisted > 0) notes.push({ code: 'not-listed', params: { count: unlisted } });
  const boxes = listed.map((one) => one.boxes);
  return ok({
    format: 'coco',
    rows: listed.length,
    input: { kind: 'pictures', files: listed.map(({ file }) => file) },
    columns: [
      { id: 'box', title: 'box', kind: 'boxes', boxes, classes },
      { id: 'label', title: 'label', kind: 'labels', values: Int32Array.from(boxes, ([largest]) => largest?.class ?? -1), classes },
    ],
    test: testMarks(listed.map(({ split }) => split)),
    inAnyOrder: true,
    notes,
  });
}

/** Adds the images of a list, and the classes that are new. */
function readList(
  { path }: ImportFile,
  json: Readonly<Record<string, unknown>>,
  find: (name: string) => ImportFile | undefined,
  classes: string[],
  listed: Listed[],
  missing: string[],
): ImportFault | undefined {
  const places = new Map<unknown, number>();
  for (const category of recordsOf(own(json, 'categories'))) {
    const name = textOf(own(category, 'name') ?? own(category, 'id'));
    if (!classes.includes(name)) classes.push(name);
    places.set(own(category, 'id'), classes.indexOf(name));
  }
  const annotations = new Map<unknown, (readonly [row: number, annotation: Readonly<Record<string, unknown>>])[]>();
  for (const [row, annotation] of recordsOf(own(json, 'annotations')).entries()) {
    const image = own(annotation, 'image_id');
    const others = annotations.get(image);
    if (others === undefined) annotations.set(image, [[row, annotation]]);
    else others.push([row, annotation]);
  }
  const split = splitOfName(nameOf(path));
  const seen = new Set<ImportFile>(listed.map(({ file }) => file));
  for (const [row, image] of recordsOf(own(json, 'images')).entries()) {
    const name = textOf(own(image, 'file_name'));
    const file = find(name);
    if (file === undefined) {
      missing.push(name);
      continue;
    }
    if (seen.has(file)) return faultIn(path, 'duplicate-name', { name }, { of: 'entry', at: `images[${row}]` });
    seen.add(file);
    const [width, height] = [own(image, 'width'), own(image, 'height')];
    const boxes: FoundBox[] = [];
    for (const [at, annotation] of annotations.get(own(image, 'id')) ?? []) {
      const box = boxOf(annotation, places, width, height);
      if (box === undefined) return faultIn(path, 'damaged', {}, { of: 'entry', at: `annotations[${at}]` });
      boxes.push(box);
    }
    const area = ({ left, top, right, bottom }: FoundBox) => (right - left) * (bottom - top);
    listed.push({ file, split, boxes: boxes.toSorted((one, other) => area(other) - area(one)) });
  }
  return undefined;
}

/** The box of an annotation, [left, top, width, height] in pixels there, cut off at the image's edges. */
function boxOf(annotation: Readonly<Record<string, unknown>>, places: ReadonlyMap<unknown, number>, width: unknown, height: unknown): FoundBox | undefined {
  const bbox = own(annotation, 'bbox');
  const [x, y, w, h] = Array.isArray(bbox) ? bbox.map(Number) : [];
  const place = places.get(own(annotation, 'category_id'));
  if (place === undefined || x === undefined || y === undefined || w === undefined || h === undefined) return undefined;
  if (typeof width !== 'number' || typeof height !== 'number' || !(width > 0 && height > 0)) return undefined;
  const share = (value: number, of: number) => Math.min(1, Math.max(0, value / of));
  const box = { class: place, left: share(x, width), top: share(y, height), right: share(x + w, width), bottom: share(y + h, height) };
  return [x, y, w, h].every(Number.isFinite) && box.right > box.left && box.bottom > box.top ? box : undefined;
}

function recordsOf(list: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(list) ? list.filter(isRecord) : [];
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
