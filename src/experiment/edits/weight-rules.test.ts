import { describe, expect, it } from 'vitest';
import { applyCommand, type CommandArguments, type CommandId } from '../commands';
import { defaultExperiment } from '../default-experiment';
import { decodeLink, encodeLink } from '../link/link-codec';
import type { Experiment } from '../schema';

function after<Id extends CommandId>(experiment: Experiment, id: Id, args: CommandArguments<Id>): Experiment {
  const edited = applyCommand(experiment, id, args);
  if (!edited.ok) throw new Error(edited.error.code);
  return edited.value;
}

const weightsOf = ({ tasks }: Experiment) => tasks.map(({ weight }) => weight);
const near = (numbers: readonly number[]) => numbers.map((number): unknown => expect.closeTo(number, 12));
// Digit, parity and reconstruction, whose weights need not sum to anything.
const start = after({ ...defaultExperiment, data: { ...defaultExperiment.data, train: 1000, validation: 0 } }, 'task.sum-to-one', { on: false });
const [digit = '', parity = '', third = ''] = start.tasks.map(({ id }) => id);

describe('weights by rule', () => {
  it('are equal', () => {
    expect(weightsOf(after(start, 'balancing.rule', { rule: 'equal' }))).toEqual([1, 1, 1]);
  });

  it('follow the amount of data, also after it changed', () => {
    const fewer = after(after(start, 'task.labels', { task: digit, examples: 200 }), 'task.labels', { task: third, missing: 0.5 });
    const ruled = after(fewer, 'balancing.rule', { rule: 'amount' });
    // 200, 1,000 and 500 of 1,700.
    expect(weightsOf(ruled)).toEqual(near([(3 * 200) / 1700, (3 * 1000) / 1700, (3 * 500) / 1700]));
    const more = after(ruled, 'task.labels', { task: digit, examples: 500 });
    expect(weightsOf(more)).toEqual(near([0.75, 1.5, 0.75]));
    const summed = after(more, 'task.sum-to-one', { on: true });
    expect(weightsOf(summed)).toEqual(near([0.25, 0.5, 0.25]));
    expect(summed.balancing.rule).toBe('amount');
    // Of two classes the second keeps a tenth of its labels: 550 of 1,000.
    const rare = after(start, 'task.labels', { task: parity, imbalance: 10 });
    expect(weightsOf(after(rare, 'balancing.rule', { rule: 'amount' }))).toEqual(near([3 / 2.55, (3 * 0.55) / 2.55, 3 / 2.55]));
  });

  it('are the inverse of the first losses, and a person’s once the tasks ask for something else', () => {
    const ruled = after(start, 'balancing.rule', { rule: 'difficulty', firstLosses: [2.3, 0.69, 0.1] });
    const sum = 1 / 2.3 + 1 / 0.69 + 1 / 0.1;
    expect(weightsOf(ruled)).toEqual(near([3 / 2.3 / sum, 3 / 0.69 / sum, 3 / 0.1 / sum]));
    expect(after(ruled, 'training.epochs', { epochs: 3 }).balancing.rule).toBe('difficulty');
    const other = after(ruled, 'task.remove', { task: parity });
    expect(other.balancing.rule).toBeUndefined();
    expect(weightsOf(other)).toEqual(near([3 / 2.3 / sum, 3 / 0.1 / sum]));
    expect(weightsOf(after(start, 'balancing.rule', { rule: 'difficulty', firstLosses: [Number.MIN_VALUE, 1, 2] }))).toEqual(near([3, 0, 0]));
  });

  it.each([[undefined], [[2.3, 0.69]], [[2.3, Number.NaN, 0.1]], [[2.3, 0, 0.1]]])('need every first loss, which %j are not', (firstLosses) => {
    const refused = applyCommand(start, 'balancing.rule', { rule: 'difficulty', firstLosses });
    expect(refused).toMatchObject({ ok: false, error: { code: 'no-weights-by-rule' } });
  });

  it('follow the number of classes: 10, 2 and none', () => {
    expect(weightsOf(after(start, 'balancing.rule', { rule: 'classes' }))).toEqual(near([30 / 13, 6 / 13, 3 / 13]));
  });

  it('end where a person sets one, or chooses another method, and stay with solo and mute', () => {
    const ruled = after(start, 'balancing.rule', { rule: 'classes' });
    const byHand = after(ruled, 'task.weight', { task: digit, weight: 2 });
    expect(byHand.balancing.rule).toBeUndefined();
    expect(weightsOf(byHand)).toEqual(near([2, 6 / 13, 3 / 13]));
    expect(after(ruled, 'balancing.method', { method: 'uw' }).balancing.rule).toBeUndefined();
    const muted = after(ruled, 'task.mute', { task: digit, on: true });
    expect(muted.balancing.rule).toBe('classes');
    expect(weightsOf(muted)).toEqual(near([0, 6 / 13, 3 / 13]));
    expect(weightsOf(after(muted, 'task.mute', { task: digit, on: false }))).toEqual(weightsOf(ruled));
    expect(after(ruled, 'balancing.rule', {})).toEqual({ ...ruled, balancing: { method: 'static', values: {} } });
    const uncertain = after(start, 'balancing.method', { method: 'uw' });
    expect(applyCommand(uncertain, 'balancing.rule', { rule: 'equal' })).toMatchObject({ ok: false });
  });

  it('are in links', () => {
    const ruled = after(start, 'balancing.rule', { rule: 'amount' });
    const read = decodeLink(encodeLink(ruled));
    expect(read.ok && read.value).toEqual({ experiment: ruled, repairs: [] });
  });
});
