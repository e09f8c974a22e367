import { summariseActivations } from '../../../domain/metrics/activation-summary';
import { ok } from '../../../lib/result';
import { activations } from '../activations';
import { imagesReady } from '../examples';
import type { Inspection } from '../inspection';

/** The activations of a layer over test images: a histogram, and the units that never answer. */
export const activationSummary: Inspection<'activation-summary'> = {
  ready: imagesReady,
  answer: async ({ layer, images }, subject) => {
    const found = await activations.answer({ kind: 'activations', layer, images }, subject);
    if (!found.ok) return found;
    const { step, shape, values } = found.value;
    const units = shape.at(-1) ?? 1;
    return ok({ step, images: images.length, units, ...summariseActivations(values, units) });
  },
};
