import { memory } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { oneVersusRest } from '../domain/metrics/area-under-curve';
import { confusionMatrix, macroScores } from '../domain/metrics/confusion';
import { usualTask } from '../domain/tasks/tasks.test-helpers';
import { analyseExperiment } from '../experiment/context';
import { defaultExperiment } from '../experiment/default-experiment';
import type { Experiment } from '../experiment/schema';
import { mapValues } from '../lib/keys';
import type { RunState } from '../protocol/run-state';
import { disposeBatch } from './data/batch';
import { answersTo } from './inspect/predictions';
import { layerPairs } from './layers/layer-pairs';
import { useBackend } from './backend/node-backends';
import { difference } from './testing/directions';
import { balancedBy, batchesOf, forked, tangled, train, trainerOf } from './testing/small-experiments';
import { createTrainer } from './trainer';

const methods = ['static', 'uw', 'pcgrad'] as const;
/** A method for every backward strategy and everything that can be kept from step to step. */
const ways = ['rlw', 'uw', 'famo', 'gradnorm', 'mgda-ub', 'gradvac', 'graddrop', 'db-mtl', 'excess'] as const;
const onBothNetworks = (ids: readonly Experiment['balancing']['method'][]) =>
  ids.flatMap((method) => [
    [`${method}, forked`, balancedBy(forked, method)] as const,
    [`${method}, tangled`, balancedBy(tangled, method)] as const,
  ]);
const few = onBothNetworks(methods);
/** Every kind of step, on a plain and on a difficult network. */
const everything = onBothNetworks(ways);

beforeAll(() => useBackend('wasm'));
afterEach(() => vi.restoreAllMocks());

describe('training', () => {
  // The cpu backend takes most of a second for a step of the default network.
  it.each([
    ['cpu', 'a small', { ...forked, optimizer: { ...forked.optimizer, learningRate: 0.01 } }],
    ['wasm', 'the default', defaultExperiment],
  ] as const)('brings the losses down on %s, for %s network', async (backend, _name, experiment) => {
    await useBackend(backend);
    const trainer = trainerOf(experiment);
    const log = await train(trainer, experiment, 24, 4);
    expect([log.firstStep, log.steps, trainer.step]).toEqual([0, 24, 24]);
    const [first, last] = [log.totals.slice(0, 4), log.totals.slice(20)].map((part) => part.reduce((a, b) => a + b) / 4);
    expect(last).toBeLessThan((first ?? 0) * 0.8);
    trainer.dispose();
    await useBackend('wasm');
  });

  it.each(few)('gives the same numbers to the last bit twice, on cpu and on wasm: %s', async (_name, experiment) => {
    const runOn = async (backend: 'cpu' | 'wasm') => {
      await useBackend(backend);
      const trainer = trainerOf(experiment);
      const log = await train(trainer, experiment, 8, 3);
      trainer.dispose();
      return log;
    };
    for (const backend of ['cpu', 'wasm'] as const) {
      const log = await runOn(backend);
      expect(await runOn(backend)).toEqual(log);
      expect(new Set(log.totals).size).toBe(8);
    }
  });

  it.each(everything)('goes on from a saved state as if it had never stopped: %s', async (_name, experiment) => {
    const through = trainerOf(experiment);
    await train(through, experiment, 5);
    const saved: RunState = structuredClone(await through.state());
    const rest = await train(through, experiment, 7);
    const again = trainerOf(experiment, saved);
    expect(again.step).toBe(5);
    expect(await train(again, experiment, 7)).toEqual(rest);
    expect(await again.state()).toEqual(await through.state());
    through.dispose();
    again.dispose();
  });

  it('is not changed by tests, predictions and saving in between', async () => {
    const experiment = balancedBy(tangled, 'uw');
    const quiet = trainerOf(experiment);
    const watched = trainerOf(experiment);
    for (let step = 0; step < 6; step += 1) {
      await train(quiet, experiment, 1);
      const underWay = watched.test();
      const [batch] = batchesOf(experiment, 9);
      if (batch === undefined) throw new Error('no batch');
      underWay.add(batch);
      await train(watched, experiment, 1);
      await answersTo(watched, batch);
      underWay.add(batch);
      await (step % 2 === 0 ? underWay.finish() : underWay.cancel());
      await watched.state();
      disposeBatch(batch);
    }
    expect(await watched.state()).toEqual(await quiet.state());
    quiet.dispose();
    watched.dispose();
  });

  it.each(everything)('comes to the same with micro-batches: %s', async (_name, experiment) => {
    const [whole, parts] = [trainerOf(experiment), trainerOf(experiment)];
    const [log, inParts] = [await train(whole, experiment, 3), await train(parts, experiment, 3, 8, 3)];
    expect(difference(inParts.losses, log.losses)).toBeLessThan(1e-5);
    expect(difference(inParts.sums, log.sums)).toBeLessThan(1e-5);
    expect(difference((await parts.state()).weights, (await whole.state()).weights)).toBeLessThan(1e-5);
    whole.dispose();
    parts.dispose();
  });

  it.each(everything)('holds on to no memory: %s', async (_name, experiment) => {
    const before = memory().numTensors;
    const trainer = trainerOf(experiment);
    const [batch] = batchesOf(experiment, 0);
    if (batch === undefined) throw new Error('no batch');
    const steps = async (count: number) => {
      await train(trainer, experiment, count, 4, 3);
      const test = trainer.test();
      test.add(batch);
      await test.finish();
      await answersTo(trainer, batch);
      await trainer.state();
      return memory().numTensors;
    };
    expect(await steps(5)).toBe(await steps(45));
    trainer.dispose();
    disposeBatch(batch);
    await Promise.resolve();
    expect(memory().numTensors).toBe(before);
  });

  it.each(methods)('runs every layer forward once a step with %s, whatever the number of tasks', async (method) => {
    const experiment = balancedBy(forked, method);
    const trainer = trainerOf(experiment);
    trainer.conflictEvery = 0;
    const kinds = experiment.network.layers.map((layer) => layer.kind);
    const calls = [...new Set(kinds)].map((kind) => ({
      forward: vi.spyOn(layerPairs[kind], 'forward'),
      backward: vi.spyOn(layerPairs[kind], 'backward'),
      layers: kinds.filter((other) => other === kind).length,
      learns: kind !== 'input',
    }));
    await train(trainer, experiment, 3);
    for (const { forward, backward, layers, learns } of calls) {
      expect(forward).toHaveBeenCalledTimes(3 * layers);
      expect(backward).toHaveBeenCalledTimes(learns ? 3 * layers : 0);
    }
    trainer.dispose();
  });
});

describe('live settings', () => {
  it('act from the next step on, and what is learned starts afresh with another method', async () => {
    const trainer = trainerOf(forked);
    await train(trainer, forked, 2);
    trainer.live = { ...trainer.live, weights: [1, 0, 0] };
    expect([...(await train(trainer, forked, 1)).weights]).toEqual([1, 0, 0]);
    trainer.live = { ...trainer.live, balancing: { method: 'uw', values: {} } };
    const saved = await trainer.state();
    expect(saved.balancing).toEqual({ since: 3, state: [], learned: [0, 0, 0], learnedSlots: [[0, 0, 0], [0, 0, 0]] });
    const other = trainerOf(forked, saved);
    const log = await train(trainer, forked, 3);
    expect([...log.weights.subarray(0, 3)]).toEqual([0.5, 0.5, 0.5]);
    expect(log.weights[3]).not.toBe(0.5);
    expect(await train(other, forked, 3)).toEqual(log);
    trainer.dispose();
    other.dispose();
  });

  it('leave a task without weight out of training', async () => {
    const [full, none] = [trainerOf(forked), trainerOf(forked)];
    none.live = { ...none.live, weights: [0.5, 0.3, 0] };
    const start = (await none.state()).weights;
    await train(none, forked, 2);
    await train(full, forked, 2);
    const head = forked.network.layers.findIndex((layer) => layer.id === 'head-reconstruction');
    const length = analyseExperiment(forked).parameterCounts.get(forked.network.layers[head]?.id ?? '') ?? 0;
    const own = async (trainer: typeof none) => (await trainer.state()).weights.slice(-length);
    expect(await own(none)).toEqual(start.slice(-length));
    expect(await own(full)).not.toEqual(start.slice(-length));
    full.dispose();
    none.dispose();
  });
});

describe('a loss that is not finite', () => {
  it.each(methods)('is told with task and step, and the last good weights come back: %s', async (method) => {
    const optimizer: Experiment['optimizer'] = { kind: 'sgd', learningRate: 0.01, values: {}, groups: [] };
    const experiment: Experiment = { ...balancedBy(tangled, method), optimizer };
    const trainer = trainerOf(experiment);
    await train(trainer, experiment, 4);
    trainer.live = { ...trainer.live, learningRate: 1e30 };
    const log = await train(trainer, experiment, 5);
    expect(log.notFinite?.step).toBe(6);
    expect([0, 1, 2]).toContain(log.notFinite?.task);
    expect(log.steps).toBe(1);
    expect(log.losses.every(Number.isFinite)).toBe(true);
    expect(trainer.step).toBe(3);
    trainer.live = { ...trainer.live, learningRate: 0.01 };
    const state = await trainer.state();
    expect(state.weights.every(Number.isFinite)).toBe(true);
    const rest = await train(trainer, experiment, 3);
    expect([rest.firstStep, rest.steps, rest.notFinite]).toEqual([3, 3, undefined]);
    trainer.dispose();
  });

  it('may be noticed while further steps are under way', async () => {
    const experiment = balancedBy(tangled, 'pcgrad');
    const trainer = trainerOf(experiment);
    await train(trainer, experiment, 2);
    trainer.live = { ...trainer.live, learningRate: 1e30 };
    const batches = batchesOf(experiment, 1);
    await trainer.takeStep(batches);
    await trainer.takeStep(batches);
    const [log] = await Promise.all([trainer.drain(), trainer.takeStep(batches)]);
    expect(log.notFinite?.step).toBe(4);
    expect(trainer.step).toBe(1);
    expect((await trainer.drain()).steps).toBe(0);
    batches.forEach(disposeBatch);
    trainer.dispose();
  });
});

describe('what a network says', () => {
  it('are probabilities, values in their own unit, and pixels', async () => {
    const trainer = trainerOf(tangled);
    const [batch] = batchesOf(tangled, 0, 5);
    if (batch === undefined) throw new Error('no batch');
    const [digit, ink, loop] = await answersTo(trainer, batch);
    expect([digit?.length, ink?.length, loop?.length]).toEqual([50, 5, 10]);
    for (let example = 0; example < 5; example += 1) {
      expect(digit?.slice(10 * example, 10 * example + 10).reduce((a, b) => a + b)).toBeCloseTo(1, 5);
    }
    // Before training a head says about 0, which stands for the mean of the inks.
    for (const value of ink ?? []) expect(Math.abs(value - 0.1307)).toBeLessThan(0.3);
    disposeBatch(batch);
    trainer.dispose();
  });

  it('is tested the same in one batch or in several', async () => {
    const trainer = trainerOf(tangled);
    const results = [];
    for (const part of [10, 4]) {
      const test = trainer.test();
      for (const batch of batchesOf(tangled, 0, 10, part)) {
        test.add(batch);
        disposeBatch(batch);
      }
      results.push(await test.finish());
    }
    expect(results[0]?.images).toBe(10);
    const [whole, parts] = results.map(({ tasks }) => tasks);
    expect(whole?.map(({ count }) => count)).toEqual([10, 10, 10]);
    const numbers = (tasks: typeof whole) => (tasks ?? []).flatMap(({ loss, sums }) => [loss, ...sums]);
    expect(difference(numbers(parts), numbers(whole))).toBeLessThan(1e-6);
    expect(parts?.map(({ details }) => details)).toEqual(whole?.map(({ details }) => details));
    trainer.dispose();
  });

  it('is scored by what it says of every image', async () => {
    const trainer = trainerOf(tangled);
    const [batch] = batchesOf(tangled, 0, 10);
    if (batch === undefined) throw new Error('no batch');
    const outputs = await answersTo(trainer, batch);
    const expected: unknown[] = [];
    for (const [task, { kind }] of tangled.tasks.entries()) {
      const { target } = usualTask(kind);
      const classes = target.classes.length;
      const truth = await (batch.targets[task]?.data() ?? []);
      const probabilities = Float64Array.from(outputs[task] ?? []);
      const answers = Array.from(truth, (_, image) => {
        const row = probabilities.subarray(image * classes, (image + 1) * classes);
        return row.indexOf(Math.max(...row));
      });
      if (classes === 0) expected.push(undefined);
      else {
        const counts = confusionMatrix(truth, answers, classes);
        const scores = { ...macroScores(counts, classes), auc: oneVersusRest(probabilities, truth, classes) };
        expected.push({ metrics: mapValues(scores, (score): unknown => expect.closeTo(score, 5)), confusion: Uint32Array.from(counts) });
      }
    }
    const test = trainer.test();
    test.add(batch);
    disposeBatch(batch);
    const result = await test.finish();
    expect(result.tasks.map(({ details }) => details)).toEqual(expected);
    trainer.dispose();
  });
});

describe('creating a trainer', () => {
  it('fails for a faulty network and for a state of another one', async () => {
    const broken = { ...forked, network: { ...forked.network, wires: forked.network.wires.slice(1) } };
    const refused = createTrainer(broken);
    expect(refused.ok ? '' : refused.error.code).toBe('network-faulty');
    const trainer = trainerOf(forked);
    const unfit = createTrainer(tangled, await trainer.state());
    expect(unfit.ok ? '' : unfit.error.code).toBe('internal');
    trainer.dispose();
  });
});
