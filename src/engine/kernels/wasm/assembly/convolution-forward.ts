import { clearWords, copyWords } from './shared/memory';
import { dotWindows, NARROW, transposed } from './shared/narrow-tile';
import { padImage } from './shared/padding';
import { packRows, upTo8 } from './shared/pack';
import { tile4x8 } from './shared/tile';
import { narrowWindowTile, packWindows } from './shared/windows';

/** The floats of scratch that `convolution` needs. */
export function convolutionScratch(channels: i32, kernelHeight: i32, kernelWidth: i32, filters: i32, paddedHeight: i32, paddedWidth: i32): i32 {
  const filter = kernelHeight * kernelWidth * channels * upTo8(filters);
  return filter + upTo8(filters) + 32 + 4 * kernelHeight * kernelWidth * channels + paddedHeight * paddedWidth * channels;
}

/**
 * images [batch, height, width, channels], kernel [kernelHeight, kernelWidth, channels, filters],
 * bias [filters] or none (0) → [batch, outHeight, outWidth, filters]. `top` and `left` are the
 * padding; with `relu` what is negative becomes 0.
 */
export function convolution(
  images: usize, batch: i32, height: i32, width: i32, channels: i32, kernel: usize, kernelHeight: i32, kernelWidth: i32, filters: i32,
  bias: usize, relu: i32, stride: i32, top: i32, left: i32, outHeight: i32, outWidth: i32, out: usize, scratch: usize,
): void {
  const terms = kernelHeight * kernelWidth * channels;
  const start = scratch + ((<usize>terms * upTo8(filters)) << 2);
  if (isNarrow(filters, kernelWidth * channels)) transposed(kernel, terms, filters, scratch);
  else packPanels(kernel, terms, filters, scratch);
  for (let i = 0; i < upTo8(filters); i++) {
    store<f32>(start + (<usize>i << 2), bias && i < filters ? load<f32>(bias + (<usize>i << 2)) : 0);
  }
  convolvePacked(
    images, batch, height, width, channels, kernelHeight, kernelWidth, filters, relu, stride, top, left, outHeight, outWidth,
    out, outWidth, 1, 1, 0, 0, outHeight, scratch, start, isNarrow(filters, kernelWidth * channels),
  );
}

/** True where the loops for few filters do; the packed kernel is then [filters, terms]. */
function isNarrow(filters: i32, inner: i32): bool {
  return filters <= NARROW && inner % 4 == 0;
}

/**
 * A matrix [terms, filters] as panels of eight columns, each [terms, 8]; what is missing in the
 * last is 0.
 */
function packPanels(kernel: usize, terms: i32, filters: i32, to: usize): void {
  for (let first = 0; first < filters; first += 8) {
    packRows(kernel + (<usize>first << 2), <usize>filters << 2, terms, min(8, filters - first), to, 8);
    to += <usize>terms << 5;
  }
}

/** The floats of scratch that `convolutionInputGradient` needs. */
export function convolutionInputGradientScratch(
  channels: i32, kernelHeight: i32, kernelWidth: i32, filters: i32, outHeight: i32, outWidth: i32, height: i32, width: i32, stride: i32,
): i32 {
  const rows = (kernelHeight + stride - 1) / stride + (height + stride - 1) / stride;
  const columns = (kernelWidth + stride - 1) / stride + (width + stride - 1) / stride;
  return kernelHeight * kernelWidth * filters * upTo8(channels) + upTo8(channels) + 32 + 4 * kernelHeight * kernelWidth * filters + rows * columns * filters;
}

/**
 * The gradient of `convolution` for its images: cotangent [batch, outHeight, outWidth, filters] →
 * [batch, height, width, channels].
 *
 * Pixels are taken by their place modulo the stride: those of one class see the same taps of the
 * kernel, so that each class is a convolution of the cotangent with stride 1 and a part of the
 * turned kernel, and nothing is multiplied by zeros in between.
 */
export function convolutionInputGradient(
  cotangent: usize, batch: i32, height: i32, width: i32, channels: i32, kernel: usize, kernelHeight: i32, kernelWidth: i32, filters: i32,
  stride: i32, top: i32, left: i32, outHeight: i32, outWidth: i32, out: usize, scratch: usize,
): void {
  const start = scratch + ((<usize>(kernelHeight * kernelWidth * filters) * upTo8(channels)) << 2);
  clearWords(start, <usize>upTo8(channels) << 2);
  for (let y = 0; y < min(stride, height); y++) {
    // Pixel y + i · stride lies under tap t of output row (y + top − t) / stride + i.
    const firstTap = (y + top) % stride;
    const taps = firstTap < kernelHeight ? (kernelHeight - firstTap + stride - 1) / stride : 0;
    const before = taps - 1 - (y + top) / stride;
    const rows = (height - y + stride - 1) / stride;
    for (let x = 0; x < min(stride, width); x++) {
      const firstAcross = (x + left) % stride;
      const tapsAcross = firstAcross < kernelWidth ? (kernelWidth - firstAcross + stride - 1) / stride : 0;
      const beforeAcross = tapsAcross - 1 - (x + left) / stride;
      const columns = (width - x + stride - 1) / stride;
      packTurned(kernel, kernelWidth, channels, filters, stride, firstTap, taps, firstAcross, tapsAcross, scratch);
      convolvePacked(
        cotangent, batch, outHeight, outWidth, filters, taps, tapsAcross, channels, 0, 1, before, beforeAcross, rows, columns,
        out, width, stride, stride, y, x, height, scratch, start, false,
      );
    }
  }
}

/**
 * The taps of one class, last first, as panels of eight channels: [panels, taps, tapsAcross,
 * filters, 8].
 */
function packTurned(
  kernel: usize, kernelWidth: i32, channels: i32, filters: i32, stride: i32, firstTap: i32, taps: i32, firstAcross: i32, tapsAcross: i32,
  to: usize,
): void {
  for (let first = 0; first < channels; first += 8) {
    for (let t = taps - 1; t >= 0; t--) {
      for (let u = tapsAcross - 1; u >= 0; u--) {
        const tap = (firstTap + t * stride) * kernelWidth + firstAcross + u * stride;
        const matrix = kernel + ((<usize>tap * channels * filters) << 2);
        for (let filter = 0; filter < filters; filter++) {
          for (let i = first; i < first + 8; i++, to += 4) {
            store<f32>(to, i < channels ? load<f32>(matrix + ((<usize>i * filters + filter) << 2)) : 0);
          }
        }
      }
    }
  }
}

/**
 * The loops of a convolution over a packed kernel. Output pixel (i, j) of `rows` × `columns` goes
 * to pixel (rowFirst + i · rowStep, columnFirst + j · columnStep) of images outImageHeight ×
 * outImageWidth.
 */
function convolvePacked(
  images: usize, batch: i32, height: i32, width: i32, channels: i32, kernelHeight: i32, kernelWidth: i32, filters: i32,
  relu: i32, stride: i32, top: i32, left: i32, rows: i32, columns: i32,
  out: usize, outImageWidth: i32, rowStep: i32, columnStep: i32, rowFirst: i32, columnFirst: i32, outImageHeight: i32,
  packed: usize, start: usize, narrow: bool,
): void {
  const terms = kernelHeight * kernelWidth * channels;
  const paddedHeight = (rows - 1) * stride + kernelHeight;
  const paddedWidth = (columns - 1) * stride + kernelWidth;
  const corner = start + (<usize>upTo8(filters) << 2);
  const windows = corner + 128;
  const padded = windows + (<usize>terms << 4);
  const pixelIn = <usize>channels << 2;
  const pixelOut = <usize>filters << 2;
  const asIs = top == 0 && left == 0 && paddedWidth == width && paddedHeight <= height;
  const rowIn = <usize>paddedWidth * pixelIn;
  const inner = kernelWidth * channels;
  const pixels = rows * columns;
  const sideBySide = columnStep == 1 && rowStep == 1;
  for (let example = 0; example < batch; example++) {
    const image = images + <usize>example * <usize>(height * width) * pixelIn;
    const target = out + <usize>example * <usize>(outImageHeight * outImageWidth) * pixelOut;
    if (!asIs) padImage(image, height, width, channels, top, left, padded, paddedHeight, paddedWidth);
    const source = asIs ? image : padded;
    let row = 0;
    let column = 0;
    for (let pixel = 0; pixel < pixels; pixel += 4) {
      const row0 = row, column0 = column;
      const a0 = source + <usize>(row * stride) * rowIn + <usize>(column * stride) * pixelIn;
      if (++column == columns) { column = 0; row++; }
      const a1 = row < rows ? source + <usize>(row * stride) * rowIn + <usize>(column * stride) * pixelIn : a0;
      if (++column == columns) { column = 0; row++; }
      const a2 = row < rows ? source + <usize>(row * stride) * rowIn + <usize>(column * stride) * pixelIn : a0;
      if (++column == columns) { column = 0; row++; }
      const a3 = row < rows ? source + <usize>(row * stride) * rowIn + <usize>(column * stride) * pixelIn : a0;
      if (++column == columns) { column = 0; row++; }
      const count = min(4, pixels - pixel);
      if (narrow) {
        // All pixels lie side by side here; those behind the last are written to the corner.
        const whole = count == 4;
        for (let filter = 0; filter < filters; filter++) {
          const offset = <usize>filter << 2;
          const to = whole ? target + <usize>pixel * pixelOut + offset : corner + offset;
          const values = packed + ((<usize>terms * filter) << 2);
          dotWindows(kernelHeight, inner, a0, a1, a2, a3, rowIn, values, load<f32>(start + offset), to, pixelOut, relu);
        }
        if (!whole) copyWords(target + <usize>pixel * pixelOut, corner, <usize>count * pixelOut);
        continue;
      }
      packWindows(kernelHeight, inner, a0, a1, a2, a3, rowIn, windows);
      for (let first = 0; first < filters; first += 8) {
        const panel = packed + ((<usize>terms * first) << 2);
        const begin = start + (<usize>first << 2);
        if (sideBySide && count == 4 && filters - first >= 8) {
          const to = target + <usize>pixel * pixelOut + (<usize>first << 2);
          tile4x8(1, terms, windows, 16, 0, panel, 32, 0, begin, 0, to, pixelOut, relu);
          continue;
        }
        if (filters - first > 4) tile4x8(1, terms, windows, 16, 0, panel, 32, 0, begin, 0, corner, 32, relu);
        else narrowWindowTile(terms, windows, panel, begin, corner, 32, relu);
        let y = row0;
        let x = column0;
        for (let i = 0; i < count; i++) {
          const place = (rowFirst + y * rowStep) * outImageWidth + columnFirst + x * columnStep;
          copyWords(target + <usize>place * pixelOut + (<usize>first << 2), corner + (<usize>i << 5), <usize>min(8, filters - first) << 2);
          if (++x == columns) { x = 0; y++; }
        }
      }
    }
  }
}
