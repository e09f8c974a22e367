import { fail, ok, type Result } from '../../../lib/result';
import { choiceOf, numberOf, type ParameterSpecs, type ParameterValues } from '../../parameters';
import { windowedLength, type Shape } from '../../shape';
import type { ShapeFault } from '../layer-kind';

/** A shape as [height, width, channels], or the fault of a layer that takes nothing but images. */
export function imageShape(shape: Shape): Result<readonly [height: number, width: number, channels: number], ShapeFault> {
  const [height, width, channels] = shape;
  if (shape.length !== 3 || height === undefined || width === undefined || channels === undefined) {
    return fail({ code: 'needs-image', params: { given: shape.join('×') } });
  }
  return ok([height, width, channels]);
}

/**
 * What a square window makes of an image: the places that it takes there, [height, width], and the
 * image's channels.
 */
interface WindowedImage {
  readonly places: readonly [height: number, width: number];
  readonly channels: number;
}

/**
 * A layer's window of `size` pixels over its input, at the stride and padding that its values say;
 * or the fault of an input that is no image or too small.
 */
export function windowed(shape: Shape, specs: ParameterSpecs, values: ParameterValues, size: number): Result<WindowedImage, ShapeFault> {
  const image = imageShape(shape);
  if (!image.ok) return image;
  const [height, width, channels] = image.value;
  const stride = numberOf(specs, values, 'stride');
  const padding = choiceOf(specs, values, 'padding');
  const places = [windowedLength(height, size, stride, padding), windowedLength(width, size, stride, padding)] as const;
  if (Math.min(...places) < 1) return fail({ code: 'window-too-large', params: { window: size, given: shape.join('×') } });
  return ok({ places, channels });
}
