/**
 * images [batch, height, width, channels] → maxima [batch, outHeight, outWidth, channels] and their
 * places in the window, row · columns + column, as int32 alike: the first of equal ones; NaN counts
 * as largest.
 */
export function maxPool(
  images: usize, batch: i32, height: i32, width: i32, channels: i32, rows: i32, columns: i32, stride: i32, top: i32, left: i32,
  outHeight: i32, outWidth: i32, out: usize, positions: usize,
): void {
  const pixel = <usize>channels << 2;
  const vectors = channels & ~3;
  for (let example = 0; example < batch; example++) {
    const image = images + <usize>(example * height * width) * pixel;
    for (let y = 0; y < outHeight; y++) {
      const firstRow = max(0, top - y * stride);
      const endRow = min(rows, height + top - y * stride);
      for (let x = 0; x < outWidth; x++, out += pixel, positions += pixel) {
        const firstColumn = max(0, left - x * stride);
        const endColumn = min(columns, width + left - x * stride);
        const corner = image + <usize>((y * stride - top + firstRow) * width + x * stride - left + firstColumn) * pixel;
        const firstPlace = firstRow * columns + firstColumn;
        let channel = 0;
        for (; channel < vectors; channel += 4) {
          const offset = <usize>channel << 2;
          let best = v128.load(corner + offset);
          let place = i32x4.splat(firstPlace);
          for (let i = firstRow; i < endRow; i++) {
            let from = corner + offset + <usize>((i - firstRow) * width) * pixel;
            for (let j = firstColumn; j < endColumn; j++, from += pixel) {
              const value = v128.load(from);
              const larger = v128.or(f32x4.gt(value, best), v128.and(f32x4.ne(value, value), f32x4.eq(best, best)));
              best = v128.bitselect(value, best, larger);
              place = v128.bitselect(i32x4.splat(i * columns + j), place, larger);
            }
          }
          v128.store(out + offset, best);
          v128.store(positions + offset, place);
        }
        for (; channel < channels; channel++) {
          const offset = <usize>channel << 2;
          let best = load<f32>(corner + offset);
          let place = firstPlace;
          for (let i = firstRow; i < endRow; i++) {
            let from = corner + offset + <usize>((i - firstRow) * width) * pixel;
            for (let j = firstColumn; j < endColumn; j++, from += pixel) {
              const value = load<f32>(from);
              if (value > best || (value != value && best == best)) {
                best = value;
                place = i * columns + j;
              }
            }
          }
          store<f32>(out + offset, best);
          store<i32>(positions + offset, place);
        }
      }
    }
  }
}

/**
 * cotangent [tasks, batch, outHeight, outWidth, channels] goes to the places of the maxima: [tasks,
 * batch, height, width, channels].
 */
export function maxPoolGradient(
  cotangent: usize, positions: usize, tasks: i32, batch: i32, height: i32, width: i32, channels: i32, rows: i32, columns: i32, stride: i32,
  top: i32, left: i32, outHeight: i32, outWidth: i32, out: usize,
): void {
  const pixel = <usize>channels << 2;
  const vectors = channels & ~3;
  if (rows == 2 && columns == 2 && stride == 2 && !top && !left && 2 * outHeight == height && 2 * outWidth == width && vectors == channels) {
    const size = batch * outHeight;
    for (let task = 0; task < tasks; task++) {
      spreadOverFours(cotangent, positions, size, outWidth, pixel, out);
      cotangent += <usize>(size * outWidth) * pixel;
      out += <usize>(4 * size * outWidth) * pixel;
    }
    return;
  }
  memory.fill(out, 0, <usize>(tasks * batch * height * width) * pixel);
  for (let task = 0; task < tasks; task++) {
    let place = positions;
    for (let example = 0; example < batch; example++) {
      const image = out + <usize>((task * batch + example) * height * width) * pixel;
      for (let y = 0; y < outHeight; y++) {
        const firstRow = max(0, top - y * stride);
        const endRow = min(rows, height + top - y * stride);
        for (let x = 0; x < outWidth; x++, cotangent += pixel, place += pixel) {
          const firstColumn = max(0, left - x * stride);
          const endColumn = min(columns, width + left - x * stride);
          const corner = image + <usize>((y * stride - top + firstRow) * width + x * stride - left + firstColumn) * pixel;
          let channel = 0;
          for (; channel < vectors; channel += 4) {
            const offset = <usize>channel << 2;
            const value = v128.load(cotangent + offset);
            const at = v128.load(place + offset);
            for (let i = firstRow; i < endRow; i++) {
              let to = corner + offset + <usize>((i - firstRow) * width) * pixel;
              for (let j = firstColumn; j < endColumn; j++, to += pixel) {
                const here = i32x4.eq(at, i32x4.splat(i * columns + j));
                v128.store(to, f32x4.add(v128.load(to), v128.and(value, here)));
              }
            }
          }
          for (; channel < channels; channel++) {
            const offset = <usize>channel << 2;
            const at = load<i32>(place + offset);
            const row = at / columns;
            const to = corner + offset + <usize>((row - firstRow) * width + at - row * columns - firstColumn) * pixel;
            store<f32>(to, load<f32>(to) + load<f32>(cotangent + offset));
          }
        }
      }
    }
  }
}

/**
 * The commonest case: windows of 2 × 2 that tile the image. Every pixel lies in one window and is
 * written once.
 */
function spreadOverFours(cotangent: usize, positions: usize, outRows: i32, outWidth: i32, pixel: usize, to: usize): void {
  const below = <usize>(2 * outWidth) * pixel;
  const one = i32x4.splat(1), two = i32x4.splat(2), three = i32x4.splat(3), zero = i32x4.splat(0);
  for (let y = 0; y < outRows; y++, to += below) {
    for (let x = 0; x < outWidth; x++, to += pixel) {
      for (let left = pixel; left > 0; left -= 16, cotangent += 16, positions += 16, to += 16) {
        const value = v128.load(cotangent);
        const at = v128.load(positions);
        v128.store(to, v128.and(value, i32x4.eq(at, zero)));
        v128.store(to + pixel, v128.and(value, i32x4.eq(at, one)));
        v128.store(to + below, v128.and(value, i32x4.eq(at, two)));
        v128.store(to + below + pixel, v128.and(value, i32x4.eq(at, three)));
      }
    }
  }
}

/**
 * Each of `examples` cotangents is shared out over what of its window lies in the image: [examples,
 * height, width, channels].
 */
export function averagePoolGradient(
  cotangent: usize, examples: i32, height: i32, width: i32, channels: i32, rows: i32, columns: i32, stride: i32, top: i32, left: i32,
  outHeight: i32, outWidth: i32, out: usize,
): void {
  const pixel = <usize>channels << 2;
  const vectors = channels & ~3;
  memory.fill(out, 0, <usize>(examples * height * width) * pixel);
  for (let example = 0; example < examples; example++) {
    const image = out + <usize>(example * height * width) * pixel;
    for (let y = 0; y < outHeight; y++) {
      const firstRow = max(0, top - y * stride);
      const endRow = min(rows, height + top - y * stride);
      for (let x = 0; x < outWidth; x++, cotangent += pixel) {
        const firstColumn = max(0, left - x * stride);
        const endColumn = min(columns, width + left - x * stride);
        const corner = image + <usize>((y * stride - top + firstRow) * width + x * stride - left + firstColumn) * pixel;
        const share: f32 = 1 / <f32>((endRow - firstRow) * (endColumn - firstColumn));
        const shares = f32x4.splat(share);
        for (let i = firstRow; i < endRow; i++) {
          let to = corner + <usize>((i - firstRow) * width) * pixel;
          for (let j = firstColumn; j < endColumn; j++, to += pixel) {
            let channel = 0;
            for (; channel < vectors; channel += 4) {
              const offset = <usize>channel << 2;
              v128.store(to + offset, f32x4.add(v128.load(to + offset), f32x4.mul(v128.load(cotangent + offset), shares)));
            }
            for (; channel < channels; channel++) {
              const offset = <usize>channel << 2;
              store<f32>(to + offset, load<f32>(to + offset) + load<f32>(cotangent + offset) * share);
            }
          }
        }
      }
    }
  }
}
