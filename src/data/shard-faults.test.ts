import { expect, it } from 'vitest';
import type { Dataset } from '../domain/datasets/dataset';
import type { Plane } from './example-shard';
import { shardFault } from './shard-faults';

const facts: Dataset = {
  splits: { train: { images: 2, usual: 2 }, test: { images: 2, usual: 2 } },
  fields: {
    picture: { kind: 'image', shape: [1, 2, 1], mean: [0], deviation: [1] },
    kind: { kind: 'class', classes: [{ text: 'cat' }, { text: 'dog' }] },
    marks: { kind: 'tags', names: [{ text: 'wet' }], mayBeMissing: true },
    level: { kind: 'ordinal', levels: [{ text: 'low' }, { text: 'high' }] },
    words: { kind: 'tokens', vocabulary: 9, length: 1 },
    parts: { kind: 'mask', classes: [{ text: 'ground' }, { text: 'thing' }] },
    height: { kind: 'value', size: 1, unit: 'm', mean: 0, deviation: 1 },
  },
  mirrors: false,
  credit: { name: '', authors: '', licence: '', url: '' },
};

const good: Readonly<Record<string, Plane>> = {
  picture: { values: Uint8Array.of(1, 2, 3, 255), size: 2 },
  kind: { values: Uint8Array.of(0, 1), size: 1 },
  marks: { values: Uint8Array.of(0, 1), size: 1, missing: Uint8Array.of(1, 0) },
  level: { values: Uint8Array.of(0, 1), size: 1 },
  words: { values: Int32Array.of(0, 8), size: 1 },
  parts: { values: Uint8Array.of(0, 1, 1, 0), size: 2 },
  height: { values: Float32Array.of(-1.5, 99), size: 1 },
};

it('finds nothing wrong with what fits', () => {
  expect(shardFault(facts, { count: 2, fields: good })).toBeUndefined();
  expect(shardFault(facts, { count: 2, fields: { ...good, more: { values: Uint8Array.of(1, 2), size: 1 } } })).toBeUndefined();
});

it.each<[string, Plane | undefined]>([
  ['picture', undefined],
  ['picture', { values: Uint8Array.of(1, 2), size: 1 }],
  ['picture', { values: Float32Array.of(1, 2, 3, 4), size: 2 }],
  ['kind', { values: Uint8Array.of(0, 2), size: 1 }],
  ['kind', { values: Int32Array.of(0, -1), size: 1 }],
  ['kind', { values: Float32Array.of(0, 0.5), size: 1 }],
  ['kind', { values: Uint8Array.of(0, 1), size: 1, missing: Uint8Array.of(0, 0) }],
  ['marks', { values: Uint8Array.of(0, 2), size: 1 }],
  ['level', { values: Uint8Array.of(0, 2), size: 1 }],
  ['words', { values: Int32Array.of(0, 9), size: 1 }],
  ['parts', { values: Uint8Array.of(0, 0, 0, 2), size: 2 }],
])('names the field %s that does not fit', (name, plane) => {
  const { [name]: _, ...others } = good;
  expect(shardFault(facts, { count: 2, fields: plane === undefined ? others : { ...others, [name]: plane } })).toContain(name);
});
