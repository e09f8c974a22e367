import { describe, expect, it } from 'vitest';
import { taskKind } from '../../domain/tasks/task-kinds';
import { rgba } from './pixels';
import { largestClass, verdictOf } from './verdict';

describe('verdictOf', () => {
  it('names the most probable class, and whether it is the true one', () => {
    expect(verdictOf(taskKind('parity'), Float32Array.of(0.25, 0.75), Float32Array.of(1))).toEqual({
      kind: 'class',
      answer: 'odd',
      confidence: 0.75,
      truth: 'odd',
      right: true,
    });
    expect(verdictOf(taskKind('parity'), Float32Array.of(0.75, 0.25), Float32Array.of(1))).toMatchObject({ answer: 'even', truth: 'odd', right: false });
  });

  it('gives values and pixels as they are', () => {
    expect(verdictOf(taskKind('ink'), Float32Array.of(0.5), Float32Array.of(0.25))).toEqual({ kind: 'values', answer: [0.5], truth: [0.25] });
    const pixels = new Float32Array(784);
    expect(verdictOf(taskKind('reconstruction'), pixels, pixels)).toEqual({ kind: 'image', pixels });
  });

  it('says nothing of outputs that belong to other tasks', () => {
    expect(verdictOf(taskKind('digit'), Float32Array.of(0.5, 0.5), Float32Array.of(1))).toBeUndefined();
    expect(verdictOf(taskKind('parity'), Float32Array.of(0.5, 0.5), Float32Array.of(7))).toBeUndefined();
    expect(verdictOf(taskKind('mean-colour'), Float32Array.of(0.5), Float32Array.of(0.5))).toBeUndefined();
  });
});

it('knows the longest class', () => {
  expect(largestClass(taskKind('object-class'), (id) => id)).toBe('automobile'.length);
  expect(largestClass(taskKind('parity'), () => '偶数')).toBe(4);
  expect(largestClass(taskKind('ink'), (id) => id)).toBe(0);
});

describe('rgba', () => {
  it('makes sharp squares of grey pixels', () => {
    const bytes = rgba([0, 255], 1, 2, 1, 1, 2);
    const columns = [0, 1, 2, 3].map((column) => Array.from(bytes.subarray(4 * column, 4 * column + 4)));
    expect(columns).toEqual([[0, 0, 0, 255], [0, 0, 0, 255], [255, 255, 255, 255], [255, 255, 255, 255]]);
    expect(bytes.subarray(16)).toEqual(bytes.subarray(0, 16));
  });

  it('keeps colours in order and cuts off what no screen can show', () => {
    expect([...rgba([1.5, -0.5, 0.5], 1, 1, 3, 255, 1)]).toEqual([255, 0, 128, 255]);
  });
});
