/** Copies `count` floats. */
export function copyFloats(from: usize, count: i32, to: usize): void {
  memory.copy(to, from, <usize>count << 2);
}

/** to = factor · from. */
export function scale(from: usize, factor: f32, count: i32, to: usize): void {
  const factors = f32x4.splat(factor);
  for (; count >= 4; count -= 4, from += 16, to += 16) v128.store(to, f32x4.mul(v128.load(from), factors));
  for (; count > 0; count--, from += 4, to += 4) store<f32>(to, load<f32>(from) * factor);
}

/** to += factor · from, or to = factor · from with `fresh`. */
export function addScaled(from: usize, factor: f32, count: i32, to: usize, fresh: i32): void {
  if (fresh) {
    scale(from, factor, count, to);
    return;
  }
  const factors = f32x4.splat(factor);
  for (; count >= 4; count -= 4, from += 16, to += 16) {
    v128.store(to, f32x4.add(v128.load(to), f32x4.mul(v128.load(from), factors)));
  }
  for (; count > 0; count--, from += 4, to += 4) store<f32>(to, load<f32>(to) + load<f32>(from) * factor);
}

/**
 * Columns are worked on in stretches of so many, which stay in the first cache for all pairs of
 * rows.
 */
const STRETCH: i32 = 1024;

/** The Gram matrix [tasks, tasks] of columns offset … offset + size of rows [tasks, width]. */
export function taskGram(rows: usize, tasks: i32, width: i32, offset: i32, size: i32, to: usize): void {
  memory.fill(to, 0, <usize>(tasks * tasks) << 2);
  for (let first = 0; first < size; first += STRETCH) {
    const count = min(STRETCH, size - first);
    const from = rows + (<usize>(offset + first) << 2);
    for (let i = 0; i < tasks; i++) {
      for (let j = 0; j <= i; j++) {
        const place = to + (<usize>(i * tasks + j) << 2);
        store<f32>(place, load<f32>(place) + innerProduct(from + ((<usize>i * width) << 2), from + ((<usize>j * width) << 2), count));
      }
    }
  }
  for (let i = 0; i < tasks; i++) {
    for (let j = 0; j < i; j++) store<f32>(to + (<usize>(j * tasks + i) << 2), load<f32>(to + (<usize>(i * tasks + j) << 2)));
  }
}

function innerProduct(a: usize, b: usize, count: i32): f32 {
  let even = f32x4.splat(0);
  let odd = even;
  for (; count >= 8; count -= 8, a += 32, b += 32) {
    even = f32x4.add(even, f32x4.mul(v128.load(a), v128.load(b)));
    odd = f32x4.add(odd, f32x4.mul(v128.load(a, 16), v128.load(b, 16)));
  }
  even = f32x4.add(even, odd);
  let sum = f32x4.extract_lane(even, 0) + f32x4.extract_lane(even, 1) + f32x4.extract_lane(even, 2) + f32x4.extract_lane(even, 3);
  for (; count > 0; count--, a += 4, b += 4) sum += load<f32>(a) * load<f32>(b);
  return sum;
}

/**
 * Adds a bias [columns] to every row of c [rows, columns], if there is one (not 0); with `relu`
 * what is negative then becomes 0.
 */
export function addBias(c: usize, rows: i32, columns: i32, bias: usize, relu: i32): void {
  const zero = f32x4.splat(0);
  for (let row = 0; row < rows; row++) {
    let from = bias;
    let left = columns;
    for (; left >= 4; left -= 4, c += 16) {
      let value = v128.load(c);
      if (bias) {
        value = f32x4.add(value, v128.load(from));
        from += 16;
      }
      if (relu) value = f32x4.max(value, zero);
      v128.store(c, value);
    }
    for (; left > 0; left--, c += 4) {
      let value = load<f32>(c);
      if (bias) {
        value += load<f32>(from);
        from += 4;
      }
      if (relu) value = max(value, <f32>0);
      store<f32>(c, value);
    }
  }
}
