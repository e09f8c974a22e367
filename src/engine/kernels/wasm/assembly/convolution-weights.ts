import { addColumnSums } from './matrix-products';
import { NARROW, tile16x1 } from './shared/narrow-tile';
import { padImage } from './shared/padding';
import { packRows, upTo4 } from './shared/pack';
import { tile4x4, tile4x8 } from './shared/tile';
import { clearWords, copyWords } from './shared/memory';

/**
 * So many floats of image and cotangent are worked on at a time: they and the sums fit the first
 * cache.
 */
const CHUNK: i32 = 8192;

/** The floats of scratch that `convolutionWeightGradients` needs. */
export function convolutionWeightGradientsScratch(
  tasks: i32, channels: i32, kernelHeight: i32, kernelWidth: i32, filters: i32, stride: i32, outHeight: i32, outWidth: i32,
): i32 {
  const sums = tasks * kernelHeight * acrossOf(kernelWidth * channels, filters) * filtersOf(filters);
  const padded = ((outHeight - 1) * stride + kernelHeight) * ((outWidth - 1) * stride + kernelWidth) * channels;
  return sums + upTo4(padded) + 16 + outHeight * outWidth * filtersOf(filters);
}

/**
 * images [batch, height, width, channels], cotangent [tasks, batch, outHeight, outWidth, filters] →
 * [tasks, kernelHeight · kernelWidth · channels · filters + filters]: the gradient of the kernel,
 * behind it that of the bias.
 *
 * The floats of an image under one row of a window lie side by side, so each row of the kernel has
 * a product of its own: of the windows' rows, transposed, with the cotangent. Nothing is copied but
 * the image, with its padding.
 */
export function convolutionWeightGradients(
  images: usize, batch: i32, height: i32, width: i32, channels: i32, cotangent: usize, tasks: i32, kernelHeight: i32, kernelWidth: i32,
  filters: i32, stride: i32, top: i32, left: i32, outHeight: i32, outWidth: i32, out: usize, scratch: usize,
): void {
  const across = kernelWidth * channels;
  const acrossUp = acrossOf(across, filters);
  const filtersUp = filtersOf(filters);
  const paddedHeight = (outHeight - 1) * stride + kernelHeight;
  const paddedWidth = (outWidth - 1) * stride + kernelWidth;
  const sumsSize = <usize>(kernelHeight * acrossUp * filtersUp) << 2;
  const padded = scratch + <usize>tasks * sumsSize;
  const packed = padded + (<usize>(upTo4(paddedHeight * paddedWidth * channels) + 16) << 2);
  const outSize = <usize>(kernelHeight * across * filters + filters) << 2;
  const biasAt = <usize>(kernelHeight * across * filters) << 2;
  const pixelIn = <usize>channels << 2;
  const rowIn = <usize>paddedWidth * pixelIn;
  const positions = outHeight * outWidth;
  const cotangentSize = <usize>(positions * filters) << 2;
  const asIs = top == 0 && left == 0 && paddedWidth == width && paddedHeight <= height && across == acrossUp;
  const perRow = paddedWidth * channels * stride + outWidth * filtersUp;
  const chunk = max(1, min(outHeight, (CHUNK - paddedWidth * channels * (kernelHeight - 1)) / perRow));
  clearWords(scratch, <usize>tasks * sumsSize);
  for (let task = 0; task < tasks; task++) clearWords(out + <usize>task * outSize + biasAt, <usize>filters << 2);
  for (let example = 0; example < batch; example++) {
    const image = images + <usize>(example * height * width) * pixelIn;
    if (!asIs) padImage(image, height, width, channels, top, left, padded, paddedHeight, paddedWidth);
    const source = asIs ? image : padded;
    for (let task = 0; task < tasks; task++) {
      const own = cotangent + <usize>(task * batch + example) * cotangentSize;
      const bias = out + <usize>task * outSize + biasAt;
      for (let row = 0; row < outHeight; row += chunk) {
        const rows = min(chunk, outHeight - row);
        let by = own + (<usize>(row * outWidth * filters) << 2);
        addColumnSums(by, rows * outWidth, filters, bias);
        if (filters != filtersUp) {
          packRows(by, <usize>filters << 2, rows * outWidth, filters, packed, filtersUp);
          by = packed;
        }
        const from = source + <usize>(row * stride) * rowIn;
        const sums = scratch + <usize>task * sumsSize;
        if (filters <= NARROW) {
          addNarrowChunk(
            from, rowIn, pixelIn * stride, rowIn * stride, by, <usize>filters << 2, rows, outWidth, kernelHeight, acrossUp, filters, sums,
          );
        } else {
          addChunk(
            from, rowIn, pixelIn * stride, rowIn * stride, by, <usize>filtersUp << 2, rows, outWidth, kernelHeight, acrossUp, filtersUp, sums,
          );
        }
      }
    }
  }
  for (let task = 0; task < tasks; task++) {
    const sums = scratch + <usize>task * sumsSize;
    const to = out + <usize>task * outSize;
    if (filters <= NARROW) collectNarrow(sums, kernelHeight, across, acrossUp, filters, to);
    else collect(sums, kernelHeight, across, acrossUp, filters, filtersUp, to);
  }
}

/** How long a row of the sums is: whole tiles. */
function acrossOf(across: i32, filters: i32): i32 {
  return filters <= NARROW ? (across + 15) & ~15 : upTo4(across);
}

/** How many filters the sums and the packed cotangent have room for. */
function filtersOf(filters: i32): i32 {
  return filters <= NARROW ? filters : upTo4(filters);
}

/** What counts of the sums [kernelHeight, acrossUp, filtersUp]: [kernelHeight, across, filters]. */
function collect(sums: usize, kernelHeight: i32, across: i32, acrossUp: i32, filters: i32, filtersUp: i32, to: usize): void {
  for (let tap = 0; tap < kernelHeight; tap++) {
    let from = sums + (<usize>(tap * acrossUp * filtersUp) << 2);
    for (let i = 0; i < across; i++, from += <usize>filtersUp << 2, to += <usize>filters << 2) copyWords(to, from, <usize>filters << 2);
  }
}

/** The same where the sums are [kernelHeight, filters, acrossUp]. */
function collectNarrow(sums: usize, kernelHeight: i32, across: i32, acrossUp: i32, filters: i32, to: usize): void {
  for (let tap = 0; tap < kernelHeight; tap++, sums += <usize>(filters * acrossUp) << 2) {
    for (let i = 0; i < across; i++) {
      for (let filter = 0; filter < filters; filter++, to += 4) store<f32>(to, load<f32>(sums + (<usize>(filter * acrossUp + i) << 2)));
    }
  }
}

/** Adds what some rows of an image's output give to the sums [kernelHeight, across, filters]. */
function addChunk(
  source: usize, rowIn: usize, step: usize, outer: usize, cotangent: usize, pixel: usize, rows: i32, outWidth: i32, kernelHeight: i32,
  across: i32, filters: i32, sums: usize,
): void {
  for (let tap = 0; tap < kernelHeight; tap++, source += rowIn) {
    for (let i = 0; i < across; i += 4) {
      const to = sums + (<usize>((tap * across + i) * filters) << 2);
      const from = source + (<usize>i << 2);
      const cotangentOuter = <usize>outWidth * pixel;
      let column: usize = 0;
      for (let j = filters; j >= 8; j -= 8, column += 32) {
        tile4x8(rows, outWidth, from, step, outer, cotangent + column, pixel, cotangentOuter, to + column, pixel, to + column, pixel, 0);
      }
      if (filters & 4) tile4x4(rows, outWidth, from, step, outer, cotangent + column, pixel, cotangentOuter, to + column, pixel);
    }
  }
}

/** The same for one to three filters: sums [kernelHeight, filters, across]. */
function addNarrowChunk(
  source: usize, rowIn: usize, step: usize, outer: usize, cotangent: usize, pixel: usize, rows: i32, outWidth: i32, kernelHeight: i32,
  across: i32, filters: i32, sums: usize,
): void {
  for (let tap = 0; tap < kernelHeight; tap++, source += rowIn) {
    for (let filter = 0; filter < filters; filter++) {
      const by = cotangent + (<usize>filter << 2);
      for (let i = 0; i < across; i += 16, sums += 64) {
        tile16x1(rows, outWidth, source + (<usize>i << 2), step, outer, by, pixel, <usize>outWidth * pixel, sums);
      }
    }
  }
}
