import { randomKey, randomUniform } from '../../lib/random';
import { fail, ok } from '../../lib/result';
import type { Experiment } from '../../experiment/schema';
import type { FetchBytes } from '../data/fetch-bytes';
import { indexVersion } from '../../data/dataset-index';
import { encodeShard, type StoredShard } from '../../data/shard-codec';
import { layer, wires } from './drawn';

/** Bytes [images, 28, 28, 1] and the digit of each image. */
interface TinyShard {
  readonly images: Uint8Array;
  readonly labels: Uint8Array;
}

/**
 * A made-up MNIST: noise in which a bright block stands at a place that belongs to the digit, so
 * that it can be learned.
 */
export function tinyShard(first: number, count: number): TinyShard {
  const labels = Uint8Array.from({ length: count }, (_, row) => (first + row) % 10);
  const images = new Uint8Array(count * 784);
  labels.forEach((label, row) => {
    const key = randomKey('tiny', first + row);
    for (let at = 0; at < 784; at += 1) {
      const bright = Math.floor(at / 28 / 7) * 4 + Math.floor((at % 28) / 7) === label;
      images[row * 784 + at] = Math.floor((bright ? 200 : 60) * randomUniform(key, at));
    }
  });
  return { images, labels };
}

function tinyFile(first: number, count: number): StoredShard {
  const { images, labels } = tinyShard(first, count);
  return { dataset: 'mnist', count, fields: { image: { values: images, size: 784 }, digit: { values: labels, size: 1 } } };
}

/** The files of a made-up data set, by path; `train` and `test` are the sizes of their shards. */
export function tinyFiles(train: readonly number[], test: readonly number[]): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  const split = (name: string, sizes: readonly number[], from: number) => {
    let first = from;
    const shards = sizes.map((images, number) => {
      const bytes = encodeShard(tinyFile(first, images));
      first += images;
      files.set(`mnist/${name}-${number}.bin`, bytes);
      return { file: `${name}-${number}.bin`, images, bytes: bytes.length };
    });
    return { images: first - from, shards };
  };
  const index = { version: indexVersion, dataset: 'mnist', train: split('train', train, 0), test: split('test', test, 100_000) };
  files.set('mnist/index.json', new TextEncoder().encode(JSON.stringify(index)));
  return files;
}

/** Files out of memory; keeps a list of what was asked for. */
export function fetchOf(files: ReadonlyMap<string, Uint8Array>, asked: string[] = []): FetchBytes {
  return (path) => {
    asked.push(path);
    const bytes = files.get(path);
    return Promise.resolve(bytes === undefined ? fail({ reason: 'missing', detail: path }) : ok(bytes));
  };
}

/**
 * Three tasks over a network that the cpu backend trains in a few milliseconds a step; 60 + 20
 * images, 15 steps in 2 epochs.
 */
export const tinyExperiment: Experiment = {
  version: 2,
  name: '',
  note: '',
  data: { dataset: 'mnist', train: 60, test: 20, validation: 0 },
  tasks: [
    { id: 'digit', kind: 'digit', colour: 0, weight: 0.5 },
    { id: 'parity', kind: 'parity', colour: 1, weight: 0.3 },
    { id: 'ink', kind: 'ink', colour: 2, weight: 0.2 },
  ],
  weightsSumToOne: true,
  balancing: { method: 'static', values: {} },
  network: {
    layers: [
      layer('input', 'input', { field: 'image' }),
      layer('pool', 'average-pool', { size: 7, stride: 7, padding: 'valid' }),
      layer('dense', 'dense', { units: 8, activation: 'tanh' }),
      layer('drop', 'dropout', { rate: 0.2 }),
      layer('head-digit', 'head', { task: 'digit' }),
      layer('head-parity', 'head', { task: 'parity' }),
      layer('head-ink', 'head', { task: 'ink' }),
    ],
    wires: wires('input > pool > dense > drop > head-digit', 'drop > head-parity', 'drop > head-ink'),
    ties: [],
  },
  optimizer: { kind: 'adam', learningRate: 0.05, values: {}, groups: [] },
  schedule: { kind: 'constant', warmup: 0 },
  regularisation: { l1: 0, l2: 0, clipNorm: 0 },
  training: { batch: 'mini', batchSize: 8, epochs: 2, evaluateEvery: 2 },
  seed: 11,
};
