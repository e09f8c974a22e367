import { sizeOf } from '../../domain/shape';
import { ok } from '../../lib/result';
import { testing } from '../evaluation/evaluate';
import { forwardPass, outputOf } from '../step/forward';
import { imagesReady, onImages } from './examples';
import { findLayer } from './find-layer';
import type { Inspection } from './inspection';
import { readTensors } from './read-tensors';

/** What comes out of a layer for test images: [images, …shape of its output]. */
export const activations: Inspection<'activations'> = {
  ready: imagesReady,
  answer: ({ layer, images }, subject) =>
    subject.trainer.inspect(async ({ plan, layers, state }) => {
      const found = findLayer(plan, layer);
      if (!found.ok) return found;
      const { index, step } = found.value;
      const parts = await onImages(images, subject, (batch) =>
        readTensors(() => [outputOf(forwardPass(plan, layers, batch, testing), index)]),
      );
      const shape = [images.length, ...step.layer.outputShape];
      return ok({ step: state.step, shape, values: joined(parts.flat(), sizeOf(shape)) });
    }),
};

function joined(parts: readonly Float32Array[], length: number): Float32Array {
  const whole = new Float32Array(length);
  let written = 0;
  for (const part of parts) {
    whole.set(part, written);
    written += part.length;
  }
  return whole;
}
