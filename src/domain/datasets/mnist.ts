import type { Dataset } from './dataset';

export const mnist: Dataset = {
  splits: { train: { images: 60_000, usual: 10_000 }, test: { images: 10_000, usual: 2_000 } },
  fields: {
    image: { kind: 'image', shape: [28, 28, 1], mean: [0.1307], deviation: [0.3081] },
    digit: { kind: 'class', classes: 10 },
  },
  mirrors: false,
  credit: {
    name: 'MNIST',
    authors: 'Yann LeCun, Corinna Cortes',
    licence: 'CC BY-SA 3.0',
    url: 'http://yann.lecun.com/exdb/mnist/',
  },
};
