import { describe, expect, it } from 'vitest';
import { keysOf } from '../../lib/keys';
import type { BalancingId } from './balancing-methods';
import { directionBy, lengthOf } from './testing.test-helpers';

/** ‖d‖ of K orthonormal gradients: that of their sum is √K, that of their mean 1/√K. */
const lengths = {
  sum: (tasks: number) => Math.sqrt(tasks),
  mean: (tasks: number) => 1 / Math.sqrt(tasks),
  /** Half the sum: 1 / (2 e^s) with s = 0. */
  halved: (tasks: number) => Math.sqrt(tasks) / 2,
  /** The mean and half its length more. */
  longerMean: (tasks: number) => 1.5 / Math.sqrt(tasks),
  /** As its clipping says. */
  one: () => 1,
  /** A tenth of the sum: running means that begin at 0. */
  begun: (tasks: number) => Math.sqrt(tasks) / 10,
} as const;

/**
 * In the first step, with the methods' defaults, losses of 1 and sliders at 1/K. Random weights
 * have no length of their own.
 */
const lengthByMethod: Readonly<Record<Exclude<BalancingId, 'rlw'>, keyof typeof lengths>> = {
  static: 'mean',
  uw: 'halved',
  dwa: 'sum',
  gls: 'mean',
  'imtl-l': 'sum',
  stch: 'sum',
  famo: 'mean',
  gradnorm: 'sum',
  mgda: 'mean',
  'mgda-ub': 'mean',
  pcgrad: 'sum',
  gradvac: 'sum',
  graddrop: 'sum',
  cagrad: 'longerMean',
  'imtl-g': 'mean',
  nash: 'one',
  fairgrad: 'sum',
  aligned: 'mean',
  'db-mtl': 'begun',
  dualproj: 'mean',
  upgrad: 'mean',
  config: 'sum',
  excess: 'mean',
};

describe.each([2, 6])('the length of the direction on %i orthonormal gradients', (tasks) => {
  const orthonormal = Array.from({ length: tasks }, (_, row) => Array.from({ length: tasks }, (_other, column) => (column === row ? 1 : 0)));
  const lengthBy = (id: BalancingId) => lengthOf(directionBy(id, orthonormal));

  it.each(keysOf(lengthByMethod))('%s', (id) => {
    expect(lengthBy(id)).toBeCloseTo(lengths[lengthByMethod[id]](tasks), 3);
  });

  it('of random weights lies between those of a mean and of a single gradient', () => {
    expect(lengthBy('rlw')).toBeGreaterThanOrEqual(lengths.mean(tasks));
    expect(lengthBy('rlw')).toBeLessThanOrEqual(1);
  });

  it('differs K-fold between a mean and a sum', () => {
    expect(lengthBy('pcgrad') / lengthBy('mgda')).toBeCloseTo(tasks, 6);
  });
});
