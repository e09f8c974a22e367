import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { taskOfHead } from '../domain/network/network';
import { taskKind } from '../domain/tasks/task-kinds';
import { layerKind } from '../domain/network/layer-kinds';
import { applyCommand } from './commands';
import { analyseExperiment, datasetOf } from './context';
import { defaultExperiment } from './default-experiment';
import { taskKindsOf } from './edits/data';
import { afterCommands, anyCommands, anyExperiment, commandFrom, run } from './random-commands.test-helpers';
import { experimentSchema, type Experiment } from './schema';

/** What must hold after every command, beyond the schema. */
function expectSound(experiment: Experiment): void {
  expect(v.safeParse(experimentSchema, experiment).issues).toBeUndefined();
  expect(experiment.tasks.every((task) => taskKind(task.kind).suits(datasetOf(experiment)))).toBe(true);
  const sum = experiment.tasks.reduce((running, task) => running + task.weight, 0);
  expect(!experiment.weightsSumToOne || Math.abs(sum - 1) < 1e-12).toBe(true);
  const heads = experiment.network.layers.map(taskOfHead).filter((task) => task !== undefined);
  expect(heads.toSorted()).toEqual(experiment.tasks.map((task) => task.id).toSorted());
  const analysis = analyseExperiment(experiment);
  expect(analysis.faults.some((fault) => fault.code === 'cycle')).toBe(false);
}

describe('commands in any order', () => {
  it('leave a valid document, change nothing in place, and never throw', () => {
    let taken = 0;
    fc.assert(
      fc.property(anyCommands(60), (plan) => {
        let experiment = defaultExperiment;
        for (const roll of plan) {
          const before = JSON.stringify(experiment);
          const result = run(experiment, commandFrom(experiment, roll));
          expect(JSON.stringify(experiment)).toBe(before);
          if (!result.ok) continue;
          experiment = result.value;
          taken += 1;
          expectSound(experiment);
        }
      }),
      { numRuns: 150 },
    );
    expect(taken).toBeGreaterThan(1500);
  });

  it('give back the document when an added task is removed again', () => {
    fc.assert(
      fc.property(anyCommands(15), fc.nat(), fc.nat(), (plan, kindPick, layerPick) => {
        const { experiment } = afterCommands(plan);
        const kinds = taskKindsOf(datasetOf(experiment));
        const kind = kinds[kindPick % kinds.length] ?? 'reconstruction';
        const { tasks } = analyseExperiment(experiment);
        // From a layer that led nowhere the removal clears up more than the adding did.
        const places = experiment.network.layers.filter(
          (layer) => (tasks.get(layer.id)?.length ?? 0) > 0 && layer.kind !== 'head',
        );
        const attachTo = places[layerPick % Math.max(1, places.length)]?.id;
        const added = applyCommand(experiment, 'task.add', { kind, attachTo });
        // Weights by first losses become a person's once there is a task of which none is known.
        if (!added.ok || attachTo === undefined || experiment.balancing.rule === 'difficulty') return;
        const task = added.value.tasks.at(-1)?.id ?? '';
        const removed = applyCommand(added.value, 'task.remove', { task });
        expect(removed.ok && withRoundWeights(removed.value)).toEqual(withRoundWeights(experiment));
      }),
      { numRuns: 200 },
    );
  });

  it('give back the document when an added layer or wire is removed again', () => {
    fc.assert(
      fc.property(anyExperiment, fc.nat(), fc.nat(), (experiment, first, second) => {
        const layer = applyCommand(experiment, 'layer.add', { kind: 'dropout', at: { x: first, y: second } });
        const id = layer.ok ? (layer.value.network.layers.at(-1)?.id ?? '') : '';
        const withoutLayer = layer.ok ? applyCommand(layer.value, 'layer.remove', { ids: [id] }) : layer;
        expect(!layer.ok || (withoutLayer.ok && withoutLayer.value)).toEqual(layer.ok ? experiment : true);
        const { layers } = experiment.network;
        const wire = { from: layers[first % layers.length]?.id ?? '', to: layers[second % layers.length]?.id ?? '' };
        const wired = applyCommand(experiment, 'wire.add', wire);
        const unwired = wired.ok ? applyCommand(wired.value, 'wire.remove', { wires: [wire] }) : wired;
        // What it took the place of aside.
        const takesOne = layers.some((layer) => layer.id === wire.to && layerKind(layer.kind).inputs === 'one');
        const wires = experiment.network.wires.filter((other) => !takesOne || other.to !== wire.to);
        const left = { ...experiment, network: { ...experiment.network, wires } };
        expect(!wired.ok || (unwired.ok && unwired.value)).toEqual(wired.ok ? left : true);
      }),
      { numRuns: 150 },
    );
  });
});

/** Weights scaled up and down again may differ in the last digits. */
function withRoundWeights(experiment: Experiment): Experiment {
  const round = (weight: number) => Number(weight.toFixed(9));
  const tasks = experiment.tasks.map(({ setWeight, ...task }) => {
    const [weight, set] = [round(task.weight), round(setWeight ?? task.weight)];
    return { ...task, weight, ...(set === weight ? {} : { setWeight: set }) };
  });
  return { ...experiment, tasks };
}
