import { describe, expect, it } from 'vitest';
import { alternationOf, type Turn } from './alternation';
import { applyCommand } from './commands';
import { epochOf, plannedSteps, stepsPerEpoch } from './context';
import { defaultExperiment } from './default-experiment';
import { readExperiment } from './read-document';
import type { Experiment } from './schema';

type Alternate = Experiment['training']['alternate'];

/** The start document, 1,000 images in batches of 10, its second task with labels for 250 of them. */
function document(alternate: Alternate): Experiment {
  const { training, data, tasks } = defaultExperiment;
  const few = tasks.map((task, place) => (place === 1 ? { ...task, labels: { examples: 250 } } : task));
  return { ...defaultExperiment, data: { ...data, train: 1000 }, tasks: few, training: { ...training, batchSize: 10, epochs: 2, ...(alternate === undefined ? {} : { alternate }) } };
}

function turnsOf(alternate: Alternate, steps: number): readonly Turn[] {
  const turnOf = alternationOf(document(alternate));
  return Array.from({ length: steps }, (_, step) => turnOf?.(step) ?? { task: -1, round: -1 });
}

describe('whose turn a step is', () => {
  it('nobody’s where tasks are trained together', () => {
    expect(alternationOf(document(undefined))).toBeUndefined();
  });

  it('the tasks’ in their order', () => {
    expect(turnsOf('in-turn', 7).map(({ task }) => task)).toEqual([0, 1, 2, 0, 1, 2, 0]);
    expect(turnsOf('in-turn', 7).map(({ round }) => round)).toEqual([0, 0, 0, 1, 1, 1, 2]);
  });

  it('each task’s once a batch, in orders of all kinds', () => {
    const turns = turnsOf('each', 300);
    const orders = Array.from({ length: 100 }, (_, round) => turns.slice(3 * round, 3 * round + 3));
    orders.forEach((order, round) => {
      expect(order.map(({ task }) => task).toSorted()).toEqual([0, 1, 2]);
      expect(order.every((turn) => turn.round === round)).toBe(true);
    });
    expect(new Set(orders.map((order) => order.map(({ task }) => task).join())).size).toBe(6);
  });

  it('the more often the more labels a task has, whichever step is asked for first', () => {
    const turns = turnsOf('by-amount', 9000);
    const counts = [0, 1, 2].map((task) => turns.filter((turn) => turn.task === task).length);
    // Of 2,250 labels 1,000, 250 and 1,000; three standard deviations of such a draw are 142 and 90.
    expect(Math.abs((counts[0] ?? 0) - 4000)).toBeLessThan(142);
    expect(Math.abs((counts[1] ?? 0) - 1000)).toBeLessThan(90);
    for (const task of [0, 1, 2]) expect(turns.filter((turn) => turn.task === task).map(({ round }) => round)).toEqual(Array.from({ length: counts[task] ?? 0 }, (_, round) => round));
    const late = alternationOf(document('by-amount'));
    expect([late?.(500), late?.(20)]).toEqual([turns[500], turns[20]]);
  });
});

describe('an epoch of alternate training', () => {
  it('is over when the task with the most examples has seen all of its own', () => {
    expect(stepsPerEpoch(document(undefined))).toBe(100);
    expect(stepsPerEpoch(document('in-turn'))).toBe(300);
    expect(stepsPerEpoch(document('each'))).toBe(300);
    expect(stepsPerEpoch(document('by-amount'))).toBe(225);
    expect(plannedSteps(document('in-turn'))).toBe(600);
    expect([299, 300].map((step) => epochOf(document('in-turn'), step))).toEqual([0, 1]);
  });
});

describe('a document that trains alternately', () => {
  it('has static weights: to alternate takes another method off, and another method ends alternating', () => {
    const pcgrad = applyCommand(defaultExperiment, 'balancing.method', { method: 'pcgrad' });
    const turned = applyCommand(pcgrad.ok ? pcgrad.value : defaultExperiment, 'training.alternate', { alternate: 'each' });
    if (!turned.ok) throw new Error('refused');
    expect([turned.value.balancing.method, turned.value.training.alternate]).toEqual(['static', 'each']);
    expect(readExperiment(structuredClone(turned.value))).toEqual({ ok: true, value: { experiment: turned.value, repairs: [] } });
    const again = applyCommand(turned.value, 'balancing.method', { method: 'pcgrad' });
    expect(again.ok && 'alternate' in again.value.training).toBe(false);
    const together = applyCommand(turned.value, 'training.alternate', { alternate: undefined });
    expect(together.ok && together.value.training).toEqual(defaultExperiment.training);
  });

  it('is repaired where it says otherwise, and that is told', () => {
    const wrong = { ...defaultExperiment, balancing: { method: 'mgda', values: {} }, training: { ...defaultExperiment.training, alternate: 'in-turn' } };
    const read = readExperiment(wrong);
    expect(read.ok && [read.value.experiment.balancing.method, read.value.experiment.training.alternate]).toEqual(['static', 'in-turn']);
    expect(read.ok && read.value.repairs.map(({ path, code }) => `${path} ${code}`)).toEqual(['balancing.method replaced']);
    const unknown = readExperiment({ ...defaultExperiment, training: { ...defaultExperiment.training, alternate: 'sideways' } });
    expect(unknown.ok && unknown.value).toMatchObject({ experiment: defaultExperiment, repairs: [{ path: 'training.alternate' }] });
  });
});
