import { describe, expect, it } from 'vitest';
import { usualTask } from '../../tasks/tasks.test-helpers';
import { confusionOf, jointCounts, rightAnswers } from './right-answers';

const parity = usualTask('parity').target;
const outcomes = {
  losses: Float32Array.of(0.1, 2, 0.3, Number.NaN, 1),
  answers: Float32Array.of(0, 1, 1, 1, 0),
  truths: Float32Array.of(0, 0, 1, 0, 1),
};

describe('right answers', () => {
  it('are those that are the truth, and unknown without a label', () => {
    expect(rightAnswers(parity, outcomes)).toEqual([true, false, true, undefined, false]);
  });

  it('are none where answers are near the truth or far', () => {
    expect(rightAnswers({ id: 'box' }, outcomes)).toEqual(Array.from({ length: 5 }));
  });

  it('count up with the wrong ones to a confusion matrix without what has no label', () => {
    expect([...confusionOf(parity, outcomes)]).toEqual([1, 1, 1, 1]);
  });

  it('are counted together where both tasks have an answer', () => {
    expect(jointCounts([true, false, true, undefined, false, true], [true, true, false, true, false, undefined])).toEqual({
      both: 1,
      firstOnly: 1,
      secondOnly: 1,
      neither: 1,
    });
  });
});
