import { expect, it } from 'vitest';
import { classScores, confusionMatrix, macroScores } from './confusion';

it('scores of the classes are those of scikit-learn’s documented example', () => {
  // The example of precision_recall_fscore_support: cat 0, dog 1, pig 2.
  const counts = confusionMatrix([0, 1, 2, 0, 1, 2], [0, 2, 1, 0, 0, 1], 3);
  const [cat, dog, pig] = classScores(counts, 3);
  expect(cat).toEqual({ isTrue: 2, isPredicted: 3, precision: 2 / 3, recall: 1, f1: 0.8 });
  expect(dog).toEqual({ isTrue: 2, isPredicted: 2, precision: 0, recall: 0, f1: 0 });
  expect(pig).toEqual({ isTrue: 2, isPredicted: 1, precision: 0, recall: 0, f1: 0 });
  expect(macroScores(counts, 3)).toEqual({ precision: expect.closeTo(2 / 9), recall: expect.closeTo(1 / 3), f1: expect.closeTo(0.8 / 3) });
});

it('a class that is never answered has no precision, and counts in the mean with 0', () => {
  const counts = confusionMatrix([0, 0, 1], [0, 0, 0], 3);
  expect(classScores(counts, 3).map(({ precision, recall }) => [precision, recall])).toEqual([[2 / 3, 1], [Number.NaN, 0], [Number.NaN, Number.NaN]]);
  expect(macroScores(counts, 3)).toMatchObject({ precision: expect.closeTo(1 / 3), recall: 0.5 });
});
