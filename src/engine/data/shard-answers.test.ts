import { expect, it } from 'vitest';
import type { ExampleShard } from '../../data/example-shard';
import { trainLabels } from '../../data/labels';
import { usualTask } from '../../domain/tasks/tasks.test-helpers';
import { createByteBudget } from '../../lib/byte-budget';
import { createShardAnswers } from './shard-answers';

const digits = Uint8Array.from({ length: 40 }, (_, row) => row % 10);
const missing = Uint8Array.from({ length: 40 }, (_, row) => Number(row === 3));
const image = { values: new Uint8Array(40 * 784), size: 784 };
const whole: ExampleShard = { count: 40, fields: { image, digit: { values: digits, size: 1 } } };
const lacking: ExampleShard = { count: 40, fields: { image, digit: { values: digits, size: 1, missing } } };

it('computes the answers of a shard once, and again when they had to go', () => {
  const { target } = usualTask('digit');
  const budget = createByteBudget(600);
  let loads = 0;
  const loaded = (shard: number) => {
    loads += 1;
    return shard === 1 ? lacking : whole;
  };
  const labels = [trainLabels(1, 'digit', {}), trainLabels(1, 'noisy', { noise: 0.5 })];
  const answers = createShardAnswers([target, target], labels, [], [0, 40, 80], loaded, (shard, bytes, evict) => budget.add({ key: String(shard), bytes, evict }));
  expect(answers.has(0)).toBe(false);
  const first = answers.of(0);
  expect(answers.of(0)).toBe(first);
  expect([answers.has(0), loads]).toEqual([true, 1]);
  expect(first.missing).toEqual([undefined, undefined]);
  expect(first.tables[0]).toEqual(Int32Array.from(digits));
  expect(first.tables[1]).toEqual(first.tables[0]);
  // In training the second task has wrong answers among its own.
  expect([answers.tablesFor(false), answers.tablesFor(true)]).toEqual([[0, 1], [0, 2]]);
  const wrong = [...(first.tables[2] ?? [])].filter((answer, row) => answer !== digits[row]).length;
  expect(wrong).toBeGreaterThan(5);
  expect(wrong).toBeLessThan(35);
  // There is room for the answers of one shard.
  expect(answers.of(1).missing).toEqual([missing, missing]);
  expect([answers.has(0), answers.has(1)]).toEqual([false, true]);
  expect(answers.of(0)).toEqual(first);
  expect(loads).toBe(3);
  answers.free();
  expect([answers.has(0), budget.used]).toEqual([false, 0]);
});
