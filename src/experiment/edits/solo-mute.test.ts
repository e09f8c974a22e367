import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyCommand } from '../commands';
import { defaultExperiment } from '../default-experiment';
import { readExperiment } from '../read-document';
import type { Experiment } from '../schema';
import { counts } from './solo-mute';

type Button = 'solo' | 'mute';

/** The document after a press, or undefined where it is refused. */
function pressed(experiment: Experiment, button: Button, id: string, on: boolean): Experiment | undefined {
  const edited = applyCommand(experiment, `task.${button}`, { task: id, on });
  return edited.ok ? edited.value : undefined;
}

function turned(experiment: Experiment, button: Button, id: string): Experiment | undefined {
  const task = experiment.tasks.find((one) => one.id === id);
  return pressed(experiment, button, id, task?.[button] !== true);
}

function weights({ tasks }: Experiment): readonly number[] {
  return tasks.map(({ weight }) => weight);
}

/** Weights of the start document, with or without a sum of 1. */
const start = fc.record({ first: fc.double({ min: 0, max: 1, noNaN: true }), second: fc.double({ min: 0, max: 1, noNaN: true }), sumToOne: fc.boolean() }).map(
  ({ first, second, sumToOne }) => {
    const loose = defaultExperiment.tasks.map((task, index) => ({ ...task, weight: [first, second, 0.3][index] ?? 1 }));
    const made = applyCommand({ ...defaultExperiment, weightsSumToOne: false, tasks: loose }, 'task.sum-to-one', { on: sumToOne });
    if (!made.ok) throw new Error('refused');
    return made.value;
  },
);
const ids = defaultExperiment.tasks.map(({ id }) => id);
const presses = fc.array(fc.record({ button: fc.constantFrom<Button>('solo', 'mute'), id: fc.constantFrom(...ids), undo: fc.boolean() }), { maxLength: 20 });

describe('solo and mute', () => {
  it('restore exactly what was set, whatever was pressed and undone in between', () => {
    fc.assert(
      fc.property(start, presses, (set, plan) => {
        let experiment = set;
        const past: Experiment[] = [];
        for (const { button, id, undo } of plan) {
          if (undo) {
            experiment = past.pop() ?? experiment;
            continue;
          }
          const next = turned(experiment, button, id);
          if (next === undefined) continue;
          // A second press leads back to the very document.
          expect(turned(next, button, id)).toEqual(experiment);
          past.push(experiment);
          experiment = next;
          for (const task of experiment.tasks) if (!counts(experiment.tasks, task)) expect(task.weight).toBe(0);
          if (set.weightsSumToOne) expect(weights(experiment).reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 9);
          const read = readExperiment(structuredClone(experiment));
          expect(read.ok && read.value).toEqual({ experiment, repairs: [] });
        }
        for (const id of ids) for (const button of ['mute', 'solo'] as const) experiment = pressed(experiment, button, id, false) ?? experiment;
        expect(experiment).toEqual(set);
      }),
    );
  });

  it('weights that are set in between, 0 and 1 among them, always follow from what is set and pressed', () => {
    const weight = fc.oneof(fc.constantFrom(0, 1, 1e-12), fc.double({ min: 0, max: 1, noNaN: true }));
    const acts = fc.array(fc.record({ button: fc.constantFrom<Button | 'weight'>('solo', 'mute', 'weight'), id: fc.constantFrom(...ids), weight }), { maxLength: 20 });
    fc.assert(
      fc.property(start, acts, (set, plan) => {
        let experiment = set;
        for (const act of plan) {
          if (act.button === 'weight') {
            const edited = applyCommand(experiment, 'task.weight', { task: act.id, weight: act.weight });
            if (!edited.ok) throw new Error('refused');
            experiment = edited.value;
          } else experiment = turned(experiment, act.button, act.id) ?? experiment;
          // Repairs would say that weights and presses disagree.
          expect(readExperiment(structuredClone(experiment))).toEqual({ ok: true, value: { experiment, repairs: [] } });
        }
      }),
      { numRuns: 300 },
    );
  });

  it('a muted task has the weight 0; with a sum of 1 the others keep their proportions', () => {
    const muted = pressed(defaultExperiment, 'mute', 'reconstruction', true);
    expect(muted && weights(muted)[2]).toBe(0);
    const [digit = 0, parity = 1] = muted === undefined ? [] : weights(muted);
    const [digitBefore = 0, parityBefore = 1] = weights(defaultExperiment);
    expect(digit + parity).toBeCloseTo(1, 10);
    expect(digit / parity).toBeCloseTo(digitBefore / parityBefore, 10);
  });

  it('solo gives the others the weight 0, several together play together, and mute is stronger', () => {
    const loose = { ...defaultExperiment, weightsSumToOne: false };
    const [digit = 0, parity = 0] = weights(loose);
    const alone = pressed(loose, 'solo', 'digit', true) ?? loose;
    expect(weights(alone)).toEqual([digit, 0, 0]);
    const both = pressed(alone, 'solo', 'parity', true) ?? loose;
    expect(weights(both)).toEqual([digit, parity, 0]);
    expect(weights(pressed(both, 'mute', 'digit', true) ?? loose)).toEqual([0, parity, 0]);
  });

  it('the last one that counts is not muted while weights sum to 1', () => {
    const two = ids.slice(1).reduce((experiment, id) => pressed(experiment, 'mute', id, true) ?? experiment, defaultExperiment);
    expect(applyCommand(two, 'task.mute', { task: 'digit', on: true })).toMatchObject({ ok: false, error: { code: 'no-task-counts' } });
    const loose = { ...defaultExperiment, weightsSumToOne: false };
    const all = ids.reduce((experiment, id) => pressed(experiment, 'mute', id, true) ?? experiment, loose);
    expect(weights(all)).toEqual([0, 0, 0]);
  });

  it('a slider moves on what is heard, and for what is not on what comes back', () => {
    const muted = pressed(defaultExperiment, 'mute', 'reconstruction', true) ?? defaultExperiment;
    const moved = applyCommand(muted, 'task.weight', { task: 'digit', weight: 0.75 });
    if (!moved.ok) throw new Error('refused');
    expect(weights(moved.value)).toEqual([0.75, 0.25, 0]);
    const back = pressed(moved.value, 'mute', 'reconstruction', false) ?? muted;
    const rest = 1 - (weights(defaultExperiment)[2] ?? 0);
    expect(weights(back)).toEqual([0.75 * rest, 0.25 * rest, weights(defaultExperiment)[2]]);
    const later = applyCommand(muted, 'task.weight', { task: 'reconstruction', weight: 0.5 });
    expect(later.ok && weights(later.value)[2]).toBe(0);
    const heard = later.ok ? pressed(later.value, 'mute', 'reconstruction', false) : undefined;
    expect(heard && weights(heard)[2]).toBe(0.5);
  });

  it('a task that is removed takes its solo along, and weights that follow from nothing pressed are repaired', () => {
    const alone = pressed(defaultExperiment, 'solo', 'digit', true) ?? defaultExperiment;
    const removed = applyCommand(alone, 'task.remove', { task: 'digit' });
    expect(removed.ok && removed.value.tasks.every(({ weight, setWeight }) => weight > 0 && setWeight === undefined)).toBe(true);
    const odd = { ...alone, weightsSumToOne: false, tasks: alone.tasks.map((task) => ({ ...task, weight: 0.5 })) };
    const read = readExperiment(odd);
    expect(read.ok && read.value.experiment.tasks.map(({ weight, solo }) => [weight, solo])).toEqual([[0.5, undefined], [0.5, undefined], [0.5, undefined]]);
    expect(read.ok && read.value.repairs.length).toBe(1);
  });
});
