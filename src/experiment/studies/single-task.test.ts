import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { predecessors } from '../../domain/network/reachability';
import { applyCommand } from '../commands';
import { analyseExperiment } from '../context';
import { defaultExperiment } from '../default-experiment';
import { anyExperiment } from '../random-commands.test-helpers';
import { readExperiment } from '../read-document';
import { experimentSchema, type Experiment, type ExperimentLayer } from '../schema';
import { singleTaskExperiment } from './single-task';
import { templates } from '../templates/templates';

function singleTaskOf(experiment: Experiment, task: string): Experiment {
  const result = singleTaskExperiment(experiment, task);
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}

/** What a person gets who draws that head alone: every other task and its head removed by hand. */
function drawnSingle(experiment: Experiment, task: string): Experiment {
  let drawn = experiment;
  for (const other of experiment.tasks) {
    if (other.id === task) continue;
    const removed = applyCommand(drawn, 'task.remove', { task: other.id });
    if (!removed.ok) throw new Error(removed.error.code);
    drawn = removed.value;
  }
  return drawn;
}

/** Everything that decides how the layers of a network compute and start. */
function computed(experiment: Experiment): unknown {
  const { order, shapes, inputShapes, weights, runnable } = analyseExperiment(experiment);
  const layers = new Map(experiment.network.layers.map((layer) => [layer.id, layer]));
  const before = predecessors(experiment.network);
  return {
    runnable,
    layers: order.map((id) => [layers.get(id), shapes.get(id), inputShapes.get(id), before.get(id), weights.get(id)]),
  };
}

/**
 * A random acyclic network of flat layers: each takes one to three earlier ones, several by concat,
 * and heads hang anywhere.
 */
const anyJoinedNetwork: fc.Arbitrary<Experiment> = fc
  .record({
    sources: fc.array(fc.uniqueArray(fc.nat(1000), { minLength: 1, maxLength: 3 }), { minLength: 3, maxLength: 14 }),
    heads: fc.tuple(fc.nat(1000), fc.nat(1000), fc.nat(1000)),
  })
  .map(({ sources, heads }) => {
    const place = { initialiser: 'auto', x: 0, y: 0 } as const;
    const layers: ExperimentLayer[] = [
      { id: 'input', kind: 'input', values: { field: 'image' }, ...place },
      { id: 'flat-0', kind: 'flatten', values: {}, ...place },
    ];
    const wires = [{ from: 'input', to: 'flat-0' }];
    const from = (pick: number) => layers.slice(1)[pick % (layers.length - 1)]?.id ?? 'flat-0';
    for (const [index, picks] of sources.entries()) {
      const inputs = [...new Set(picks.map(from))];
      const id = `layer-${index}`;
      wires.push(...inputs.map((input) => ({ from: input, to: id })));
      if (inputs.length === 1) layers.push({ id, kind: 'dense', values: { units: 2 + index, activation: 'relu' }, ...place });
      else layers.push({ id, kind: 'concat', values: {}, ...place });
    }
    const kinds = ['digit', 'parity', 'ink'] as const;
    const ends = kinds.map((_, index) => from(heads[index] ?? 0));
    for (const [index, kind] of kinds.entries()) {
      layers.push({ id: `head-${kind}`, kind: 'head', values: { task: kind }, ...place });
      wires.push({ from: ends[index] ?? 'flat-0', to: `head-${kind}` });
    }
    return {
      ...defaultExperiment,
      weightsSumToOne: false,
      tasks: kinds.map((kind, colour) => ({ id: kind, kind, colour, weight: 1 })),
      network: { layers, wires, ties: [] },
    };
  });

describe('a single-task baseline', () => {
  it('has the trunk, its branch and its head, and nothing of the others', () => {
    const { network, tasks, balancing } = singleTaskOf(defaultExperiment, 'reconstruction');
    expect(network.layers.map((layer) => layer.id)).toEqual([
      'input',
      'conv-1',
      'pool-1',
      'conv-2',
      'pool-2',
      'upsample-1',
      'head-reconstruction',
    ]);
    expect(network.wires).toHaveLength(6);
    expect(tasks).toEqual([{ id: 'reconstruction', kind: 'reconstruction', colour: 2, weight: 1 }]);
    expect(balancing).toEqual({ method: 'static', values: {} });
  });

  it('of a cascade keeps the heads that feed it as plain projections', () => {
    const cascade = applyCommand(defaultExperiment, 'network.start-from', { template: templates.cascade });
    if (!cascade.ok) throw new Error(cascade.error.code);
    const single = singleTaskOf(cascade.value, 'parity');
    expect(single.network.layers.find((layer) => layer.id === 'head-digit')).toMatchObject({ kind: 'dense', values: { units: 10 } });
    expect(analyseExperiment(single).faults).toEqual([]);
    expect(computed(single)).toEqual(computed(drawnSingle(cascade.value, 'parity')));
  });

  it('keeps data, seed, optimiser, schedule, penalties and budget', () => {
    fc.assert(
      fc.property(anyExperiment, (experiment) => {
        for (const { id } of experiment.tasks) {
          const single = singleTaskExperiment(experiment, id);
          if (!single.ok) continue;
          const { tasks: _tasks, balancing: _balancing, network: _network, ...rest } = single.value;
          expect(experiment).toMatchObject(rest);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('keeps every input of every layer that stays, in its order', () => {
    fc.assert(
      fc.property(anyExperiment, (experiment) => {
        const before = predecessors(experiment.network);
        for (const { id } of experiment.tasks) {
          const single = singleTaskExperiment(experiment, id);
          if (!single.ok) continue;
          const after = predecessors(single.value.network);
          for (const layer of single.value.network.layers) expect(after.get(layer.id)).toEqual(before.get(layer.id));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('is a valid document that needs no repair, and computes what a person would get drawing that head alone', () => {
    let compared = 0;
    fc.assert(
      fc.property(anyExperiment, (experiment) => {
        for (const { id } of experiment.tasks) {
          const single = singleTaskExperiment(experiment, id);
          if (!single.ok) {
            expect(analyseExperiment(experiment).faults.map((fault) => fault.code)).toContain('task-without-head');
            continue;
          }
          expect(v.is(experimentSchema, single.value)).toBe(true);
          expect(readExperiment(single.value)).toMatchObject({ ok: true, value: { experiment: single.value, repairs: [] } });
          if (!analyseExperiment(experiment).runnable) continue;
          compared += 1;
          expect(computed(single.value)).toEqual(computed(drawnSingle(experiment, id)));
          expect(analyseExperiment(single.value).runnable).toBe(true);
        }
      }),
      { numRuns: 120 },
    );
    expect(compared).toBeGreaterThan(40);
  });

  it('does so in networks that join many branches, over and over', () => {
    let joined = 0;
    fc.assert(
      fc.property(anyJoinedNetwork, (experiment) => {
        expect(analyseExperiment(experiment).runnable).toBe(true);
        for (const { id } of experiment.tasks) {
          const single = singleTaskOf(experiment, id);
          expect(computed(single)).toEqual(computed(drawnSingle(experiment, id)));
          expect(analyseExperiment(single).faults).toEqual([]);
          const inputs = predecessors(single.network);
          joined += single.network.layers.filter((layer) => layer.kind === 'concat' && (inputs.get(layer.id)?.length ?? 0) > 1).length;
        }
      }),
      { numRuns: 80 },
    );
    expect(joined).toBeGreaterThan(100);
  });

  it('of a document with that task alone is that document, but for weight and balancing', () => {
    const single = singleTaskOf(defaultExperiment, 'parity');
    expect(singleTaskOf(single, 'parity')).toEqual(single);
  });

  it('does not exist for a task that does not, or that has no head', () => {
    expect(singleTaskExperiment(defaultExperiment, 'nobody')).toMatchObject({ ok: false, error: { code: 'unknown-task' } });
    const network = { ...defaultExperiment.network, layers: [], wires: [] };
    expect(singleTaskExperiment({ ...defaultExperiment, network }, 'digit')).toMatchObject({
      ok: false,
      error: { code: 'task-without-head' },
    });
  });
});
