import { npzArray, npzFile, type NpzArray } from '../../data/import/npz-file';
import type { Plane } from '../../data/example-shard';
import { readShard } from '../../data/shard-codec';
import type { OwnData } from '../../experiment/own-data';
import type { KeptSet } from '../../experiment/own-store';
import { filesOfSet } from './kept-sets';

/**
 * A set as an .npz file that NumPy and this page read: for each part an array of each field, the
 * names of classes beside them. Undefined where its files are gone.
 */
export async function exportSet(set: KeptSet): Promise<Blob | undefined> {
  const arrays = new Map<string, NpzArray>();
  const files = await filesOfSet(set);
  for (const [file, read] of files) {
    const split = file.split('-')[0] ?? '';
    const shard = await readShard(await read());
    for (const [name, plane] of Object.entries(shard.fields)) {
      const key = `${split}_${name}`;
      const field = set.facts.fields[name];
      if (field === undefined) continue;
      const values = numbersOf(field, plane);
      const array = arrays.get(key) ?? npzArray(key, typeOf(values), rowShape(field, plane.size));
      array.parts.push(new Blob([new Uint8Array(values.buffer, values.byteOffset, values.byteLength).slice()]));
      array.rows += shard.count;
      arrays.set(key, array);
    }
  }
  if (arrays.size === 0) return undefined;
  return npzFile([...arrays.values(), ...Object.entries(set.facts.fields).flatMap(([name, field]) => namesArray(name, field))]);
}

type Field = OwnData['fields'][string];

/** Numbers, −1 or NaN where they are missing. */
function numbersOf(field: Field, { values, size, missing }: Plane): Plane['values'] {
  if (missing === undefined || !missing.includes(1)) return values;
  const isIndex = field.kind === 'class' || field.kind === 'ordinal';
  if (!isIndex && field.kind !== 'value') return values;
  const marked = isIndex ? Int32Array.from(values) : Float32Array.from(values);
  for (const [row, mark] of missing.entries()) if (mark === 1) marked.fill(isIndex ? -1 : Number.NaN, row * size, (row + 1) * size);
  return marked;
}

function typeOf(values: Plane['values']): string {
  if (values instanceof Uint8Array) return '|u1';
  return values instanceof Int32Array ? '<i4' : '<f4';
}

function rowShape(field: Field, size: number): readonly number[] {
  if (field.kind === 'image') return field.shape;
  return size === 1 ? [] : [size];
}

function namesArray(name: string, field: Field): readonly NpzArray[] {
  const names = field.kind === 'class' ? field.classes : field.kind === 'ordinal' ? field.levels : undefined;
  if (names === undefined) return [];
  const points = names.map(({ text }) => Array.from(text, (letter) => letter.codePointAt(0) ?? 0));
  const length = Math.max(...points.map((own) => own.length));
  const letters = new Uint32Array(names.length * length);
  for (const [row, own] of points.entries()) letters.set(own, row * length);
  return [{ name: `${name}_names`, descr: `<U${length}`, shape: [], rows: names.length, parts: [new Blob([letters])] }];
}
