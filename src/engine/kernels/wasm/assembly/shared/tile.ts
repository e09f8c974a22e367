/**
 * The innermost loop of every product: a 4 × 8 tile of sums of outer products, held in eight vector
 * registers.
 *
 * c[i, j] = start[i, j] + Σ a[o, k, i] · b[o, k, j] over `outer` blocks of `inner` rows. The four
 * values of a lie side by side, rows `aStep` bytes apart and blocks `aOuter`; the eight of b
 * likewise. c is 4 × 8 with rows `cStep` bytes apart, start, which may be c itself, with rows
 * `startStep` apart (0: one row for all four), or none (0): then the sums start at 0. With `relu`
 * what is negative becomes 0 (NaN stays).
 */
export function tile4x8(
  outer: i32, inner: i32, a: usize, aStep: usize, aOuter: usize, b: usize, bStep: usize, bOuter: usize,
  start: usize, startStep: usize, c: usize, cStep: usize, relu: i32,
): void {
  let s00 = f32x4.splat(0), s01 = s00, s10 = s00, s11 = s00, s20 = s00, s21 = s00, s30 = s00, s31 = s00;
  if (start) {
    s00 = v128.load(start);
    s01 = v128.load(start, 16);
    start += startStep;
    s10 = v128.load(start);
    s11 = v128.load(start, 16);
    start += startStep;
    s20 = v128.load(start);
    s21 = v128.load(start, 16);
    start += startStep;
    s30 = v128.load(start);
    s31 = v128.load(start, 16);
  }
  for (; outer > 0; outer--) {
    let from = a;
    let by = b;
    for (let k = inner; k > 0; k--) {
      const low = v128.load(by);
      const high = v128.load(by, 16);
      let value = v128.load_splat<f32>(from);
      s00 = f32x4.add(s00, f32x4.mul(value, low));
      s01 = f32x4.add(s01, f32x4.mul(value, high));
      value = v128.load_splat<f32>(from, 4);
      s10 = f32x4.add(s10, f32x4.mul(value, low));
      s11 = f32x4.add(s11, f32x4.mul(value, high));
      value = v128.load_splat<f32>(from, 8);
      s20 = f32x4.add(s20, f32x4.mul(value, low));
      s21 = f32x4.add(s21, f32x4.mul(value, high));
      value = v128.load_splat<f32>(from, 12);
      s30 = f32x4.add(s30, f32x4.mul(value, low));
      s31 = f32x4.add(s31, f32x4.mul(value, high));
      from += aStep;
      by += bStep;
    }
    a += aOuter;
    b += bOuter;
  }
  if (relu) {
    const zero = f32x4.splat(0);
    s00 = f32x4.max(s00, zero);
    s01 = f32x4.max(s01, zero);
    s10 = f32x4.max(s10, zero);
    s11 = f32x4.max(s11, zero);
    s20 = f32x4.max(s20, zero);
    s21 = f32x4.max(s21, zero);
    s30 = f32x4.max(s30, zero);
    s31 = f32x4.max(s31, zero);
  }
  v128.store(c, s00);
  v128.store(c, s01, 16);
  c += cStep;
  v128.store(c, s10);
  v128.store(c, s11, 16);
  c += cStep;
  v128.store(c, s20);
  v128.store(c, s21, 16);
  c += cStep;
  v128.store(c, s30);
  v128.store(c, s31, 16);
}

/**
 * Four columns, added to c: what is left over where the number of columns is no multiple of eight.
 * c is 4 × 4.
 */
export function tile4x4(
  outer: i32, inner: i32, a: usize, aStep: usize, aOuter: usize, b: usize, bStep: usize, bOuter: usize, c: usize, cStep: usize,
): void {
  const c1 = c + cStep;
  const c2 = c1 + cStep;
  const c3 = c2 + cStep;
  let s0 = v128.load(c), s1 = v128.load(c1), s2 = v128.load(c2), s3 = v128.load(c3);
  for (; outer > 0; outer--) {
    let from = a;
    let by = b;
    for (let k = inner; k > 0; k--) {
      const row = v128.load(by);
      s0 = f32x4.add(s0, f32x4.mul(v128.load_splat<f32>(from), row));
      s1 = f32x4.add(s1, f32x4.mul(v128.load_splat<f32>(from, 4), row));
      s2 = f32x4.add(s2, f32x4.mul(v128.load_splat<f32>(from, 8), row));
      s3 = f32x4.add(s3, f32x4.mul(v128.load_splat<f32>(from, 12), row));
      from += aStep;
      by += bStep;
    }
    a += aOuter;
    b += bOuter;
  }
  v128.store(c, s0);
  v128.store(c1, s1);
  v128.store(c2, s2);
  v128.store(c3, s3);
}
