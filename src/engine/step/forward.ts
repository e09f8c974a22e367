import { add, addN, dispose, fill, reshape, tidy, type Tensor, type Tensor1D } from '@tensorflow/tfjs-core';
import type { Plan } from '../../plan/compile';
import type { Batch } from '../data/batch';
import type { BackwardContext, ForwardMode } from '../layers/layer-pair';
import { layerPairs } from '../layers/layer-pairs';
import { lossPairs } from '../losses/losses';
import { measures } from '../measures/measures';
import { joinVectors } from '../operations/columns';
import { sideBySide } from '../operations/side-by-side';
import { scale, splitVector } from '../operations/vectors';

/**
 * The weights and behind them the running statistics of every step of a plan, in their own shapes.
 */
export type LayerWeights = Tensor[][];

/**
 * What one forward pass leaves: per step of the plan its output, and what else its backward needs.
 */
export type ForwardPass = {
  readonly outputs: Tensor[];
  readonly saved: Tensor[][];
  /**
   * Of the layers that keep running statistics, what this pass adds to them; empty outside
   * training.
   */
  readonly statistics: Tensor1D[];
};

/** What the tasks make of a forward pass. */
export type TaskResults = {
  /** Per task, ∂loss / ∂output of its head, [batch, …]. */
  readonly cotangents: Tensor[];
  /**
   * Everything that adds up over micro-batches, [tasks + sums + statistics]: the tasks' losses, all
   * tasks' sums one after another, and while training the batch's mean statistics.
   */
  readonly accumulators: Tensor1D;
};

/** A pass with what the tasks make of it. */
export type StepPass = ForwardPass & TaskResults;

/**
 * Cuts the flat vectors of weights and of running statistics into the tensors of the layers; the
 * caller disposes of them. They are copies: WASM packs a weight once per tensor, so every change of
 * the weights needs new tensors.
 */
export function sliceWeights(plan: Plan, flat: Tensor1D, running: Tensor1D | undefined): LayerWeights {
  return tidy(() => {
    const parts = splitVector(flat, plan.steps.flatMap((step) => step.weights)).values();
    const kept = (running === undefined ? [] : splitVector(running, plan.steps.flatMap((step) => step.statistics))).values();
    return plan.steps.map((step) => [
      ...step.weights.map(({ spec }) => reshape(next(parts), [...spec.shape])),
      ...step.statistics.map(({ spec }) => reshape(next(kept), [...spec.shape])),
    ]);
  });
}

/** Frees what `sliceWeights` made, if anything. */
export function disposeLayers(weights: LayerWeights | undefined): void {
  if (weights !== undefined) dispose(weights);
}

/**
 * Runs every layer once, inside the caller's tidy. `asTested`: indices of the steps that compute as
 * when tested, also while the others train: batch norm then normalises by its running statistics,
 * which are what it adds to them.
 */
export function forwardPass(
  plan: Plan,
  weights: LayerWeights,
  batch: Batch,
  mode: ForwardMode,
  asTested: ReadonlySet<number> = new Set(),
): ForwardPass {
  const outputs: Tensor[] = [];
  const saved: Tensor[][] = [];
  const statistics: Tensor1D[] = [];
  sideBySide(() => {
    for (const [index, step] of plan.steps.entries()) {
      const training = mode.training && !asTested.has(index);
      const own = weights[index] ?? [];
      const record = layerPairs[step.kind].forward(step.layer, inputsOf(plan, index, outputs, batch), own, { ...mode, training });
      outputs.push(record.output);
      saved.push([...record.saved]);
      const running = own.slice(step.weights.length).map((kept): Tensor1D => reshape(kept, [kept.size]));
      if (record.statistics !== undefined) statistics.push(record.statistics);
      else if (mode.training) statistics.push(...running);
    }
  });
  return { outputs, saved, statistics };
}

/** What the backward of a step may read. */
export function contextOf(plan: Plan, index: number, pass: ForwardPass, weights: LayerWeights, batch: Batch): BackwardContext {
  return {
    output: outputOf(pass, index),
    saved: pass.saved[index] ?? [],
    inputs: inputsOf(plan, index, pass.outputs, batch),
    weights: weights[index] ?? [],
    needsInputs: plan.steps[index]?.needsInputs ?? false,
  };
}

/**
 * Losses, their cotangents and the sums for the metrics, inside the caller's tidy. An example that a
 * task has no label for is in none of them. `total`: the number of examples of the whole step, so
 * that the accumulators of micro-batches add up; `counted`: of those per task the sum of what they
 * count in its loss, as many as there are where it is left out.
 */
export function evaluateTasks(plan: Plan, pass: ForwardPass, batch: Batch, total: number, counted?: readonly number[]): TaskResults {
  return sideBySide(() => evaluated(plan, pass, batch, total, counted));
}

function evaluated(plan: Plan, pass: ForwardPass, batch: Batch, total: number, counted: readonly number[] | undefined): TaskResults {
  // Filled on the device, where ones would be uploaded.
  const all: Tensor1D = fill([batch.size], 1);
  const losses: Tensor1D[] = [];
  const sums: Tensor1D[] = [];
  const cotangents: Tensor[] = [];
  for (const [index, task] of plan.tasks.entries()) {
    const target = batch.targets[index];
    if (target === undefined) throw new Error(`the batch has no targets for task ${task.id}`);
    const prediction = outputOf(pass, task.head);
    const labels = batch.labels?.[index];
    const weights = batch.weights?.[index] ?? labels ?? all;
    // Where none counts, nothing is divided.
    const loss = lossPairs[task.kind.loss].evaluate(prediction, target, weights, counted?.[index] || total, task.kind.lossValues);
    losses.push(reshape(loss.value, [1]));
    cotangents.push(loss.cotangent);
    sums.push(measures[task.kind.measure](prediction, target, labels));
  }
  const share = batch.size / total;
  const statistics = pass.statistics.map((own): Tensor1D => (share === 1 ? own : reshape(scale(own, share), [own.size])));
  return { cotangents, accumulators: joinVectors([...losses, ...sums, ...statistics]) };
}

/** Per task, the sum of what the examples of a batch count in its loss. */
export function countedExamples(plan: Plan, { labelled, weighed }: Pick<Batch, 'labelled' | 'weighed'>, examples: number): readonly number[] {
  return plan.tasks.map((_, task) => weighed?.[task] ?? labelled?.[task] ?? examples);
}

/** The output of a step. Throws if the pass does not reach it. */
export function outputOf(pass: ForwardPass, index: number): Tensor {
  const output = pass.outputs[index];
  if (output === undefined) throw new Error(`step ${index} of the plan was not run`);
  return output;
}

/** The sum of tensors of one shape; a single one is handed on. */
export function total<Kind extends Tensor>(parts: readonly Kind[]): Kind {
  const [first, second] = parts;
  if (first === undefined) throw new Error('nothing to add up');
  if (second === undefined) return first;
  return parts.length === 2 ? add(first, second) : addN([...parts]);
}

function inputsOf(plan: Plan, index: number, outputs: readonly Tensor[], batch: Batch): readonly Tensor[] {
  const { inputs = [], field } = plan.steps[index] ?? {};
  if (field !== undefined) {
    const given = batch.inputs[field];
    if (given === undefined) throw new Error(`the batch has nothing of the field ${field}`);
    return [given];
  }
  return inputs.map((from) => {
    const output = outputs[from];
    if (output === undefined) throw new Error('the plan is not in the order of computation');
    return output;
  });
}

function next(parts: Iterator<Tensor1D, undefined>): Tensor1D {
  const { value, done } = parts.next();
  if (done === true) throw new Error('a weight was left out');
  return value;
}
