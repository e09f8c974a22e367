import { cast } from '@tensorflow/tfjs-core';
import { exampleLoss } from '../../domain/losses/example-loss';
import { joinOutcomes } from '../../domain/metrics/outcomes/join-outcomes';
import { outcomeOf } from '../../domain/metrics/outcomes/outcome';
import { joinFloats } from '../../lib/join-floats';
import { ok } from '../../lib/result';
import type { TaskOutcomes } from '../../protocol/outcomes';
import type { PlannedTask } from '../../plan/compile';
import type { Batch } from '../data/batch';
import type { ShownImage } from '../data/task-images';
import { testing } from '../evaluation/evaluate';
import { forwardPass, outputOf } from '../step/forward';
import type { Trainer } from '../trainer-contract';
import { imagesReady, onImages } from './examples';
import type { Inspection } from './inspection';
import { readTensors } from './read-tensors';

const none: Float32Array = new Float32Array();

/** What came of test images: of each task its loss, answer, truth and confidence, image by image. */
export const outcomes: Inspection<'outcomes'> = {
  ready: imagesReady,
  answer: async ({ images }, subject) => {
    const { trainer } = subject;
    const parts = await onImages(images, subject, (batch, shown) => outcomesOn(trainer, batch, shown()));
    return ok({ step: trainer.step, tasks: joinOutcomes(parts) });
  },
};

/** The same of one batch, in one read; `images` are those of the batch as they are shown. */
async function outcomesOn(trainer: Pick<Trainer, 'inspect'>, batch: Batch, images: readonly ShownImage[]): Promise<readonly TaskOutcomes[]> {
  return trainer.inspect(async ({ plan, layers }) => {
    const labelled = batch.labels ?? [];
    const values = await readTensors(() => {
      const pass = forwardPass(plan, layers, batch, testing);
      const outputs = plan.tasks.map(({ head }) => outputOf(pass, head));
      return [...outputs, ...batch.targets.map((target) => cast(target, 'float32')), ...labelled.flatMap((labels) => labels ?? [])];
    });
    const read = values.values();
    const next = () => read.next().value ?? none;
    const [outputs, targets] = [plan.tasks.map(next), plan.tasks.map(next)];
    const labels = plan.tasks.map((_, task) => (labelled[task] === undefined ? undefined : next()));
    return plan.tasks.map((task, index) => taskOutcomes(task, index, images, outputs[index] ?? none, targets[index] ?? none, labels[index]));
  });
}

/**
 * @param output [images, …] what the head gives
 * @param target [images, …] what the loss takes
 * @param labels [images] 1 where there is a label; undefined where there is one everywhere
 */
function taskOutcomes({ kind }: PlannedTask, task: number, images: readonly ShownImage[], output: Float32Array, target: Float32Array, labels: Float32Array | undefined): TaskOutcomes {
  const rowOf = (values: Float32Array, image: number) => {
    const length = values.length / images.length;
    return values.subarray(image * length, (image + 1) * length);
  };
  const found = images.map(({ targets }, image) => {
    const own = rowOf(output, image);
    const isLabelled = labels === undefined || labels[image] === 1;
    const loss = isLabelled ? exampleLoss(kind.loss, own, rowOf(target, image), kind.lossValues) : Number.NaN;
    return { loss, ...outcomeOf(kind.target, own, targets[task] ?? none) };
  });
  return {
    losses: Float32Array.from(found, ({ loss }) => loss),
    answers: joinFloats(found.map(({ answer }) => Float32Array.from(answer))),
    truths: joinFloats(found.map(({ truth }) => Float32Array.from(truth))),
    confidences: Float32Array.from(found, ({ confidence }) => confidence),
  };
}
