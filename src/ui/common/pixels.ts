/**
 * Pixels [height, width, channels] as the RGBA bytes of a canvas, each `scale` × `scale` times, so
 * that they stay sharp squares.
 * @param channels 1 (grey) or 3 (red, green, blue)
 * @param factor what a pixel is multiplied by to lie in 0 … 255; what lies beyond is cut off
 */
export function rgba(pixels: ArrayLike<number>, height: number, width: number, channels: number, factor: number, scale: number): Uint8ClampedArray<ArrayBuffer> {
  const bytes = new Uint8ClampedArray(4 * height * width * scale * scale);
  for (let row = 0; row < height * scale; row += 1) {
    for (let column = 0; column < width * scale; column += 1) {
      const from = (Math.floor(row / scale) * width + Math.floor(column / scale)) * channels;
      const to = 4 * (row * width * scale + column);
      for (let channel = 0; channel < 3; channel += 1) {
        bytes[to + channel] = (pixels[from + Math.min(channel, channels - 1)] ?? 0) * factor;
      }
      bytes[to + 3] = 255;
    }
  }
  return bytes;
}
