import { clearWords, copyWords } from './memory';

/**
 * Copies an image [height, width, channels] into one [paddedHeight, paddedWidth, channels] whose
 * pixel (y, x) is the image's (y − top, x − left), or 0 outside.
 */
export function padImage(
  image: usize, height: i32, width: i32, channels: i32, top: i32, left: i32, to: usize, paddedHeight: i32, paddedWidth: i32,
): void {
  const pixel = <usize>channels << 2;
  const row = <usize>paddedWidth * pixel;
  const from = max(0, -left);
  const first = max(0, left);
  const count = max(0, min(width - from, paddedWidth - first));
  const before = <usize>first * pixel;
  const copied = <usize>count * pixel;
  for (let y = 0; y < paddedHeight; y++, to += row) {
    const source = y - top;
    if (source < 0 || source >= height) {
      clearWords(to, row);
      continue;
    }
    clearWords(to, before);
    copyWords(to + before, image + (<usize>source * <usize>width + <usize>from) * pixel, copied);
    clearWords(to + before + copied, row - before - copied);
  }
}
