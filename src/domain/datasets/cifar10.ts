import type { DatasetKind } from './dataset-kind';

export const cifar10: DatasetKind = {
  image: [32, 32, 3],
  trainImages: 50_000,
  testImages: 10_000,
  defaultTrain: 10_000,
  defaultTest: 2_000,
  classes: 10,
  mirrors: true,
  mean: [0.4914, 0.4822, 0.4465],
  deviation: [0.247, 0.2435, 0.2616],
  credit: {
    name: 'CIFAR-10',
    authors: 'Alex Krizhevsky (2009)',
    licence: '',
    url: 'https://www.cs.toronto.edu/~kriz/cifar.html',
  },
};
