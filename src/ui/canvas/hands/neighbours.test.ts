import { expect, test } from 'vitest';
import { defaultExperiment } from '../../../experiment/default-experiment';
import { neighbourOf } from './neighbours';

const from = (id: string, direction: 'left' | 'right' | 'up' | 'down') => neighbourOf(defaultExperiment.network, id, direction);

test('right is what a layer feeds, left is what feeds it', () => {
  expect([from('conv-1', 'right'), from('conv-1', 'left')]).toEqual(['pool-1', 'input']);
  expect([from('input', 'left'), from('head-digit', 'right'), from('nothing', 'right')]).toEqual([undefined, undefined, undefined]);
});

test('of several the nearest in height, and up and down go through those of the same source', () => {
  expect(from('pool-2', 'right')).toBe('dense-1');
  expect([from('dense-1', 'down'), from('upsample-1', 'up'), from('dense-1', 'up')]).toEqual(['upsample-1', 'dense-1', undefined]);
  expect([from('head-digit', 'down'), from('head-parity', 'up'), from('head-reconstruction', 'up')]).toEqual(['head-parity', 'head-digit', undefined]);
});
