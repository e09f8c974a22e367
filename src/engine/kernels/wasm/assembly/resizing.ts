import { copyWords } from './shared/memory';

/**
 * Every pixel of images [batch, height, width, channels] becomes a block of rows × columns pixels.
 */
export function repeatPixels(images: usize, batch: i32, height: i32, width: i32, channels: i32, rows: i32, columns: i32, to: usize): void {
  const pixel = <usize>channels << 2;
  const row = <usize>(width * columns) * pixel;
  for (let y = 0; y < batch * height; y++) {
    const first = to;
    for (let x = 0; x < width; x++, images += pixel) {
      for (let i = 0; i < columns; i++, to += pixel) copyWords(to, images, pixel);
    }
    for (let i = 1; i < rows; i++, to += row) copyWords(to, first, row);
  }
}
