import { ok } from '../../lib/result';
import { findLayer } from './find-layer';
import type { Inspection } from './inspection';
import { readTensors } from './read-tensors';

/** The weights of a layer, and its running statistics. */
export const weights: Inspection<'weights'> = {
  ready: () => undefined,
  answer: ({ layer }, { trainer }) =>
    trainer.inspect(async ({ plan, layers, state }) => {
      const found = findLayer(plan, layer);
      if (!found.ok) return found;
      const { index, step } = found.value;
      const values = await readTensors(() => layers[index] ?? []);
      const tensors = [...step.weights, ...step.statistics].map(({ spec: { name, shape } }, place) => {
        return { name, shape, values: values[place] ?? new Float32Array() };
      });
      const count = step.weights.length;
      return ok({ step: state.step, weights: tensors.slice(0, count), statistics: tensors.slice(count) });
    }),
};
