import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classes } from '../domain/targets/classes';
import { values } from '../domain/targets/values';
import type { ExampleShard } from './example-shard';
import { isAnswered, trainLabels, withWrongLabels } from './labels';
import { shardTargets } from './shard-targets';

const count = 4000;
const indices = Array.from({ length: count }, (_, index) => index);
const names = ['a', 'b', 'c', 'd'].map((text) => ({ text }));
const letter = classes('letter', names, (example) => example('letter')[0] ?? 0);
const size = values('size', 2, { offset: 0, scale: 1 }, (example) => [...example('size')]);

/** Examples of a class and two numbers, of which those in `missing` lack both. */
function shardOf(examples: number, missing: readonly number[] = []): ExampleShard {
  const rows = Array.from({ length: examples }, (_, row) => row);
  const absent = missing.length === 0 ? {} : { missing: Uint8Array.from(rows, (row) => (missing.includes(row) ? 1 : 0)) };
  return {
    count: examples,
    fields: {
      letter: { values: Uint8Array.from(rows, (row) => row % names.length), size: 1, ...absent },
      size: { values: Float32Array.from(rows.flatMap((row) => [row, -row])), size: 2, ...absent },
    },
  };
}

/**
 * How far a number of hits of `count` draws may be from what is likely: six deviations of a binomial
 * one, and a few hits where the share is so small that they are rare.
 */
const bound = (share: number, draws = count) => 6 * Math.sqrt(draws * share * (1 - share)) + 6;

describe('the labels that a task is trained with', () => {
  it('are all there and right where a document says nothing of them', () => {
    for (const settings of [undefined, {}, { missing: 0, noise: 0 }]) {
      const labels = trainLabels(1, 'digit', settings);
      expect([labels.all, labels.right]).toEqual([true, true]);
      expect(indices.every((index) => labels.has(index) && labels.wrong(index) === undefined)).toBe(true);
    }
  });

  it('lack the share that is asked for, and are wrong in the share that is asked for', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), (seed, missing, noise) => {
        const labels = trainLabels(seed, 'digit', { missing, noise });
        const lacking = indices.filter((index) => !labels.has(index)).length;
        const wrong = indices.filter((index) => labels.wrong(index) !== undefined).length;
        expect(Math.abs(lacking - count * missing)).toBeLessThanOrEqual(bound(missing));
        expect(Math.abs(wrong - count * noise)).toBeLessThanOrEqual(bound(noise));
      }),
      { numRuns: 30 },
    );
    expect(indices.some(trainLabels(1, 'digit', { missing: 1 }).has)).toBe(false);
  });

  it('keep a label of a class as often as it is rare, by the seed and the image, and all where no class is', () => {
    const labels = trainLabels(3, 'letter', { imbalance: 8 });
    expect([labels.even, labels.all, trainLabels(3, 'letter', { missing: 0.5 }).even]).toEqual([false, true, true]);
    // Of four classes: all, a half, a quarter, an eighth.
    for (const [label, share] of [1, 0.5, 0.25, 0.125].entries()) {
      const kept = indices.filter((index) => labels.keeps(index, label, 4)).length;
      expect(Math.abs(kept - count * share)).toBeLessThanOrEqual(share === 1 ? 0 : bound(share));
    }
    expect(indices.filter((index) => labels.keeps(index, 1, 4))).toEqual(indices.filter((index) => trainLabels(3, 'letter', { imbalance: 8, noise: 0.3 }).keeps(index, 1, 4)));
    expect(indices.filter((index) => labels.keeps(index, 1, 4))).not.toEqual(indices.filter((index) => trainLabels(4, 'letter', { imbalance: 8 }).keeps(index, 1, 4)));
    expect(indices.every((index) => labels.keeps(index, 0, 1) && trainLabels(3, 'letter', {}).keeps(index, 3, 4))).toBe(true);
  });

  it('follow from seed, task and index alone, and differ between seeds and tasks', () => {
    const drawn = (seed: number, task: string) => {
      const labels = trainLabels(seed, task, { missing: 0.5, noise: 0.5 });
      // In another order, as another batch size would ask.
      return indices.toReversed().map((index) => [labels.has(index), labels.wrong(index)]).toReversed();
    };
    expect(drawn(7, 'digit')).toEqual(drawn(7, 'digit'));
    expect(drawn(8, 'digit')).not.toEqual(drawn(7, 'digit'));
    expect(drawn(7, 'loop')).not.toEqual(drawn(7, 'digit'));
    const labels = trainLabels(7, 'digit', { missing: 0.5, noise: 0.5 });
    expect(indices.map((index) => [labels.has(index), labels.wrong(index)])).toEqual(drawn(7, 'digit'));
  });

  it('end with the first so many examples', () => {
    const labels = trainLabels(3, 'digit', { examples: 100 });
    expect(labels.all).toBe(false);
    expect(indices.filter(labels.has)).toEqual(indices.slice(0, 100));
  });

  it('are there only where the field that is asked for is', () => {
    const shard = shardOf(6, [1, 4]);
    expect(Array.from({ length: 6 }, (_, row) => isAnswered(letter, shard, row))).toEqual([true, false, true, true, false, true]);
    expect([...(shardTargets(letter, shard) ?? [])]).toEqual([0, 0, 2, 3, 0, 1]);
    expect([...(shardTargets(size, shard) ?? [])].slice(0, 6)).toEqual([0, -0, 0, 0, 2, -2]);
  });
});

describe('wrong labels', () => {
  const noise = 0.4;
  const labels = trainLabels(5, 'letter', { noise });

  it('are any other class, each as often', () => {
    const shard = shardOf(count);
    const right = shardTargets(letter, shard) ?? new Int32Array();
    const wrong = withWrongLabels(letter, right, shard, labels, 0);
    const changed = indices.filter((index) => wrong[index] !== right[index]);
    expect(changed).toEqual(indices.filter((index) => labels.wrong(index) !== undefined));
    for (let by = 1; by < names.length; by += 1) {
      const moved = changed.filter((index) => ((wrong[index] ?? 0) - (right[index] ?? 0) + names.length) % names.length === by).length;
      expect(Math.abs(moved - changed.length / 3)).toBeLessThan(bound(1 / 3, changed.length));
    }
    // What was computed for tests is as it was.
    expect([...right].slice(0, 5)).toEqual([0, 1, 2, 3, 0]);
  });

  it('are the numbers of another example of the shard, counted from its first example on', () => {
    const shard = shardOf(50, [3, 17]);
    const right = shardTargets(size, shard) ?? new Float32Array();
    const wrong = withWrongLabels(size, right, shard, labels, 1000);
    for (let row = 0; row < 50; row += 1) {
      const own = [...wrong.subarray(2 * row, 2 * row + 2)];
      const isWrong = labels.wrong(1000 + row) !== undefined && isAnswered(size, shard, row);
      if (!isWrong) expect(own).toEqual([...right.subarray(2 * row, 2 * row + 2)]);
      else expect([own[0], [3, 17].includes(own[0] ?? 3)]).toEqual([-(own[1] ?? Number.NaN), false]);
    }
    const others = Array.from({ length: 50 }, (_, row) => row).filter((row) => labels.wrong(1000 + row) !== undefined && wrong[2 * row] === row);
    // Its own only where the drawn one has none.
    expect(others.length).toBeLessThan(5);
  });
});
