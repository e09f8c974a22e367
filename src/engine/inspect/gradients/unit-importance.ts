import { unitImportance as importanceOf } from '../../../domain/metrics/unit-importance';
import { ok } from '../../../lib/result';
import { imagesReady, onImages } from '../examples';
import { findLayer } from '../find-layer';
import type { Inspection } from '../inspection';
import { readTensors } from '../read-tensors';
import { outputGradients } from './output-gradients';

/** How much each unit of a layer matters to each task that it serves. */
export const unitImportance: Inspection<'unit-importance'> = {
  ready: imagesReady,
  answer: ({ layer, images }, subject) =>
    subject.trainer.inspect(async (snapshot) => {
      const found = findLayer(snapshot.plan, layer);
      if (!found.ok) return found;
      const { index, step } = found.value;
      const units = step.layer.outputShape.at(-1) ?? 1;
      const sums = step.tasks.map(() => new Float32Array(units));
      await onImages(images, subject, async (batch) => {
        const [activations = new Float32Array(), gradients = new Float32Array()] = await readTensors(() => {
          const { output, gradients: rows } = outputGradients(snapshot, batch, index);
          return [output, rows];
        });
        for (const [row, task] of step.tasks.entries()) {
          const own = importanceOf(activations, gradients.subarray(task * activations.length, (task + 1) * activations.length), batch.size, units);
          sums[row] = own.map((value, unit) => (sums[row]?.[unit] ?? 0) + (value * batch.size) / images.length);
        }
      });
      return ok({ step: snapshot.state.step, images: images.length, tasks: step.tasks, values: sums });
    }),
};
