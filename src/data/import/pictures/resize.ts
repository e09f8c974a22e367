import type { Pixels } from './picture';

/** How a picture of other proportions becomes one of the wanted: its middle, or all of it squeezed. */
export type Fit = 'crop' | 'stretch';

/** A part of an image in pixels, which need not be whole. */
export interface Part {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The part of an image of that height and width that one of the wanted size shows. */
export function shownPart(size: { readonly height: number; readonly width: number }, [height, width]: readonly [number, number], fit: Fit): Part {
  if (fit === 'stretch') return { left: 0, top: 0, width: size.width, height: size.height };
  const scale = Math.min(size.width / width, size.height / height);
  const [partWidth, partHeight] = [width * scale, height * scale];
  return { left: (size.width - partWidth) / 2, top: (size.height - partHeight) / 2, width: partWidth, height: partHeight };
}

/** What one line or column of the result is blended of: pixels from `first` on, with their weights. */
interface Blend {
  readonly first: number;
  readonly weights: Float64Array;
}

/**
 * A part of an image at another size, each pixel a weighted mean under a triangle as wide as two of
 * its pixels are in the image, or two of the image's where that is larger (what Pillow calls
 * BILINEAR): smaller without moiré, larger without steps.
 */
export function resized({ height, width, channels, data }: Pixels, part: Part, [outHeight, outWidth]: readonly [number, number]): Pixels {
  const isSame = part.left === 0 && part.top === 0 && part.width === outWidth && part.height === outHeight;
  if (isSame && width === outWidth && height === outHeight) return { height, width, channels, data };
  const across = blends(part.left, part.width, width, outWidth);
  const down = blends(part.top, part.height, height, outHeight);
  const firstRow = Math.min(...down.map(({ first }) => first));
  const lastRow = Math.max(...down.map(({ first, weights }) => first + weights.length));
  const rowLength = outWidth * channels;
  const narrow = new Float32Array((lastRow - firstRow) * rowLength);
  for (let row = firstRow; row < lastRow; row += 1) {
    for (const [column, { first, weights }] of across.entries()) {
      const from = (row * width + first) * channels;
      for (let channel = 0; channel < channels; channel += 1) {
        let sum = 0;
        for (let k = 0; k < weights.length; k += 1) sum += (weights[k] ?? 0) * (data[from + k * channels + channel] ?? 0);
        narrow[(row - firstRow) * rowLength + column * channels + channel] = sum;
      }
    }
  }
  const result = new Uint8Array(outHeight * rowLength);
  for (const [row, { first, weights }] of down.entries()) {
    const from = (first - firstRow) * rowLength;
    for (let place = 0; place < rowLength; place += 1) {
      let sum = 0;
      for (let k = 0; k < weights.length; k += 1) sum += (weights[k] ?? 0) * (narrow[from + k * rowLength + place] ?? 0);
      result[row * rowLength + place] = Math.round(sum);
    }
  }
  return { height: outHeight, width: outWidth, channels, data: result };
}

function blends(start: number, length: number, size: number, out: number): readonly Blend[] {
  const scale = length / out;
  const reach = Math.max(1, scale);
  return Array.from({ length: out }, (_, place) => {
    const centre = start + (place + 0.5) * scale;
    const first = Math.min(size - 1, Math.max(0, Math.floor(centre - reach + 0.5)));
    const last = Math.max(first + 1, Math.min(size, Math.floor(centre + reach + 0.5)));
    const weights = Float64Array.from({ length: last - first }, (__, k) => Math.max(0, 1 - Math.abs(first + k + 0.5 - centre) / reach));
    const sum = weights.reduce((total, weight) => total + weight, 0);
    return { first, weights: sum > 0 ? weights.map((weight) => weight / sum) : Float64Array.of(1) };
  });
}

/** A picture as an image of a data set: its shown part at the set's size, with the set's channels. */
export function asImage(picture: Pixels, size: readonly [number, number], channels: number, fit: Fit): Pixels {
  return withChannels(resized(picture, shownPart(picture, size, fit), size), channels);
}

/** A part of an image at another size, each pixel that of the image in its middle: for classes. */
export function sampled({ height, width, channels, data }: Pixels, part: Part, [outHeight, outWidth]: readonly [number, number]): Pixels {
  const result = new Uint8Array(outHeight * outWidth * channels);
  for (let row = 0; row < outHeight; row += 1) {
    const y = Math.min(height - 1, Math.max(0, Math.floor(part.top + ((row + 0.5) * part.height) / outHeight)));
    for (let column = 0; column < outWidth; column += 1) {
      const x = Math.min(width - 1, Math.max(0, Math.floor(part.left + ((column + 0.5) * part.width) / outWidth)));
      const from = (y * width + x) * channels;
      result.set(data.subarray(from, from + channels), (row * outWidth + column) * channels);
    }
  }
  return { height: outHeight, width: outWidth, channels, data: result };
}

/**
 * An image with other channels: grey as luminance (ITU-R BT.601), colour of grey three times the
 * same, what is transparent on white.
 */
export function withChannels(pixels: Pixels, wanted: number): Pixels {
  const { height, width, channels, data } = pixels;
  if (channels === wanted) return pixels;
  const result = new Uint8Array(height * width * wanted);
  for (let pixel = 0; pixel < height * width; pixel += 1) {
    const at = pixel * channels;
    const grey = data[at] ?? 0;
    const colour = channels < 3 ? [grey, grey, grey] : [grey, data[at + 1] ?? 0, data[at + 2] ?? 0];
    const opacity = channels === 4 || channels === 2 ? (data[at + channels - 1] ?? 0) / 255 : 1;
    const [red = 0, green = 0, blue = 0] = colour.map((value) => value * opacity + 255 * (1 - opacity));
    const values = wanted < 3 ? [0.299 * red + 0.587 * green + 0.114 * blue, 255] : [red, green, blue, 255];
    for (let channel = 0; channel < wanted; channel += 1) result[pixel * wanted + channel] = Math.round(values[channel] ?? 0);
  }
  return { height, width, channels: wanted, data: result };
}
