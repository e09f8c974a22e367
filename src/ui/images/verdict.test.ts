import { describe, expect, it } from 'vitest';
import type { ClassName } from '../../domain/datasets/dataset';
import { usualTask } from '../../domain/tasks/tasks.test-helpers';
import { largestClass, verdictOf } from './verdict';

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

it('knows the longest class', () => {
  const idOf = (name: ClassName) => ('id' in name ? name.id : '');
  expect(largestClass(usualTask('object-class').target, idOf)).toBe('automobile'.length);
  expect(largestClass(usualTask('parity').target, () => '偶数')).toBe(4);
  expect(largestClass(usualTask('ink').target, idOf)).toBe(0);
});
