import { mul, type Tensor } from '@tensorflow/tfjs-core';
import { dropout as kind } from '../../domain/network/layers/dropout';
import { numberOf } from '../../domain/parameters';
import { sizeOf } from '../../domain/shape';
import { randomKey } from '../../lib/random';
import { dropoutMask } from '../operations/dropout-mask';
import { eachTask } from '../operations/task-axis';
import type { PlannedLayer } from '../../plan/compile';
import type { ForwardMode, LayerPair } from './layer-pair';
import { onlyInput } from './only-input';

/**
 * [batch, …] → the same shape. Saves the mask, whose entries are 0 or 1 / (1 − rate); while testing
 * there is none. An entry depends on seed, layer, step, the example's place in the step's batch and
 * the element alone, so micro-batches, devices and pauses change nothing. Elements are counted up
 * to 2³² per step.
 */
export const dropout: LayerPair = {
  forward: (layer, inputs, _weights, mode) => {
    const input = onlyInput(inputs);
    if (!mode.training) return { output: input.clone(), saved: [] };
    const mask = maskOf(layer, input.shape, mode);
    return { output: mul(input, mask), saved: [mask] };
  },
  backward: (_layer, cotangent, context) => {
    if (!context.needsInputs) return { inputs: [], weights: [] };
    const [mask] = context.saved;
    const input = mask === undefined ? cotangent.clone() : eachTask(cotangent, (taskCotangent) => mul(taskCotangent, mask));
    return { inputs: [input], weights: [] };
  },
};

function maskOf(layer: PlannedLayer, shape: number[], mode: ForwardMode): Tensor {
  const rate = numberOf(kind.parameters, layer.values, 'rate');
  const key = randomKey(mode.seed, 'dropout', layer.id, mode.step);
  return dropoutMask(shape, rate, key, mode.firstExample * sizeOf(shape.slice(1)));
}
