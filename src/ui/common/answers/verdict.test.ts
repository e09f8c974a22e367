import { describe, expect, it } from 'vitest';
import { usualTask } from '../../../domain/tasks/tasks.test-helpers';
import { isRight, rankedClasses, verdictOf } from './verdict';

describe('verdictOf', () => {
  it('names the most probable class, and whether it is the true one', () => {
    expect(verdictOf(usualTask('parity').target, Float32Array.of(0.25, 0.75), Float32Array.of(1))).toEqual({
      kind: 'class',
      answer: { id: 'odd' },
      confidence: 0.75,
      truth: { id: 'odd' },
      right: true,
    });
    expect(verdictOf(usualTask('parity').target, Float32Array.of(0.75, 0.25), Float32Array.of(1))).toMatchObject({ answer: { id: 'even' }, truth: { id: 'odd' }, right: false });
  });

  it('gives values and pixels as they are', () => {
    expect(verdictOf(usualTask('ink').target, Float32Array.of(0.5), Float32Array.of(0.25))).toEqual({ kind: 'values', answer: [0.5], truth: [0.25] });
    const pixels = new Float32Array(784);
    expect(verdictOf(usualTask('reconstruction').target, pixels, pixels)).toEqual({ kind: 'image', pixels });
  });

  it('says nothing of outputs that belong to other tasks', () => {
    expect(verdictOf(usualTask('digit').target, Float32Array.of(0.5, 0.5), Float32Array.of(1))).toBeUndefined();
    expect(verdictOf(usualTask('parity').target, Float32Array.of(0.5, 0.5), Float32Array.of(7))).toBeUndefined();
    expect(verdictOf(usualTask('mean-colour').target, Float32Array.of(0.5), Float32Array.of(0.5))).toBeUndefined();
  });
});

describe('rankedClasses', () => {
  const { target } = usualTask('digit');
  const output = Float32Array.of(0, 0, 0.25, 0, 0, 0.125, 0.5, 0, 0, 0.0625);
  const ids = (most: number, ...wanted: readonly number[]) =>
    rankedClasses(target, output, most, wanted.flatMap((place) => target.classes[place] ?? [])).map(({ name, probability }) => [target.classes.indexOf(name), probability]);

  it('begins with the most probable ones', () => {
    expect(ids(1)).toEqual([[6, 0.5]]);
    expect(ids(3)).toEqual([[6, 0.5], [2, 0.25], [5, 0.125]]);
    expect(ids(20)).toHaveLength(10);
  });

  it('has the true ones among them where it is more than the answer itself', () => {
    expect(ids(2, 9)).toEqual([[6, 0.5], [9, 0.0625]]);
    expect(ids(2, 2)).toEqual([[6, 0.5], [2, 0.25]]);
    expect(ids(1, 9)).toEqual([[6, 0.5]]);
    expect(ids(2, 9, 5)).toEqual([[6, 0.5], [5, 0.125]]);
  });
});

it('knows which answers can be right or wrong', () => {
  const parity = usualTask('parity').target;
  const verdicts = [[0.25, 0.75], [0.75, 0.25]].map((output) => verdictOf(parity, Float32Array.from(output), Float32Array.of(1)));
  expect(verdicts.map((verdict) => verdict && isRight(verdict))).toEqual([true, false]);
  const ink = verdictOf(usualTask('ink').target, Float32Array.of(0.5), Float32Array.of(0.25));
  expect(ink && isRight(ink)).toBeUndefined();
});
