import { slice } from '@tensorflow/tfjs-core';
import { ok } from '../../../lib/result';
import { nextBatchReady, onNextBatch } from '../examples';
import { findLayer } from '../find-layer';
import type { Inspection } from '../inspection';
import { readTensors } from '../read-tensors';
import { withTaskGradients } from './task-gradients';

/** Per task, the gradient of its loss at each weight of one layer: [tasks, …shape of the weight]. */
export const gradients: Inspection<'gradients'> = {
  ready: nextBatchReady,
  answer: ({ layer }, subject) =>
    subject.trainer.inspect(async (snapshot) => {
      const found = findLayer(snapshot.plan, layer);
      if (!found.ok) return found;
      const { step } = found.value;
      const { tasks, weights } = step;
      const values = await onNextBatch(subject, (batches) =>
        withTaskGradients(snapshot, batches, (rowsOf) =>
          readTensors(() => {
            const start = weights[0]?.offset ?? 0;
            return weights.map(({ offset, size }) => slice(rowsOf(step), [0, offset - start], [tasks.length, size]));
          }),
        ),
      );
      const tensors = weights.map(({ spec: { name, shape } }, place) => {
        return { name, shape: [tasks.length, ...shape], values: values[place] ?? new Float32Array() };
      });
      return ok({ step: snapshot.state.step, tasks, weights: tensors });
    }),
};
