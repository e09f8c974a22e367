import { clearWords } from './shared/memory';

/**
 * The gradient of the kernel of a depthwise convolution with one filter per channel: images [batch,
 * height, width, channels], cotangent [tasks, batch, outHeight, outWidth, channels] → [tasks, rows,
 * columns, channels].
 */
export function depthwiseWeightGradients(
  images: usize, batch: i32, height: i32, width: i32, channels: i32, cotangent: usize, tasks: i32, rows: i32, columns: i32, stride: i32,
  top: i32, left: i32, outHeight: i32, outWidth: i32, out: usize,
): void {
  const pixel = <usize>channels << 2;
  const vectors = channels & ~3;
  clearWords(out, <usize>(tasks * rows * columns) * pixel);
  for (let task = 0; task < tasks; task++, out += <usize>(rows * columns) * pixel) {
    for (let example = 0; example < batch; example++, cotangent += <usize>(outHeight * outWidth) * pixel) {
      const image = images + <usize>(example * height * width) * pixel;
      for (let i = 0; i < rows; i++) {
        for (let j = 0; j < columns; j++) {
          const first = firstInside(left - j, stride);
          const end = endInside(width + left - j, stride, outWidth);
          const to = out + <usize>(i * columns + j) * pixel;
          for (let y = firstInside(top - i, stride); y < endInside(height + top - i, stride, outHeight); y++) {
            const source = image + <usize>((y * stride + i - top) * width + first * stride + j - left) * pixel;
            const by = cotangent + <usize>(y * outWidth + first) * pixel;
            addProducts(source, pixel * stride, by, pixel, end - first, vectors, channels, to);
          }
        }
      }
    }
  }
}

/** to[c] += Σ a[k, c] b[k, c] over `count` rows that lie aStep and bStep bytes apart. */
function addProducts(a: usize, aStep: usize, b: usize, bStep: usize, count: i32, vectors: i32, channels: i32, to: usize): void {
  let channel = 0;
  for (; channel < vectors; channel += 4) {
    const offset = <usize>channel << 2;
    let sum = v128.load(to + offset);
    let from = a + offset;
    let by = b + offset;
    for (let k = count; k > 0; k--, from += aStep, by += bStep) sum = f32x4.add(sum, f32x4.mul(v128.load(from), v128.load(by)));
    v128.store(to + offset, sum);
  }
  for (; channel < channels; channel++) {
    const offset = <usize>channel << 2;
    let sum = load<f32>(to + offset);
    let from = a + offset;
    let by = b + offset;
    for (let k = count; k > 0; k--, from += aStep, by += bStep) sum += load<f32>(from) * load<f32>(by);
    store<f32>(to + offset, sum);
  }
}

/**
 * The gradient of a depthwise convolution for its images: cotangent [examples, outHeight, outWidth,
 * channels · filters], kernel [rows, columns, channels, filters] → [examples, height, width,
 * channels].
 */
export function depthwiseInputGradient(
  cotangent: usize, examples: i32, height: i32, width: i32, channels: i32, kernel: usize, rows: i32, columns: i32, filters: i32, stride: i32,
  top: i32, left: i32, outHeight: i32, outWidth: i32, out: usize,
): void {
  const pixel = <usize>channels << 2;
  const pixelOut = pixel * filters;
  const vectors = filters == 1 ? channels & ~3 : 0;
  clearWords(out, <usize>(examples * height * width) * pixel);
  for (let example = 0; example < examples; example++, cotangent += <usize>(outHeight * outWidth) * pixelOut) {
    const image = out + <usize>(example * height * width) * pixel;
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < columns; j++) {
        const first = firstInside(left - j, stride);
        const end = endInside(width + left - j, stride, outWidth);
        const tap = kernel + <usize>(i * columns + j) * pixelOut;
        for (let y = firstInside(top - i, stride); y < endInside(height + top - i, stride, outHeight); y++) {
          let to = image + <usize>((y * stride + i - top) * width + first * stride + j - left) * pixel;
          let from = cotangent + <usize>(y * outWidth + first) * pixelOut;
          for (let x = first; x < end; x++, to += pixel * stride, from += pixelOut) {
            let channel = 0;
            for (; channel < vectors; channel += 4) {
              const offset = <usize>channel << 2;
              const product = f32x4.mul(v128.load(from + offset), v128.load(tap + offset));
              v128.store(to + offset, f32x4.add(v128.load(to + offset), product));
            }
            for (; channel < channels; channel++) {
              let sum = load<f32>(to + (<usize>channel << 2));
              for (let filter = 0; filter < filters; filter++) {
                const offset = <usize>(channel * filters + filter) << 2;
                sum += load<f32>(from + offset) * load<f32>(tap + offset);
              }
              store<f32>(to + (<usize>channel << 2), sum);
            }
          }
        }
      }
    }
  }
}

/**
 * The first output place whose tap does not lie before the image: the smallest n ≥ 0 with n ·
 * stride ≥ before.
 */
function firstInside(before: i32, stride: i32): i32 {
  return before > 0 ? (before + stride - 1) / stride : 0;
}

/**
 * The first output place whose tap lies behind the image: n · stride < length for all before it; at
 * most `count`.
 */
function endInside(length: i32, stride: i32, count: i32): i32 {
  return length > 0 ? min(count, (length + stride - 1) / stride) : 0;
}
