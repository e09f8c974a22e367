import type { Shape } from '../../../domain/shape';
import { mostMaps, type LayerPicture } from '../../../protocol/inspections';

/** The longest side of one of several maps, of a map that stands alone, and of a row of bars. */
const longest = { several: 16, alone: 32, bars: 64 } as const;

/** How a layer's output of one example is seen: its maps, and each of them as rows of pixels. */
interface Maps {
  /** How many there are, of which the first `mostMaps` are shown. */
  readonly count: number;
  readonly height: number;
  readonly width: number;
  /** Values of a pixel: 3 where one map has colours, else 1. */
  readonly channels: number;
}

/**
 * A feature map for each channel of [height, width, channels]; of [rows, columns] one map, of
 * anything else a row of bars. What data bring in with three channels is one map in colour.
 */
function mapsOf(shape: Shape, isInput: boolean): Maps {
  const [first = 1, second = 1, third] = shape;
  if (shape.length === 3 && third !== undefined && first * second > 1) {
    const isColour = isInput && third === 3;
    return { count: isColour ? 1 : third, height: first, width: second, channels: isColour ? 3 : 1 };
  }
  if (shape.length === 2) return { count: 1, height: first, width: second, channels: 1 };
  return { count: 1, height: 1, width: shape.reduce((product, length) => product * length, 1), channels: 1 };
}

/** How many of the last axis' values are in the picture of an output of that shape. */
export function shownChannels(shape: Shape): number {
  return Math.min(shape.at(-1) ?? 1, shape.length === 3 && sides(shape) > 1 ? mostMaps : Number.POSITIVE_INFINITY);
}

function sides([height = 1, width = 1]: Shape): number {
  return height * width;
}

/**
 * The picture of a layer's output of one example. Maps that are too large are shrunk by a whole
 * number, the same in both directions: a pixel is the mean of those that it stands for. Bytes run
 * from `low` to `high`, the least and the greatest of all pixels and 0.
 * @param shape the output's
 * @param values of its channels the first ones alone where there are many (`shownChannels`), row
 *   after row
 * @param isInput true for a layer that hands on what the data bring
 */
export function layerPicture(layer: string, shape: Shape, values: Float32Array, isInput: boolean): LayerPicture {
  const { count, height, width, channels } = mapsOf(shape, isInput);
  const maps = Math.min(count, mostMaps);
  // Values of a place in the output, of which each map has its own.
  const stride = maps * channels;
  const most = height === 1 ? longest.bars : maps === 1 ? longest.alone : longest.several;
  const factor = Math.ceil(Math.max(height, width) / most);
  const [rows, columns] = [Math.ceil(height / factor), Math.ceil(width / factor)];
  const means = new Float32Array(maps * rows * columns * channels);
  let written = 0;
  for (let map = 0; map < maps; map += 1) {
    for (let row = 0; row < rows; row += 1) {
      for (let column = 0; column < columns; column += 1) {
        for (let channel = 0; channel < channels; channel += 1) {
          let [sum, places] = [0, 0];
          for (let y = row * factor; y < Math.min(height, (row + 1) * factor); y += 1) {
            for (let x = column * factor; x < Math.min(width, (column + 1) * factor); x += 1) {
              sum += values[(y * width + x) * stride + map * channels + channel] ?? Number.NaN;
              places += 1;
            }
          }
          means[written] = sum / places;
          written += 1;
        }
      }
    }
  }
  const low = means.reduce((least, value) => (value < least ? value : least), 0);
  const high = means.reduce((found, value) => (value > found ? value : found), 0);
  const range = high - low || 1;
  const bytes = Uint8Array.from(means, (value) => Math.round((255 * (value - low)) / range));
  return { layer, count, shape: [maps, rows, columns, channels], factor, low, high, bytes };
}
