import { slice, type Tensor } from '@tensorflow/tfjs-core';
import type { Shape } from '../../../domain/shape';
import { ok } from '../../../lib/result';
import { testing } from '../../evaluation/evaluate';
import { forwardPass, outputOf } from '../../step/forward';
import { imagesReady, onImages } from '../examples';
import { findLayer } from '../find-layer';
import type { Inspection } from '../inspection';
import { readTensors } from '../read-tensors';
import { layerPicture, shownChannels } from './layer-picture';

/** What comes out of all layers but heads, or of one, as small pictures: of a single forward pass. */
export const pictures: Inspection<'pictures'> = {
  ready: imagesReady,
  answer: ({ images, layer }, subject) =>
    subject.trainer.inspect(async ({ plan, layers, state }) => {
      const found = layer === undefined ? undefined : findLayer(plan, layer);
      if (found?.ok === false) return found;
      const heads = new Set(plan.tasks.map(({ head }) => head));
      const isAsked = (index: number) => (found === undefined ? !heads.has(index) : index === found.value.index);
      const asked = [...plan.steps.entries()].filter(([index]) => isAsked(index));
      const parts = await onImages(images, subject, async (batch) => {
        const values = await readTensors(() => {
          const pass = forwardPass(plan, layers, batch, testing);
          return asked.map(([index, step]) => firstChannels(outputOf(pass, index), step.layer.outputShape));
        });
        return Array.from({ length: batch.size }, (_, image) =>
          asked.map(([, { layer: own, field }], place) => {
            const all = values[place] ?? new Float32Array();
            const length = all.length / batch.size;
            return layerPicture(own.id, own.outputShape, all.subarray(image * length, (image + 1) * length), field !== undefined);
          }),
        );
      });
      return ok({ step: state.step, images: parts.flat() });
    }),
};

/** Of an output [batch, …shape] the channels that are shown. */
function firstChannels(output: Tensor, shape: Shape): Tensor {
  const channels = shownChannels(shape);
  if (channels >= (shape.at(-1) ?? 1)) return output;
  return slice(output, output.shape.map(() => 0), [...output.shape.slice(0, -1), channels]);
}
