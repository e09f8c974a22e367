import { div, grad, logSoftmax, mul, neg, oneHot, reshape, sum, tensor, tensor1d, tidy, type Tensor1D } from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { beforeEach, describe, expect, it, test } from 'vitest';
import { balancedWeights, isBalanced } from '../../domain/losses/class-weights';
import { trainLabels } from '../../data/labels';
import type { Experiment, ExperimentTask } from '../../experiment/schema';
import { compile } from '../../plan/compile';
import { useBackend } from '../backend/node-backends';
import { startTest } from '../evaluation/evaluate';
import { lossPairs } from '../losses/losses';
import { initialStatistics } from '../step/running-statistics';
import { sliceWeights } from '../step/forward';
import { trainerOf } from '../testing/small-experiments';
import { fetchOf, tinyExperiment, tinyFiles } from '../testing/tiny-data';
import { disposeBatch, type Batch } from './batch';
import { createExperimentData } from './experiment-data';
import { openShardStore } from './shard-store';

/** Is it a 0? Six of the 60 train images are, and two of the 20 test images. */
const rare: ExperimentTask = {
  id: 'rare',
  kind: 'classify',
  field: 'digit',
  groups: [
    { name: 'none', classes: [0] },
    { name: 'some', classes: [1, 2, 3, 4, 5, 6, 7, 8, 9] },
  ],
  loss: { kind: 'cross-entropy', values: { classWeights: 'balanced' } },
  colour: 0,
  weight: 0.5,
};
const ofNone = 60 / (2 * 6);
const ofSome = 60 / (2 * 54);

const balanced: Experiment = {
  ...tinyExperiment,
  tasks: [rare, { id: 'ink', kind: 'ink', colour: 1, weight: 0.5 }],
  network: {
    ...tinyExperiment.network,
    layers: tinyExperiment.network.layers.flatMap((layer) => {
      if (layer.id === 'head-parity') return [];
      return layer.id === 'head-digit' ? [{ ...layer, values: { task: 'rare' } }] : [layer];
    }),
    wires: tinyExperiment.network.wires.filter(({ to }) => to !== 'head-parity'),
  },
  optimizer: { kind: 'sgd', learningRate: 0.1, values: {}, groups: [] },
};

const withLabels = (labels: NonNullable<ExperimentTask['labels']>): Experiment => ({ ...balanced, tasks: balanced.tasks.map((task) => (task === rare ? { ...task, labels } : task)) });

async function dataOf(experiment: Experiment) {
  const store = await openShardStore('mnist', fetchOf(tinyFiles([20, 20, 20], [12, 8])), () => Promise.resolve());
  if (!store.ok) throw new Error(store.error.detail);
  const data = createExperimentData(experiment, store.value);
  if (!data.ok) throw new Error(data.error.code);
  const ready = await data.value.ready(0);
  if (ready?.ok !== true) throw new Error('not ready');
  await data.value.loadRest(0, () => {});
  return data.value;
}

const numbersOf = async (of: { data(): Promise<ArrayLike<number>> } | undefined) => Array.from((await of?.data()) ?? []);

/** What of each example the first task asks, and what it counts there. */
async function countedIn(batch: Batch) {
  return { truth: await numbersOf(batch.targets[0]), weights: await numbersOf(batch.weights?.[0]), weighed: batch.weighed };
}

test('a balanced class counts as much as any other, and one without a label 1', () => {
  expect(Array.from(balancedWeights([6, 54]))).toEqual([Math.fround(ofNone), Math.fround(ofSome)]);
  expect(Array.from(balancedWeights([2, 0, 2]))).toEqual([Math.fround(2 / 3), 1, Math.fround(2 / 3)]);
  expect(isBalanced('cross-entropy', {})).toBe(false);
  expect(isBalanced('cross-entropy', { classWeights: 'balanced' })).toBe(true);
  expect(isBalanced('mse', { classWeights: 'balanced' })).toBe(false);
});

describe.each(['cpu', 'wasm'] as const)('class weights on %s', (backend) => {
  beforeEach(() => useBackend(backend));

  it('are those of the training labels, known with the first batch, and of no other task', async () => {
    const data = await dataOf(balanced);
    let seen = 0;
    for (const batch of [...data.batches(0, 8), ...data.batches(1, 8), data.testBatch(0, 20)]) {
      const { truth, weights, weighed } = await countedIn(batch);
      expect(weights).toEqual(truth.map((label) => Math.fround(label === 0 ? ofNone : ofSome)));
      expect(weighed).toEqual([weights.reduce((total, weight) => total + weight, 0), undefined]);
      expect([batch.labelled, batch.weights?.[1]]).toEqual([undefined, undefined]);
      seen += truth.filter((label) => label === 0).length;
      disposeBatch(batch);
    }
    expect(seen).toBeGreaterThan(2);
    data.free();
  });

  it('follow the labels that there are, and the wrong ones among them', async () => {
    const labels = { missing: 0.4, noise: 0.3 };
    const data = await dataOf(withLabels(labels));
    const drawn = trainLabels(balanced.seed, 'rare', labels);
    const known = Array.from({ length: 60 }, (_, index) => index).filter((index) => drawn.has(index)).length;
    const found = new Map<number, Set<number>>();
    for (let step = 0; step < 7; step += 1) {
      for (const batch of data.batches(step, 8)) {
        const { truth, weights } = await countedIn(batch);
        const present = await numbersOf(batch.labels?.[0]);
        truth.forEach((label, at) => found.set(label, (found.get(label) ?? new Set()).add(present[at] === 0 ? 0 : (weights[at] ?? 0))));
        disposeBatch(batch);
      }
    }
    const of = (label: number) => [...(found.get(label) ?? [])].find((weight) => weight > 0) ?? 0;
    // n_c = n / (k w_c), and all of them together are n.
    const counts = [0, 1].map((label) => known / (2 * of(label)));
    expect((counts[0] ?? 0) + (counts[1] ?? 0)).toBeCloseTo(known, 3);
    expect(counts[0]).toBeGreaterThan(6);
    expect([...found.values()].every((weights) => weights.size <= 2)).toBe(true);
    data.free();
  });

  it('make a step in uneven micro-batches that of the whole batch', async () => {
    const data = await dataOf(balanced);
    const after = await Promise.all(
      [8, 3].map(async (size) => {
        const trainer = trainerOf(balanced);
        for (let step = 0; step < 3; step += 1) {
          const batches = data.batches(step, size);
          await trainer.takeStep(batches);
          batches.forEach(disposeBatch);
        }
        const { losses } = await trainer.drain();
        const { weights } = await trainer.state();
        trainer.dispose();
        return { losses: [...losses], weights: [...weights] };
      }),
    );
    const [whole, parts] = after;
    expect(whole?.weights.length).toBe(parts?.weights.length);
    whole?.weights.forEach((weight, at) => expect(Math.abs(weight - (parts?.weights[at] ?? Number.NaN))).toBeLessThan(1e-6));
    whole?.losses.forEach((loss, at) => expect(Math.abs(loss - (parts?.losses[at] ?? Number.NaN))).toBeLessThan(1e-6));
    data.free();
  });

  it('give a test the loss that training has, over all its images', async () => {
    const data = await dataOf(balanced);
    const compiled = compile(balanced);
    if (!compiled.ok) throw new Error(compiled.error.detail);
    const trainer = trainerOf(balanced);
    const { weights } = await trainer.state();
    const layers = sliceWeights(compiled.value, tensor1d(weights), initialStatistics(compiled.value));
    const running = startTest(compiled.value, () => layers);
    let [above, below] = [0, 0];
    for (const [first, size] of [[0, 12], [12, 8]] as const) {
      const batch = data.testBatch(first, size);
      const single = startTest(compiled.value, () => layers);
      single.add(batch);
      running.add(batch);
      const [own] = (await single.finish()).tasks;
      const counted = batch.weighed?.[0] ?? 0;
      [above, below] = [above + (own?.loss ?? Number.NaN) * counted, below + counted];
      disposeBatch(batch);
    }
    const [whole] = (await running.finish()).tasks;
    expect(whole?.count).toBe(20);
    expect(whole?.loss).toBeCloseTo(above / below, 5);
    trainer.dispose();
    data.free();
  });

  it('divide by the sum of the weights, as PyTorch does, and have the gradient of that', async () => {
    const logits = [1.2, -0.3, 0.4, 0.1, 2.0, -1.5, -0.7, 0.9, 0.3, 0.0, 0.5, -0.2];
    const [truth, perClass] = [[2, 0, 1, 2], [0.5, 2, 1.25]];
    const counting = truth.map((label) => perClass[label] ?? 0);
    const total = counting.reduce((all, weight) => all + weight, 0);
    const { value, cotangent } = lossPairs['cross-entropy'].evaluate(tensor(logits, [4, 3]), tensor1d(truth, 'int32'), tensor1d(counting), total, {});
    // nll_loss of log_softmax with "mean": Σ −w_y log p_y / Σ w_y, in double precision.
    const rows = [0, 1, 2, 3].map((row) => logits.slice(3 * row, 3 * row + 3));
    const surprise = rows.map((row, at) => Math.log(row.reduce((all, z) => all + Math.exp(z), 0)) - (row[truth[at] ?? 0] ?? 0));
    const expected = surprise.reduce((all, own, at) => all + own * (counting[at] ?? 0), 0) / total;
    const [found = 0] = await value.data();
    expect(Math.abs(found - expected)).toBeLessThan(1e-6);
    if (backend === 'wasm') return;
    const stock = tidy(() =>
      grad((z) => {
        const chosen = sum(mul(logSoftmax(reshape(z, [4, 3])), oneHot(tensor1d(truth, 'int32'), 3)), 1);
        const weights: Tensor1D = tensor1d(counting);
        return neg(div(sum(mul(chosen, weights)), sum(weights)));
      })(tensor(logits, [12])),
    );
    const [own, wanted] = [await cotangent.data(), await stock.data()];
    expect(own.length).toBe(12);
    wanted.forEach((slope, at) => expect(Math.abs(slope - (own[at] ?? Number.NaN))).toBeLessThan(1e-6));
  });
});
