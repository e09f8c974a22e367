import { fail, ok } from '../../../lib/result';
import type { LayerKind } from '../layer-kind';
import { mixingParameters, ownInput, sharesOf } from '../mixing';
import { commonShape } from '../shapes/same-shapes';

/**
 * A cross-stitch over half-spaces (Ruder et al. 2019, section 3): the channels (or features) of
 * every input are two halves, and each half of the output is a sum over both halves of all K
 * inputs, α [half of the output, input, half of the input]. A half starts with .9 of the same half,
 * of its own input with `own`, otherwise of all alike, and the rest shared by the others.
 */
export const sluice: LayerKind = {
  inputs: 'many',
  parameters: mixingParameters,
  coefficients: { from: 'alpha', layout: 'halves', gates: 0 },
  infer: (shapes, values) => {
    const shape = commonShape(shapes);
    if (!shape.ok) return shape;
    const channels = shape.value.at(-1) ?? 0;
    if (channels % 2 !== 0) return fail({ code: 'odd-channels', params: { channels } });
    const own = ownInput(values, shapes.length);
    if (!own.ok) return own;
    const start = [0, 1].flatMap((half) =>
      sharesOf(2 * shapes.length, (index) => {
        const input = Math.floor(index / 2);
        return index % 2 === half && (own.value === undefined || own.value === input);
      }),
    );
    return ok({
      output: shape.value,
      weights: [{ name: 'alpha', shape: [2, shapes.length, 2], initialiser: start, fanIn: 2 * shapes.length, fanOut: 2 }],
    });
  },
};
