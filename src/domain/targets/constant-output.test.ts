import { describe, expect, it } from 'vitest';
import { constantOutput } from './constant-output';

const answers = (...rows: readonly (readonly number[])[]) => rows.map((row) => Float32Array.from(row));

describe('an output that is the same for every example', () => {
  it('has the frequencies of classes', () => {
    const output = constantOutput({ activation: 'softmax', storage: 'index' }, answers([2], [0], [2], [2]), 3);
    expect(Array.from(output, (logit) => Number(Math.exp(logit).toFixed(4)))).toEqual([0.25, 0, 0.75]);
  });

  it('has the commonest class of each pixel of a mask', () => {
    const output = constantOutput({ activation: 'softmax', storage: 'numbers' }, answers([0, 2], [0, 2], [1, 2]), 6);
    expect([output.indexOf(Math.max(...output.subarray(0, 3))), output.subarray(3).indexOf(0)]).toEqual([0, 2]);
  });

  it('reaches the levels that more than half of them reach: the median', () => {
    const output = constantOutput({ activation: 'none', storage: 'index' }, answers([0], [2], [2], [3], [1]), 3);
    expect([...output].map(Math.sign)).toEqual([1, 1, -1]);
  });

  it('has the mean of numbers, and of shares their logits', () => {
    expect([...constantOutput({ activation: 'none', storage: 'numbers' }, answers([1, -1], [4, 2]), 2)]).toEqual([2.5, 0.5]);
    const [tag = 0, always = 0] = constantOutput({ activation: 'sigmoid', storage: 'numbers' }, answers([1, 1], [0, 1], [0, 1], [0, 1]), 2);
    expect(tag).toBeCloseTo(Math.log(1 / 3), 6);
    expect(Number.isFinite(always) && always > 10).toBe(true);
  });
});
