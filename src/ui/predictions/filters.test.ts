import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { confusionOf, jointCounts, rightAnswers } from '../../domain/metrics/outcomes/right-answers';
import { usualTask } from '../../domain/tasks/tasks.test-helpers';
import { chosenImages, orderedImages, sameFilter, unsureImages, type OutcomeTask } from './filters';

type Answered = readonly (readonly [answer: number, truth: number, loss: number])[];

/** A task with these answers; a loss that is NaN is that of an image without a label. */
function taskOf(kind: 'digit' | 'parity', index: number, answered: Answered): OutcomeTask {
  const { target } = usualTask(kind);
  const numbers = (of: (one: Answered[number]) => number) => Float32Array.from(answered, of);
  const outcomes = { losses: numbers(([, , loss]) => loss), answers: numbers(([answer]) => answer), truths: numbers(([, truth]) => truth), confidences: numbers(([, , loss]) => Math.exp(-loss)) };
  return { id: kind, index, name: kind, colour: index, target, outcomes, width: 1, right: rightAnswers(target, outcomes) };
}

const answers = (classes: number) => fc.tuple(fc.nat({ max: classes - 1 }), fc.nat({ max: classes - 1 }), fc.constantFrom(0.1, 0.5, 1, 3, Number.NaN));
const tasks = fc
  .array(fc.tuple(answers(10), answers(2)), { maxLength: 90 })
  .map((images) => [taskOf('digit', 0, images.map(([digit]) => digit)), taskOf('parity', 1, images.map(([, parity]) => parity))] as const);

describe('filters', () => {
  it('let through as many images as the cell that was pressed says', () => {
    fc.assert(
      fc.property(tasks, ([digit, parity]) => {
        const images = digit.right.length;
        const both = [digit, parity];
        const counts = confusionOf(digit.target, digit.outcomes);
        for (const [place, count] of counts.entries()) {
          const filter = { kind: 'class', task: 0, truth: Math.floor(place / 10), answer: place % 10 } as const;
          expect(chosenImages(filter, both, images)).toHaveLength(count);
        }
        const { both: known, firstOnly, secondOnly, neither } = jointCounts(digit.right, parity.right);
        const joint = [true, false].flatMap((firstRight) => [true, false].map((secondRight) => chosenImages({ kind: 'joint', first: 0, second: 1, firstRight, secondRight }, both, images).length));
        expect(joint).toEqual([known, firstOnly, secondOnly, neither]);
        // Where all are labelled for both, the wrong ones of a task are those of its row.
        if (![...digit.right, ...parity.right].includes(undefined)) expect(chosenImages({ kind: 'wrong', task: 0 }, both, images)).toHaveLength(secondOnly + neither);
      }),
    );
  });

  it('find the images of the least confidence', () => {
    const losses = Array.from({ length: 2 * unsureImages }, (_, image): Answered[number] => [0, 0, image / 100]);
    const task = taskOf('parity', 0, losses);
    const found = chosenImages({ kind: 'unsure' }, [task], losses.length);
    expect(found).toEqual(Array.from({ length: unsureImages }, (_, place) => unsureImages + place));
    expect(orderedImages(found, { kind: 'confidence' }, [task])).toEqual(found.toReversed());
  });

  it('leave the order by loss to whoever asks, with what has none last', () => {
    const task = taskOf('parity', 0, [[0, 0, 1], [0, 0, Number.NaN], [0, 0, 3], [0, 0, 2]]);
    expect(orderedImages([0, 1, 2, 3], { kind: 'loss', task: 0 }, [task])).toEqual([2, 3, 0, 1]);
    expect(orderedImages([0, 1, 2, 3], { kind: 'test' }, [task])).toEqual([0, 1, 2, 3]);
  });

  it('are the same whatever order their parts are in', () => {
    expect(sameFilter({ kind: 'class', task: 0, truth: 1 }, { truth: 1, kind: 'class', task: 0 })).toBe(true);
    expect(sameFilter({ kind: 'class', task: 0, truth: 1 }, { kind: 'class', task: 0, answer: 1 })).toBe(false);
  });
});
