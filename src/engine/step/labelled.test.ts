import { tensor1d, zeros, type Rank, type Tensor1D } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import type { BalancingId } from '../../domain/balancing/balancing-methods';
import type { Experiment } from '../../experiment/schema';
import { useBackend } from '../backend/node-backends';
import { disposeBatch, type Batch } from '../data/batch';
import { withTaskGradients } from '../inspect/gradients/task-gradients';
import { partOf } from '../testing/layer-parts';
import { planOf } from '../testing/plans';
import { balancedBy, batchesOf, forked, tangled, trainerOf } from '../testing/small-experiments';

/** Three of ten examples have a label for the task b, unevenly spread. */
const labels = [0, 1, 0, 1, 0, 0, 0, 0, 0, 1];
const b = 1;

/** The batch of a step in parts, of which b has only these labels. */
function labelledBatches(experiment: Experiment, step: number, part = labels.length): Batch[] {
  const labelled = experiment.tasks.map((_, task) => (task === b ? 3 : labels.length));
  return batchesOf(experiment, step, labels.length, part).map((batch, index) => {
    const own = labels.slice(index * part, index * part + batch.size);
    return { ...batch, labels: experiment.tasks.map((_, task): Tensor1D | undefined => (task === b ? tensor1d(own) : undefined)), labelled };
  });
}

/** The losses of a step, each task's gradient at each of its layers, and the weights after the step. */
async function stepOn(experiment: Experiment, batches: readonly Batch[]) {
  const trainer = trainerOf(experiment);
  const plan = planOf(experiment);
  const gradients = await trainer.inspect((snapshot) =>
    withTaskGradients(snapshot, batches, (rowsOf) =>
      Promise.all(
        plan.steps.filter((step) => step.weights.length > 0).map(async (step) => {
          const rows = rowsOf(step);
          const values = [...(await rows.data())];
          const [, length] = rows.shape;
          return step.tasks.map((task, row) => ({ task, values: values.slice(row * length, (row + 1) * length) }));
        }),
      ),
    ),
  );
  await trainer.takeStep(batches);
  const { losses, sums } = await trainer.drain();
  const state = await trainer.state();
  trainer.dispose();
  batches.forEach(disposeBatch);
  const ofTask = (task: number) => gradients.flat().filter((own) => own.task === task).flatMap(({ values }) => values);
  return { losses: [...losses], sums: [...sums], ofTask, state };
}

describe('labels that are missing for one task', () => {
  it.each([['forked', forked], ['tangled', tangled]] as const)('leave the others’ losses and gradients as they are, to the last digit: %s', async (_, experiment) => {
    await useBackend('cpu');
    const [whole, labelled] = [await stepOn(experiment, batchesOf(experiment, 0, labels.length)), await stepOn(experiment, labelledBatches(experiment, 0))];
    for (const task of [0, 2]) {
      expect(labelled.losses[task]).toBe(whole.losses[task]);
      expect(labelled.ofTask(task)).toEqual(whole.ofTask(task));
    }
    expect(labelled.losses[b]).not.toBe(whole.losses[b]);
    expect(labelled.ofTask(b)).not.toEqual(whole.ofTask(b));
    // What only the others use moves alike: weights are static.
    const heads = ['head-digit', ...(experiment === forked ? ['head-reconstruction'] : [])];
    for (const head of heads) expect(partOf(experiment, head, labelled.state.weights)).toEqual(partOf(experiment, head, whole.state.weights));
  });

  it('leave loss, gradient and sums of the task those of its labelled examples alone', async () => {
    await useBackend('cpu');
    const labelled = await stepOn(forked, labelledBatches(forked, 0));
    const parts = batchesOf(forked, 0, labels.length, 1).filter((batch, index) => labels[index] === 1 || disposeBatch(batch) !== undefined);
    const alone = await stepOn(forked, parts);
    expect(labelled.losses[b]).toBeCloseTo(alone.losses[b] ?? Number.NaN, 6);
    labelled.ofTask(b).forEach((value, place) => expect(value).toBeCloseTo(alone.ofTask(b)[place] ?? Number.NaN, 6));
    // [correct, examples] of digit and of parity.
    expect(labelled.sums.slice(2, 4)).toEqual(alone.sums.slice(2, 4));
    expect(labelled.sums[1]).toBe(labels.length);
  });

  it.each(['static', 'pcgrad', 'gradnorm', 'mgda-ub', 'famo', 'db-mtl'] satisfies BalancingId[])(
    'may lie unevenly in the parts of a batch: the step is that of the whole: %s',
    async (method) => {
      await useBackend('cpu');
      const experiment = balancedBy(forked, method);
      const whole = await stepOn(experiment, labelledBatches(experiment, 0));
      const inParts = await stepOn(experiment, labelledBatches(experiment, 0, 4));
      whole.losses.forEach((loss, task) => expect(inParts.losses[task]).toBeCloseTo(loss, 5));
      expect(inParts.sums[3]).toBe(3);
      whole.state.weights.forEach((weight, place) => expect(Math.abs((inParts.state.weights[place] ?? Number.NaN) - weight)).toBeLessThan(2e-5));
    },
  );
});

describe('a test of examples of which some have no label', () => {
  it('is one of the others: loss, count, sums, scores and confusion', async () => {
    await useBackend('cpu');
    const trainer = trainerOf(forked);
    const tested = async (batches: readonly Batch[]) => {
      const running = trainer.test();
      for (const batch of batches) running.add(batch);
      batches.forEach(disposeBatch);
      return (await running.finish()).tasks;
    };
    const whole = await tested(batchesOf(forked, 0, labels.length));
    const labelled = await tested(
      labelledBatches(forked, 0, 4).map((batch, part) => {
        const own = labels.slice(4 * part, 4 * part + 4).reduce<number>((sum, label) => sum + label, 0);
        return { ...batch, labelled: forked.tasks.map((_, task) => (task === b ? own : batch.size)) };
      }),
    );
    const alone = await tested(batchesOf(forked, 0, labels.length, 1).filter((batch, index) => labels[index] === 1 || disposeBatch(batch) !== undefined));
    expect([labelled[b]?.count, alone[b]?.count]).toEqual([3, 3]);
    expect(labelled[b]?.loss).toBeCloseTo(alone[b]?.loss ?? Number.NaN, 6);
    expect(labelled[b]?.sums).toEqual(alone[b]?.sums);
    expect(labelled[b]?.details).toEqual(alone[b]?.details);
    expect(labelled[b]?.details?.confusion?.reduce((sum, count) => sum + count, 0)).toBe(3);
    expect(labelled[0]?.count).toBe(labels.length);
    expect(labelled[0]?.loss).toBeCloseTo(whole[0]?.loss ?? Number.NaN, 5);
    trainer.dispose();
  });

  it('has no loss of a task that nobody has a label of, and ends no run', async () => {
    await useBackend('cpu');
    const trainer = trainerOf(forked);
    const [batch] = batchesOf(forked, 0, 4);
    if (batch === undefined) throw new Error('no batch');
    const nobody = { ...batch, labels: [undefined, zeros<Rank.R1>([4]), undefined], labelled: [4, 0, 4] };
    const running = trainer.test();
    running.add(nobody);
    disposeBatch(nobody);
    const { tasks, notFinite } = await running.finish();
    expect([tasks[b]?.loss, tasks[b]?.count, notFinite]).toEqual([Number.NaN, 0, undefined]);
    trainer.dispose();
  });
});
