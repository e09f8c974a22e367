import { fail, ok, type Result } from '../../../lib/result';
import { sameShape, type Shape } from '../../shape';
import type { ShapeFault } from '../layer-kind';

/** The one shape that all inputs have, or the fault of those that differ. */
export function commonShape([first = [], ...others]: readonly Shape[]): Result<Shape, ShapeFault> {
  const odd = others.find((shape) => !sameShape(first, shape));
  return odd === undefined ? ok(first) : fail({ code: 'shapes-differ', params: { first: first.join('×'), second: odd.join('×') } });
}
