import type { LayerPicture } from '../../../../protocol/inspections';

/** Pixels of the canvas: a strip is as wide as four maps with their gaps. */
export const stripWidth = 86;
const small = 20;
const gap = 2;
const perRow = 4;

/** The height of a strip of so many rows of small maps, in pixels of the canvas. */
export function stripHeight(rows: number): number {
  return rows * (small + gap) - gap;
}

interface Cell {
  readonly x: number;
  readonly y: number;
  readonly size: number;
}

/** Where each map of a strip lies: one or two large, more of them small, as many as there is room for. */
export function cellsOf(maps: number, rows: number): readonly Cell[] {
  const size = maps <= 2 ? stripHeight(rows) : small;
  const room = maps <= 2 ? maps : Math.min(maps, perRow * rows);
  return Array.from({ length: room }, (_, place) => ({
    x: (place % perRow) * (size + gap),
    y: Math.floor(place / perRow) * (size + gap),
    size,
  }));
}

/**
 * The pixels of a strip of feature maps, RGBA: each map in its cell, as large as fits without being
 * stretched, in sharp squares; between them nothing is drawn.
 * @param scale pixels of the answer for one of the canvas
 */
export function stripPixels({ shape, bytes }: Pick<LayerPicture, 'shape' | 'bytes'>, rows: number, scale: number): Uint8ClampedArray<ArrayBuffer> {
  const [maps, height, width, channels] = shape;
  const across = stripWidth * scale;
  const pixels = new Uint8ClampedArray(4 * across * stripHeight(rows) * scale);
  for (const [map, { x, y, size }] of cellsOf(maps, rows).entries()) {
    const perPixel = (size * scale) / Math.max(height, width);
    const [high, wide] = [Math.round(height * perPixel), Math.round(width * perPixel)];
    for (let row = 0; row < high; row += 1) {
      for (let column = 0; column < wide; column += 1) {
        const from = ((map * height + Math.floor(row / perPixel)) * width + Math.floor(column / perPixel)) * channels;
        const to = 4 * ((y * scale + row) * across + x * scale + column);
        for (let channel = 0; channel < 3; channel += 1) pixels[to + channel] = bytes[from + Math.min(channel, channels - 1)] ?? 0;
        pixels[to + 3] = 255;
      }
    }
  }
  return pixels;
}

/** The byte that stands for 0. */
export function zeroOf({ low, high }: Pick<LayerPicture, 'low' | 'high'>): number {
  return high === low ? 0 : (255 * -low) / (high - low);
}

/** The path of a row of bars, from 0 up or down: 1 wide each, 255 high together, upwards as on a screen. */
export function barsPath(picture: Pick<LayerPicture, 'bytes' | 'low' | 'high'>): string {
  const zero = 255 - zeroOf(picture);
  return Array.from(picture.bytes, (byte, place) => `M${place + 0.1} ${zero.toFixed(1)}V${255 - byte}h.8V${zero.toFixed(1)}z`).join('');
}
