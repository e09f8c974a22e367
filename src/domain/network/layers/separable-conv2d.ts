import { ok } from '../../../lib/result';
import { choiceOf, numberOf } from '../../parameters';
import { windowed } from '../shapes/image-shape';
import { initialiserBefore, type LayerKind } from '../layer-kind';
import { conv2d } from './conv2d';

const { parameters } = conv2d;

/**
 * A convolution in two parts (Chollet 2017, as Keras' SeparableConv2D): one square kernel per
 * channel, without bias, at the stride; then a 1×1 convolution over the channels with bias and
 * activation. [h, w, c] → [h', w', filters].
 */
export const separableConv2d: LayerKind = {
  inputs: 'one',
  parameters,
  infer: ([shape = []], values) => {
    const kernel = numberOf(parameters, values, 'kernel');
    const filters = numberOf(parameters, values, 'filters');
    const image = windowed(shape, parameters, values, kernel);
    if (!image.ok) return image;
    const { places, channels } = image.value;
    const initialiser = initialiserBefore(choiceOf(parameters, values, 'activation'));
    const window = kernel * kernel;
    return ok({
      output: [...places, filters],
      weights: [
        // No activation follows the first part: Glorot's variance, over the one channel that each
        // kernel sees.
        { name: 'depthwise-kernel', shape: [kernel, kernel, channels, 1], initialiser: 'glorot', fanIn: window, fanOut: window },
        { name: 'kernel', shape: [1, 1, channels, filters], initialiser, fanIn: channels, fanOut: filters },
        { name: 'bias', shape: [filters], initialiser: 'zeros', fanIn: channels, fanOut: filters },
      ],
    });
  },
};
