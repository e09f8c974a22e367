import type { Dataset } from './dataset';

export const cifar10 = {
  splits: { train: { images: 50_000, usual: 10_000 }, test: { images: 10_000, usual: 2_000 } },
  fields: {
    image: {
      kind: 'image',
      shape: [32, 32, 3],
      mean: [0.4914, 0.4822, 0.4465],
      deviation: [0.247, 0.2435, 0.2616],
    },
    object: {
      kind: 'class',
      classes: ['airplane', 'automobile', 'bird', 'cat', 'deer', 'dog', 'frog', 'horse', 'ship', 'truck'].map((id) => ({ id })),
    },
  },
  mirrors: true,
  credit: {
    name: 'CIFAR-10',
    authors: 'Alex Krizhevsky (2009)',
    licence: '',
    url: 'https://www.cs.toronto.edu/~kriz/cifar.html',
  },
} as const satisfies Dataset;
