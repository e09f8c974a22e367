import { concat, reshape, sigmoid, softmax, tidy, type Tensor, type Tensor1D } from '@tensorflow/tfjs-core';
import { sizeOf } from '../../domain/shape';
import type { Target } from '../../domain/targets/target';
import type { Plan } from '../../plan/compile';
import type { Batch } from '../data/batch';
import { forwardPass, outputOf, type LayerWeights } from '../step/forward';
import { testing } from './evaluate';

/** What makes of a head's output what is shown, by the ids in domain/targets. */
const activations: Readonly<Record<Target['activation'], (output: Tensor) => Tensor>> = {
  none: (output) => output,
  softmax: (output) => softmax(output),
  sigmoid: (output) => sigmoid(output),
};

/**
 * Per task, what the heads say of a batch: probabilities, values in the task's own unit, or pixels.
 * In one read.
 */
export async function predictions(plan: Plan, layers: LayerWeights, batch: Batch): Promise<readonly Float32Array[]> {
  const whole = tidy(() => {
    const pass = forwardPass(plan, layers, batch, testing);
    return concat(
      plan.tasks.map((task): Tensor1D => {
        const output = outputOf(pass, task.head);
        return reshape(activations[task.kind.target.activation](output), [output.size]);
      }),
    );
  });
  const values = await whole.data();
  whole.dispose();
  let read = 0;
  return plan.tasks.map(({ head, kind }) => {
    const length = batch.size * sizeOf(plan.steps[head]?.layer.outputShape ?? [0]);
    const own = Float32Array.from(values.subarray(read, (read += length)));
    return kind.target.decode(own);
  });
}
