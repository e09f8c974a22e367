import { fail, ok, type Result } from '../../lib/result';
import type { Shape } from '../shape';
import type { ShapeFault } from './layer-kind';

/** A shape as [height, width, channels], or the fault of a layer that takes nothing but images. */
export function imageShape(shape: Shape): Result<readonly [height: number, width: number, channels: number], ShapeFault> {
  const [height, width, channels] = shape;
  if (shape.length !== 3 || height === undefined || width === undefined || channels === undefined) {
    return fail({ code: 'needs-image', figures: { given: shape.join('×') } });
  }
  return ok([height, width, channels]);
}
