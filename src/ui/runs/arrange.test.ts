import { expect, it } from 'vitest';
import { arrange, scoreOrder, type Arranged } from './arrange';

const run = (key: string, time: number, more: Partial<Arranged> = {}): Arranged => ({ key, time, name: key, words: key, isPinned: false, steps: undefined, scores: [], ...more });
const score = (value: number, metric: 'accuracy' | 'mae' = 'accuracy') => ({ scores: [{ task: 'digit', metric, value }] });

it('sorts by time, name, steps and the better figure, pinned runs first and what has none last', () => {
  const runs = [run('b', 1, { steps: 10, ...score(0.5) }), run('a', 2, { steps: 30 }), run('c', 3, { steps: 20, ...score(0.9) }), run('d', 0, { ...score(Number.NaN), isPinned: true })];
  expect(arrange(runs, '', 'newest')).toEqual(['d', 'c', 'a', 'b']);
  expect(arrange(runs, '', 'oldest')).toEqual(['d', 'b', 'a', 'c']);
  expect(arrange(runs, '', 'name')).toEqual(['d', 'a', 'b', 'c']);
  expect(arrange(runs, '', 'steps')).toEqual(['d', 'a', 'c', 'b']);
  expect(arrange(runs, '', scoreOrder({ task: 'digit', metric: 'accuracy' }))).toEqual(['d', 'c', 'b', 'a']);
  // Of an error the smaller one is better.
  const errors = [run('far', 1, score(0.4, 'mae')), run('near', 2, score(0.1, 'mae'))];
  expect(arrange(errors, '', scoreOrder({ task: 'digit', metric: 'mae' }))).toEqual(['near', 'far']);
});

it('keeps what has all words of the filter', () => {
  const runs = [run('a', 1, { words: 'PCGrad instead of static weights' }), run('b', 2, { words: 'Batch size 16, static weights' })];
  expect(arrange(runs, ' STATIC  batch', 'newest')).toEqual(['b']);
  expect(arrange(runs, 'none', 'newest')).toEqual([]);
});
