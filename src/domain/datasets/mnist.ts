import type { Dataset } from './dataset';

export const mnist = {
  splits: { train: { images: 60_000, usual: 10_000 }, test: { images: 10_000, usual: 2_000 } },
  fields: {
    image: { kind: 'image', shape: [28, 28, 1], mean: [0.1307], deviation: [0.3081] },
    digit: { kind: 'class', classes: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'].map((id) => ({ id })) },
  },
  mirrors: false,
  credit: {
    name: 'MNIST',
    authors: 'Yann LeCun, Corinna Cortes',
    licence: 'CC BY-SA 3.0',
    url: 'http://yann.lecun.com/exdb/mnist/',
  },
} as const satisfies Dataset;
