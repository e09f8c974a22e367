import { fail, ok } from '../../../lib/result';
import type { LayerKind } from '../layer-kind';
import { sizeOf } from '../../shape';

/**
 * The end of one task: a learned projection to what the task asks for, without an activation. An
 * image task that is given a picture of the right height and width projects with a 3×3 convolution
 * ("same" padding), which keeps neighbouring pixels together; in every other case the input is
 * flattened and multiplied by a matrix.
 */
export const head: LayerKind = {
  inputs: 'one',
  parameters: { task: { kind: 'task', default: '' } },
  infer: ([shape = []], values, context) => {
    const output = typeof values['task'] === 'string' ? context.outputOf(values['task']) : undefined;
    if (output === undefined) return fail({ code: 'no-task', params: {} });
    const channelsIn = shape[2];
    const channelsOut = output[2];
    if (channelsIn !== undefined && channelsOut !== undefined && shape[0] === output[0] && shape[1] === output[1]) {
      const fanIn = 9 * channelsIn;
      return ok({
        output,
        weights: [
          { name: 'kernel', shape: [3, 3, channelsIn, channelsOut], initialiser: 'small', fanIn, fanOut: 9 * channelsOut },
          { name: 'bias', shape: [channelsOut], initialiser: 'zeros', fanIn, fanOut: channelsOut },
        ],
      });
    }
    const fanIn = sizeOf(shape);
    const fanOut = sizeOf(output);
    return ok({
      output,
      weights: [
        { name: 'kernel', shape: [fanIn, fanOut], initialiser: 'small', fanIn, fanOut },
        { name: 'bias', shape: [fanOut], initialiser: 'zeros', fanIn, fanOut },
      ],
    });
  },
};
