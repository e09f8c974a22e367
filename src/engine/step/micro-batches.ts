import { add, dispose, tidy, type Tensor, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs-core';
import type { Flow } from './backward';
import type { Batch } from '../data/batch';
import { sideBySide } from '../operations/side-by-side';
import type { SnapshotOnBatch, StepInput } from './step-contract';
import { countedExamples, evaluateTasks, forwardPass, type StepPass } from './forward';

/** What a step's micro-batches add up to. */
export type Sums = {
  /** [tasks + sums + statistics], as TaskResults says. */
  readonly accumulators: Tensor1D;
  /** [parameters], or those that no tasks share. */
  readonly flat: Tensor1D | undefined;
  /** [tasks, shared weights] */
  readonly jacobian: Tensor2D | undefined;
  /** [tasks, tasks] */
  readonly gram: Tensor | undefined;
};

/** What is made of one micro-batch beside its accumulators. */
export type Parts = Partial<Omit<Sums, 'accumulators'>>;

/** A forward pass that was made, and a backward pass that waits to go on from it. */
export type Kept = {
  readonly pass: StepPass;
  readonly flow: Flow | undefined;
};

type Look = Parts & { readonly flow?: Flow };

/**
 * Forward, and whatever is looked at before the tasks' weights are known. A single batch's pass,
 * and the flow that `look` gives back, are kept for what comes after; of several micro-batches none
 * is, since they would not fit side by side, and they are run again.
 */
export function firstLook(
  input: StepInput,
  look: (pass: StepPass, batch: Batch) => Look,
): { readonly sums: Sums; readonly kept: readonly Kept[] } {
  const [only, second] = input.batches;
  if (only === undefined || second !== undefined) return { sums: overBatches(input, [], look), kept: [] };
  const { kept, sums } = tidy(() =>
    sideBySide(() => {
      const pass = runForward(input, only, 0);
      const { flow, ...parts } = look(pass, only);
      return { kept: { pass, flow }, sums: owned(undefined, pass.accumulators, parts) };
    }),
  );
  return { sums, kept: [kept] };
}

/**
 * Adds up what `backward` makes of each micro-batch. Passes that were already made are used and
 * freed.
 */
export function overBatches(
  input: SnapshotOnBatch,
  kept: readonly Kept[],
  backward: (pass: StepPass, batch: Batch, flow: Flow | undefined) => Parts,
): Sums {
  let sums: Sums | undefined;
  let firstExample = 0;
  for (const [index, batch] of input.batches.entries()) {
    const before = sums;
    const made = kept[index];
    sums = tidy(() =>
      sideBySide(() => {
        const pass = made?.pass ?? runForward(input, batch, firstExample);
        return owned(before, pass.accumulators, backward(pass, batch, made?.flow));
      }),
    );
    if (before !== undefined) dispose(before);
    if (made !== undefined) dispose(made);
    firstExample += batch.size;
  }
  if (sums === undefined) throw new Error('a step needs a batch');
  return sums;
}

/** Frees what a step added up. */
export function disposeSums(sums: Sums): void {
  dispose(sums);
}

/** The sums with one more micro-batch, as tensors of their own. */
function owned(before: Sums | undefined, accumulators: Tensor1D, { flat, jacobian, gram }: Parts): Sums {
  return {
    accumulators: plus(before?.accumulators, accumulators) ?? accumulators,
    flat: plus(before?.flat, flat),
    jacobian: plus(before?.jacobian, jacobian),
    gram: plus(before?.gram, gram),
  };
}

function plus<Kind extends Tensor>(before: Kind | undefined, more: Kind | undefined): Kind | undefined {
  return more === undefined || before === undefined ? more?.clone() : add(before, more);
}

/** The forward pass of one micro-batch with the tasks' losses, inside the caller's tidy. */
function runForward({ plan, state, layers, batches, frozen }: SnapshotOnBatch, batch: Batch, firstExample: number): StepPass {
  const examples = batches.reduce((sum, { size }) => sum + size, 0);
  const mode = { training: true, seed: plan.seed, step: state.step, firstExample };
  const pass = forwardPass(plan, layers, batch, mode, frozen.asTested);
  return { ...pass, ...evaluateTasks(plan, pass, batch, examples, countedExamples(plan, batch, examples)) };
}
