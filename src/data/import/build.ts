import type { OwnData } from '../../experiment/own-data';
import { limits } from '../../experiment/limits';
import { cleanText } from '../../experiment/text';
import { fail, ok, type Result } from '../../lib/result';
import { sha256 } from '../../lib/sha256';
import { indexVersion, type ShardEntry, type SplitName } from '../dataset-index';
import { examplesPerShard, type Plane } from '../example-shard';
import { encodeShard } from '../shard-codec';
import type { ImportChoices } from './choices';
import { buildInput, type BuiltInput } from './build-input';
import { columnField, type ColumnField } from './column-fields';
import { exampleOrder } from './example-order';
import { faultIn, type ImportFault } from './fault';
import type { ReadContext } from './formats/reader';
import type { Found } from './found';
import { expectedSet } from './proposal';

/** Bytes that the examples of a set may take. */
export const mostBytes = 500e6;
/** The name of data that are not built in, in documents and in their files. */
export const ownId = 'own';

/** Keeps a file of the set: `index.json` last, before it the shards that it names. */
export type KeepFile = (file: string, bytes: Uint8Array<ArrayBuffer>) => Promise<Result<null, ImportFault>>;

/**
 * Makes a data set of what was found: decodes and resizes, writes shards of at most 2,000 examples
 * and 16 MB, and knows the facts of the set in the end.
 * Faults: too-few, too-large, and those of pictures and of `keep`.
 */
export async function buildSet(found: Found, choices: ImportChoices, context: ReadContext, keep: KeepFile): Promise<Result<OwnData, ImportFault>> {
  if (found.rows < 2) return fail(faultIn('', 'too-few'));
  if (expectedSet(found, choices).bytes > mostBytes) return fail(faultIn('', 'too-large', { most: mostBytes }));
  const order = exampleOrder(found, choices.testShare, choices.seed);
  const fields = found.columns.flatMap((column) => columnField(column, choices, order.train, context.decode) ?? []);
  const input = buildInput(found.input, choices, context.decode, order.train);
  const each = input.room(1).byteLength + fields.reduce((sum, { size, room }) => sum + size * room(0).BYTES_PER_ELEMENT + 1, 0);
  const perShard = examplesPerShard(each);
  const total = order.train.length + order.test.length;
  const hashes: string[] = [];
  const shards: Record<SplitName, ShardEntry[]> = { train: [], test: [] };
  let done = 0;
  for (const split of ['train', 'test'] as const) {
    for (let first = 0; first < order[split].length; first += perShard) {
      const rows = order[split].subarray(first, first + perShard);
      const planes = await planesOf(rows, split, input, fields, () => context.report((done += 1), total));
      if (!planes.ok) return planes;
      const bytes = encodeShard({ dataset: ownId, count: rows.length, fields: planes.value });
      const file = `${split}-${String(shards[split].length).padStart(3, '0')}.bin`;
      hashes.push(await digestOf(bytes));
      const kept = await keep(file, bytes);
      if (!kept.ok) return kept;
      shards[split].push({ file, images: rows.length, bytes: bytes.length });
    }
  }
  const facts = {
    train: order.train.length,
    test: order.test.length,
    mirrors: choices.mirrors,
    prepared: { seed: choices.seed, fit: choices.fit, ...(choices.boxClass === undefined ? {} : { boxClass: choices.boxClass }) },
    fields: { [input.name]: input.facts(), ...Object.fromEntries(fields.map(({ name, field }) => [name, field])) },
  };
  const fingerprint = await digestOf(new TextEncoder().encode(JSON.stringify([facts, hashes])));
  const splits = { train: { images: facts.train, shards: shards.train }, test: { images: facts.test, shards: shards.test } };
  const index = await keep('index.json', new TextEncoder().encode(JSON.stringify({ version: indexVersion, dataset: ownId, ...splits })));
  if (!index.ok) return index;
  const name = cleanText(choices.name, limits.name, false).trim();
  return ok({ fingerprint, name: name === '' ? 'data' : name, ...facts });
}

/** The examples of a shard, field by field. */
async function planesOf(
  rows: Uint32Array,
  split: SplitName,
  input: BuiltInput,
  fields: readonly ColumnField[],
  tick: () => void,
): Promise<Result<Readonly<Record<string, Plane>>, ImportFault>> {
  const inputs = input.room(rows.length);
  const size = inputs.length / rows.length;
  const columns = fields.map((field) => ({
    ...field,
    values: field.room(rows.length * field.size),
    missing: field.field.mayBeMissing === true ? new Uint8Array(rows.length) : undefined,
  }));
  for (const [place, row] of rows.entries()) {
    const own = await input.example(row, split === 'train');
    if (!own.ok) return own;
    inputs.set(own.value.numbers, place * size);
    for (const column of columns) {
      const numbers = await column.numbers(row, own.value.shown);
      if (!numbers.ok) return numbers;
      if (numbers.value !== undefined) column.values.set(numbers.value, place * column.size);
      else if (column.missing !== undefined) column.missing[place] = 1;
    }
    tick();
  }
  const planes = columns.map(({ name, size: each, values, missing }) => [name, { values, size: each, ...(missing === undefined ? {} : { missing }) }] as const);
  return ok({ [input.name]: { values: inputs, size }, ...Object.fromEntries(planes) });
}

/** SHA-256; by the browser where it offers that, which it does not over plain http. */
async function digestOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  // The type promises what such a page lacks.
  const { subtle }: Partial<Crypto> = crypto;
  if (subtle === undefined) return sha256(bytes);
  const digest = new Uint8Array(await subtle.digest('SHA-256', bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
