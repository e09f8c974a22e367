import { add, concat, reshape, softmax, tidy, type Tensor1D } from '@tensorflow/tfjs-core';
import type { Plan } from './compile';
import type { Batch } from './data/batch';
import { evaluateTasks, forwardPass, outputOf, type LayerWeights } from './step-forward';
import type { TestResult } from './trainer-contract';

/** Nothing random happens outside training, so seed and step do not matter. */
const testing = { training: false, seed: 0, step: 0, firstExample: 0 } as const;

/** Adds a batch of test images to the figures [tasks + sums] of those before; the caller disposes of both. */
export function addTest(plan: Plan, layers: LayerWeights, batch: Batch, before: Tensor1D | undefined): Tensor1D {
  return tidy(() => {
    // With a total of 1 a loss is the sum over the examples, which adds up over batches of any size.
    const { figures } = evaluateTasks(plan, forwardPass(plan, layers, batch, testing), batch, 1);
    return before === undefined ? figures : add(before, figures);
  });
}

/** Reads the figures of a test over that many images and frees them. */
export async function readTest(plan: Plan, figures: Tensor1D | undefined, images: number): Promise<TestResult> {
  const tasks = plan.tasks.length;
  if (figures === undefined) {
    return { images, losses: new Float32Array(tasks).fill(Number.NaN), sums: new Float32Array(plan.sumsLength) };
  }
  const values = Float32Array.from(await figures.data());
  figures.dispose();
  return { images, losses: values.subarray(0, tasks).map((loss) => loss / images), sums: values.slice(tasks) };
}

/** Per task, what the heads say of a batch: probabilities, values in the task's own unit, or pixels. In one read. */
export async function predictions(plan: Plan, layers: LayerWeights, batch: Batch): Promise<readonly Float32Array[]> {
  const whole = tidy(() => {
    const pass = forwardPass(plan, layers, batch, testing);
    return concat(
      plan.tasks.map((task): Tensor1D => {
        const output = outputOf(pass, task.head);
        return reshape(task.kind.target.kind === 'classes' ? softmax(output) : output, [output.size]);
      }),
    );
  });
  const values = await whole.data();
  whole.dispose();
  let read = 0;
  return plan.tasks.map(({ head, kind }) => {
    const length = batch.size * (plan.steps[head]?.layer.outputShape.reduce((size, axis) => size * axis, 1) ?? 0);
    const own = Float32Array.from(values.subarray(read, (read += length)));
    const { target } = kind;
    return target.kind === 'values' ? own.map((value) => value * target.scale + target.offset) : own;
  });
}
