import * as v from 'valibot';
import type { DataField, Dataset } from '../domain/datasets/dataset';
import { usualInput } from '../domain/datasets/input-fields';
import { limits } from './limits';

const whole = (min: number, max: number) => v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max));
const name = v.pipe(v.string(), v.minLength(1), v.maxLength(limits.className));
const names = v.pipe(v.array(v.object({ text: name })), v.minLength(2), v.maxLength(limits.classes));
const channels = v.pipe(v.array(v.pipe(v.number(), v.finite())), v.minLength(1), v.maxLength(4));
const numbers = v.pipe(v.array(v.pipe(v.number(), v.finite())), v.maxLength(4096));
const mayBeMissing = v.exactOptional(v.literal(true));

/** The fields that a data set may have, as facts. */
const fieldSchema = v.variant('kind', [
  v.object({
    kind: v.literal('image'),
    shape: v.tuple([whole(1, 512), whole(1, 512), whole(1, 4)]),
    mean: channels,
    deviation: channels,
    mayBeMissing,
  }),
  v.object({
    kind: v.literal('vector'),
    size: whole(1, 4096),
    mean: v.exactOptional(numbers),
    deviation: v.exactOptional(numbers),
    mayBeMissing,
  }),
  v.object({ kind: v.literal('tokens'), vocabulary: whole(2, 65_536), length: whole(1, 4096), mayBeMissing }),
  v.object({ kind: v.literal('class'), classes: names, mayBeMissing }),
  v.object({
    kind: v.literal('value'),
    size: whole(1, 64),
    unit: v.pipe(v.string(), v.maxLength(limits.className)),
    mean: v.pipe(v.number(), v.finite()),
    deviation: v.pipe(v.number(), v.finite(), v.minValue(1e-12)),
    mayBeMissing,
  }),
  v.object({ kind: v.literal('box'), mayBeMissing }),
  v.object({ kind: v.literal('mask'), classes: names, mayBeMissing }),
  v.object({ kind: v.literal('tags'), names, mayBeMissing }),
  v.object({ kind: v.literal('ordinal'), levels: names, mayBeMissing }),
]);

/**
 * A data set that is not built in, as facts: enough to draw networks and tasks for it, and to know
 * the right file when it is loaded.
 */
export const ownDataSchema = v.pipe(
  v.object({
    /** SHA-256 of the data, in hexadecimal digits. */
    fingerprint: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
    /** What the file or folder was called. */
    name: v.pipe(v.string(), v.minLength(1), v.maxLength(limits.name)),
    train: whole(1, limits.images[1]),
    test: whole(1, limits.images[1]),
    mirrors: v.boolean(),
    /** How the examples were made of the files, so that the same files lead to the same ones. */
    prepared: v.exactOptional(
      v.object({
        /** By what number they were shuffled. */
        seed: whole(0, 2 ** 31 - 1),
        /** How pictures of other proportions were made to fit. */
        fit: v.picklist(['crop', 'stretch']),
        /** The class whose largest box was taken, by its index; absent for that of any. */
        boxClass: v.exactOptional(whole(0, limits.classIndex[1])),
      }),
    ),
    fields: v.pipe(v.record(v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{0,39}$/)), fieldSchema)),
  }),
  // A network can take in something, and each number has its mean and deviation.
  v.check(({ fields }) => usualInput({ fields }) !== undefined && Object.values(fields).every(isComplete)),
);

export type OwnData = v.InferOutput<typeof ownDataSchema>;

/** True unless means and deviations are others than those of its channels or numbers. */
function isComplete(field: DataField): boolean {
  const of = (size: number, facts: readonly number[]) => facts.length === size;
  if (field.kind === 'image') return of(field.shape[2] ?? 0, field.mean) && of(field.shape[2] ?? 0, field.deviation);
  if (field.kind !== 'vector') return true;
  return [field.mean, field.deviation].every((facts) => facts === undefined || of(field.size, facts));
}

/** Facts from outside; undefined for what is none. */
export function readOwnData(raw: unknown): OwnData | undefined {
  const { success, output } = v.safeParse(ownDataSchema, raw);
  return success ? output : undefined;
}

/** Where the files of such a set lie, below the data folder or in the browser. */
export function ownFolder(fingerprint: string): string {
  return `own/${fingerprint}`;
}

/** The data set that the facts describe. */
export function ownDataset({ name: title, train, test, mirrors, fields }: OwnData): Dataset {
  const known: Readonly<Record<string, DataField>> = fields;
  return {
    splits: { train: { images: train, usual: train }, test: { images: test, usual: test } },
    fields: known,
    mirrors,
    credit: { name: title, authors: '', licence: '', url: '' },
  };
}
