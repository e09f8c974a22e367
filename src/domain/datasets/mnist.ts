import type { DatasetKind } from './dataset-kind';

export const mnist: DatasetKind = {
  image: [28, 28, 1],
  trainImages: 60_000,
  testImages: 10_000,
  defaultTrain: 10_000,
  defaultTest: 2_000,
  classes: 10,
  mirrors: false,
  mean: [0.1307],
  deviation: [0.3081],
  credit: {
    name: 'MNIST',
    authors: 'Yann LeCun, Corinna Cortes',
    licence: 'CC BY-SA 3.0',
    url: 'http://yann.lecun.com/exdb/mnist/',
  },
};
