import { expect, it } from 'vitest';
import type { ChartData } from '../../../state/charts/chart-data';
import { hiddenTask, visibleData } from './visible-data';

const data: ChartData = {
  lines: [
    { key: 'before parity', role: 'before', task: 0, points: [] },
    { key: 'total', role: 'total', task: -1, points: [] },
    { key: 'digit', role: 'train', task: 0, points: [] },
    { key: 'parity', role: 'train', task: 1, points: [] },
    { key: 'test digit', role: 'test', task: 0, points: [] },
    { key: '0-1', role: 'pair', task: 0, other: 1, points: [] },
  ],
  fullTests: [{ task: 0, x: 1, y: 1 }, { task: 1, x: 1, y: 1 }],
};
const shown = (...hidden: string[]) => visibleData(data, new Set(hidden), ['digit', 'parity']);
const keys = (...hidden: string[]) => shown(...hidden).lines.map(({ key }) => key);

it('hides a task with all its lines, pairs and tests, also in the run before with another order', () => {
  expect(keys(hiddenTask('parity'))).toEqual(['total', 'digit', 'test digit']);
  expect(shown(hiddenTask('parity')).fullTests).toEqual([{ task: 0, x: 1, y: 1 }]);
  expect(keys(hiddenTask('digit'))).toEqual(['before parity', 'total', 'parity']);
});

it('hides parts, and nothing where nothing is hidden', () => {
  expect(keys('test', 'total', 'before')).toEqual(['digit', 'parity', '0-1']);
  expect(shown('all').fullTests).toEqual([]);
  expect(shown()).toBe(data);
});
