import { sqrt, square, sum } from '@tensorflow/tfjs-core';
import { ok } from '../../../lib/result';
import { nextBatchReady, onNextBatch } from '../examples';
import type { Inspection } from '../inspection';
import { readTensors } from '../read-tensors';
import { withTaskGradients } from './task-gradients';

/** Of each layer with weights the length of each task's gradient there: [tasks of the layer]. */
export const gradientNorms: Inspection<'gradient-norms'> = {
  ready: nextBatchReady,
  answer: (_question, subject) =>
    subject.trainer.inspect(async (snapshot) => {
      const steps = snapshot.plan.steps.filter(({ weights }) => weights.length > 0);
      const norms = await onNextBatch(subject, (batches) =>
        withTaskGradients(snapshot, batches, (rowsOf) => readTensors(() => steps.map((step) => sqrt(sum(square(rowsOf(step)), 1))))),
      );
      const layers = steps.map(({ layer, tasks }, place) => ({ layer: layer.id, tasks, norms: norms[place] ?? new Float32Array() }));
      return ok({ step: snapshot.state.step, layers });
    }),
};
