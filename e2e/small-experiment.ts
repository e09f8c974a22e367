import { defaultExperiment } from '../src/experiment/default-experiment';
import type { Experiment } from '../src/experiment/schema';

type Layers = Experiment['network']['layers'];

interface SmallNetwork {
  /**
   * Layers between the input and the heads, with their places: columns from 1 on, rows from 0 on.
   */
  readonly layers: readonly (Pick<Layers[number], 'id' | 'kind'> & { readonly values?: Layers[number]['values']; readonly column: number; readonly row?: number })[];
  /**
   * Ways through the network, one to each head: ids set apart by blanks. The second begins where it
   * leaves the first.
   */
  readonly ways: readonly [digit: string, parity: string];
  readonly training: Partial<Experiment['training']>;
  /** 400 to train on and 100 to test with, if not said otherwise. */
  readonly images?: { readonly train: number; readonly test: number };
}

/**
 * The start experiment with few images, small batches and no end of its own: all that is on the
 * desk is there, while training and the idle evaluations take little.
 */
export const quickExperiment: Experiment = {
  ...defaultExperiment,
  data: { ...defaultExperiment.data, train: 2000, test: 200 },
  training: { ...defaultExperiment.training, batchSize: 16, epochs: 1000 },
};

/**
 * The tasks digit and parity on few images and a network that is small enough for a processor in a
 * test.
 */
export function smallExperiment({ layers, ways, training, images = { train: 400, test: 100 } }: SmallNetwork): Experiment {
  const last = 1 + Math.max(...layers.map(({ column }) => column));
  const place = (column: number, row = 0) => ({ initialiser: 'auto' as const, x: 160 * column, y: 130 * row });
  const wires = new Map(
    ways.flatMap((way) => {
      const ids = way.split(' ');
      return ids.slice(1).map((to, index) => [`${ids[index]}>${to}`, { from: ids[index] ?? '', to }] as const);
    }),
  );
  return {
    ...defaultExperiment,
    name: 'Small',
    data: { ...defaultExperiment.data, ...images },
    tasks: [
      { id: 'digit', kind: 'digit', colour: 0, weight: 0.5 },
      { id: 'parity', kind: 'parity', colour: 1, weight: 0.5 },
    ],
    network: {
      layers: [
        { id: 'input', kind: 'input', values: {}, ...place(0) },
        ...layers.map(({ id, kind, values = {}, column, row }) => ({ id, kind, values, ...place(column, row) })),
        { id: 'head-digit', kind: 'head', values: { task: 'digit' }, ...place(last) },
        { id: 'head-parity', kind: 'head', values: { task: 'parity' }, ...place(last, 1) },
      ],
      wires: [...wires.values()],
      ties: [],
    },
    training: { ...defaultExperiment.training, batchSize: 32, evaluateEvery: 10, ...training },
  };
}

/** Two tasks on one small shared layer; a run is 25 steps. */
export const briefExperiment: Experiment = smallExperiment({
  layers: [
    { id: 'flatten', kind: 'flatten', column: 1 },
    { id: 'dense', kind: 'dense', values: { units: 16 }, column: 2 },
  ],
  ways: ['input flatten dense head-digit', 'dense head-parity'],
  training: { epochs: 2 },
});
