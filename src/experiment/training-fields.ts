import type { FieldPath } from './field-classes';

/**
 * The fields on how a network is trained by their names, under which the text catalogue has what
 * they are called and what they mean.
 */
export const trainingFields = {
  optimizer: 'optimizer.kind',
  learningRate: 'optimizer.learningRate',
  schedule: 'schedule.kind',
  warmup: 'schedule.warmup',
  alternate: 'training.alternate',
  batch: 'training.batch',
  batchSize: 'training.batchSize',
  epochs: 'training.epochs',
  evaluateEvery: 'training.evaluateEvery',
  l1: 'regularisation.l1',
  l2: 'regularisation.l2',
  clipNorm: 'regularisation.clipNorm',
  seed: 'seed',
} as const satisfies Record<string, FieldPath>;
