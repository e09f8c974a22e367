// With one to three filters the tiles of eight columns would be mostly empty. These loops run along
// the floats of a window instead.

/** From how few filters on the loops here are used. */
export const NARROW: i32 = 3;

/**
 * Four windows times one filter: c_i = start + Σ a_i[o, k] · b[o, k]. A window is `outer` rows of
 * `inner` floats, a multiple of four, rows `aOuter` bytes apart; b is packed. The four results lie
 * `cStep` bytes apart. With `relu` what is negative becomes 0 (NaN stays).
 */
export function dotWindows(
  outer: i32, inner: i32, a0: usize, a1: usize, a2: usize, a3: usize, aOuter: usize, b: usize, start: f32, c: usize, cStep: usize, relu: i32,
): void {
  let s0 = f32x4.splat(0);
  let s1 = s0, s2 = s0, s3 = s0;
  const bytes = <usize>inner << 2;
  for (; outer > 0; outer--, a0 += aOuter, a1 += aOuter, a2 += aOuter, a3 += aOuter, b += bytes) {
    for (let at: usize = 0; at < bytes; at += 16) {
      const values = v128.load(b + at);
      s0 = f32x4.add(s0, f32x4.mul(v128.load(a0 + at), values));
      s1 = f32x4.add(s1, f32x4.mul(v128.load(a1 + at), values));
      s2 = f32x4.add(s2, f32x4.mul(v128.load(a2 + at), values));
      s3 = f32x4.add(s3, f32x4.mul(v128.load(a3 + at), values));
    }
  }
  const even = f32x4.add(v128.shuffle<f32>(s0, s1, 0, 4, 1, 5), v128.shuffle<f32>(s0, s1, 2, 6, 3, 7));
  const odd = f32x4.add(v128.shuffle<f32>(s2, s3, 0, 4, 1, 5), v128.shuffle<f32>(s2, s3, 2, 6, 3, 7));
  let sums = f32x4.add(v128.shuffle<f32>(even, odd, 0, 1, 4, 5), v128.shuffle<f32>(even, odd, 2, 3, 6, 7));
  sums = f32x4.add(sums, f32x4.splat(start));
  if (relu) sums = f32x4.max(sums, f32x4.splat(0));
  store<f32>(c, f32x4.extract_lane(sums, 0));
  store<f32>(c + cStep, f32x4.extract_lane(sums, 1));
  store<f32>(c + 2 * cStep, f32x4.extract_lane(sums, 2));
  store<f32>(c + 3 * cStep, f32x4.extract_lane(sums, 3));
}

/**
 * c[i] += Σ a[o, k, i] · b[o, k] for sixteen values that lie side by side; rows and blocks as in
 * tile4x8.
 */
export function tile16x1(
  outer: i32, inner: i32, a: usize, aStep: usize, aOuter: usize, b: usize, bStep: usize, bOuter: usize, c: usize,
): void {
  let s0 = v128.load(c), s1 = v128.load(c, 16), s2 = v128.load(c, 32), s3 = v128.load(c, 48);
  for (; outer > 0; outer--, a += aOuter, b += bOuter) {
    let from = a;
    let by = b;
    for (let k = inner; k > 0; k--, from += aStep, by += bStep) {
      const value = v128.load_splat<f32>(by);
      s0 = f32x4.add(s0, f32x4.mul(v128.load(from), value));
      s1 = f32x4.add(s1, f32x4.mul(v128.load(from, 16), value));
      s2 = f32x4.add(s2, f32x4.mul(v128.load(from, 32), value));
      s3 = f32x4.add(s3, f32x4.mul(v128.load(from, 48), value));
    }
  }
  v128.store(c, s0);
  v128.store(c, s1, 16);
  v128.store(c, s2, 32);
  v128.store(c, s3, 48);
}

/** The transpose of a matrix [rows, columns]. */
export function transposed(from: usize, rows: i32, columns: i32, to: usize): void {
  for (let column = 0; column < columns; column++) {
    for (let row = 0; row < rows; row++, to += 4) store<f32>(to, load<f32>(from + ((<usize>row * columns + column) << 2)));
  }
}
