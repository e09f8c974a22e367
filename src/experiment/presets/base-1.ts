import type { JsonObject } from '../../lib/json';

/**
 * What links of version 1 are the difference from. Frozen: one changed character changes what every
 * link out there means; later bases are its upgrades. The default experiment is read from it; one that is to differ gets a
 * document of its own, and this stays.
 */
export const base1: JsonObject = {
  version: 1,
  name: 'Three tasks, one trunk',
  note: '',
  data: { dataset: 'mnist', train: 10_000, test: 2_000, validation: 0 },
  tasks: [
    { id: 'digit', kind: 'digit', weight: 0.5 },
    { id: 'parity', kind: 'parity', weight: 0.3 },
    { id: 'reconstruction', kind: 'reconstruction', weight: 0.2 },
  ],
  weightsSumToOne: true,
  balancing: { method: 'static', values: {} },
  network: {
    layers: [
      { id: 'input', kind: 'input', values: { field: 'image' }, initialiser: 'auto', x: 0, y: 120 },
      {
        id: 'conv-1',
        kind: 'conv2d',
        values: { filters: 8, kernel: 3, stride: 1, padding: 'same', activation: 'relu' },
        initialiser: 'auto',
        x: 150,
        y: 120,
      },
      { id: 'pool-1', kind: 'max-pool', values: { size: 2, stride: 2, padding: 'valid' }, initialiser: 'auto', x: 310, y: 120 },
      {
        id: 'conv-2',
        kind: 'conv2d',
        values: { filters: 16, kernel: 3, stride: 1, padding: 'same', activation: 'relu' },
        initialiser: 'auto',
        x: 460,
        y: 120,
      },
      { id: 'pool-2', kind: 'max-pool', values: { size: 2, stride: 2, padding: 'valid' }, initialiser: 'auto', x: 620, y: 120 },
      { id: 'dense-1', kind: 'dense', values: { units: 64, activation: 'relu' }, initialiser: 'auto', x: 780, y: 40 },
      { id: 'upsample-1', kind: 'upsample', values: { factor: 4 }, initialiser: 'auto', x: 780, y: 220 },
      { id: 'head-digit', kind: 'head', values: { task: 'digit' }, initialiser: 'auto', x: 950, y: 0 },
      { id: 'head-parity', kind: 'head', values: { task: 'parity' }, initialiser: 'auto', x: 950, y: 110 },
      { id: 'head-reconstruction', kind: 'head', values: { task: 'reconstruction' }, initialiser: 'auto', x: 950, y: 220 },
    ],
    wires: [
      { from: 'input', to: 'conv-1' },
      { from: 'conv-1', to: 'pool-1' },
      { from: 'pool-1', to: 'conv-2' },
      { from: 'conv-2', to: 'pool-2' },
      { from: 'pool-2', to: 'dense-1' },
      { from: 'pool-2', to: 'upsample-1' },
      { from: 'dense-1', to: 'head-digit' },
      { from: 'dense-1', to: 'head-parity' },
      { from: 'upsample-1', to: 'head-reconstruction' },
    ],
    ties: [],
  },
  optimizer: { kind: 'adam', learningRate: 0.001, values: {}, groups: [] },
  schedule: { kind: 'constant', warmup: 0 },
  regularisation: { l1: 0, l2: 0, clipNorm: 0 },
  training: { batch: 'mini', batchSize: 64, epochs: 6, evaluateEvery: 20 },
  seed: 42,
};
