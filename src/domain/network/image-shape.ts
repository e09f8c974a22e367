import { fail, ok, type Result } from '../../lib/result';
import { windowedLength, type Shape } from '../shape';
import type { ShapeFault } from './layer-kind';

/** A shape as [height, width, channels], or the fault of a layer that takes nothing but images. */
export function imageShape(shape: Shape): Result<readonly [height: number, width: number, channels: number], ShapeFault> {
  const [height, width, channels] = shape;
  if (shape.length !== 3 || height === undefined || width === undefined || channels === undefined) {
    return fail({ code: 'needs-image', figures: { given: shape.join('×') } });
  }
  return ok([height, width, channels]);
}

/** How many places a square window takes on an image, [height, width], or the fault of one that does not fit. */
export function windowPlaces(
  [height, width, channels]: readonly [height: number, width: number, channels: number],
  window: number,
  stride: number,
  padding: string,
): Result<readonly [height: number, width: number], ShapeFault> {
  const down = windowedLength(height, window, stride, padding);
  const across = windowedLength(width, window, stride, padding);
  const given = [height, width, channels].join('×');
  return down < 1 || across < 1 ? fail({ code: 'window-too-large', figures: { window, given } }) : ok([down, across]);
}
