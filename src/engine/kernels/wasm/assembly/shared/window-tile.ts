/**
 * Four windows of images times eight filters: c[i, j] = start[j] + Σ a[k, i] · b[k, j], with a [terms, 4] and b [terms, 8] packed and start
 * [8]. c has rows `cStep` bytes apart. With `relu` what is negative becomes 0 (NaN stays).
 */
export function windowTile(terms: i32, a: usize, b: usize, start: usize, c: usize, cStep: usize, relu: i32): void {
  let s00 = v128.load(start), s01 = v128.load(start, 16);
  let s10 = s00, s11 = s01, s20 = s00, s21 = s01, s30 = s00, s31 = s01;
  for (; terms > 0; terms--, a += 16, b += 32) {
    const low = v128.load(b), high = v128.load(b, 16);
    let value = v128.load_splat<f32>(a);
    s00 = f32x4.add(s00, f32x4.mul(value, low));
    s01 = f32x4.add(s01, f32x4.mul(value, high));
    value = v128.load_splat<f32>(a, 4);
    s10 = f32x4.add(s10, f32x4.mul(value, low));
    s11 = f32x4.add(s11, f32x4.mul(value, high));
    value = v128.load_splat<f32>(a, 8);
    s20 = f32x4.add(s20, f32x4.mul(value, low));
    s21 = f32x4.add(s21, f32x4.mul(value, high));
    value = v128.load_splat<f32>(a, 12);
    s30 = f32x4.add(s30, f32x4.mul(value, low));
    s31 = f32x4.add(s31, f32x4.mul(value, high));
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

/** The same for the first four of the eight filters of a panel, where there are no more: c is 4 × 4. */
export function narrowWindowTile(terms: i32, a: usize, b: usize, start: usize, c: usize, cStep: usize, relu: i32): void {
  let s0 = v128.load(start);
  let s1 = s0, s2 = s0, s3 = s0;
  for (; terms > 0; terms--, a += 16, b += 32) {
    const row = v128.load(b);
    s0 = f32x4.add(s0, f32x4.mul(v128.load_splat<f32>(a), row));
    s1 = f32x4.add(s1, f32x4.mul(v128.load_splat<f32>(a, 4), row));
    s2 = f32x4.add(s2, f32x4.mul(v128.load_splat<f32>(a, 8), row));
    s3 = f32x4.add(s3, f32x4.mul(v128.load_splat<f32>(a, 12), row));
  }
  if (relu) {
    const zero = f32x4.splat(0);
    s0 = f32x4.max(s0, zero);
    s1 = f32x4.max(s1, zero);
    s2 = f32x4.max(s2, zero);
    s3 = f32x4.max(s3, zero);
  }
  v128.store(c, s0);
  v128.store(c + cStep, s1);
  v128.store(c + 2 * cStep, s2);
  v128.store(c + 3 * cStep, s3);
}

/**
 * Packs four windows for `windowTile`. A window is `outer` rows of `inner` floats that lie side by side, rows `step` bytes apart;
 * a0 … a3 are the first floats of the four.
 */
export function packWindows(outer: i32, inner: i32, a0: usize, a1: usize, a2: usize, a3: usize, step: usize, to: usize): void {
  if (a1 - a0 == 4 && a2 - a1 == 4 && a3 - a2 == 4) {
    // One channel, neighbouring windows: what the four have in one place lies side by side.
    for (; outer > 0; outer--, a0 += step) {
      let from = a0;
      for (let k = inner; k > 0; k--, from += 4, to += 16) v128.store(to, v128.load(from));
    }
    return;
  }
  for (; outer > 0; outer--) {
    let k = 0;
    let at: usize = 0;
    for (; k + 4 <= inner; k += 4, at += 16, to += 64) {
      const a = v128.load(a0 + at), b = v128.load(a1 + at), c = v128.load(a2 + at), d = v128.load(a3 + at);
      const ab = v128.shuffle<f32>(a, b, 0, 4, 1, 5), cd = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
      const ab2 = v128.shuffle<f32>(a, b, 2, 6, 3, 7), cd2 = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
      v128.store(to, v128.shuffle<f32>(ab, cd, 0, 1, 4, 5));
      v128.store(to, v128.shuffle<f32>(ab, cd, 2, 3, 6, 7), 16);
      v128.store(to, v128.shuffle<f32>(ab2, cd2, 0, 1, 4, 5), 32);
      v128.store(to, v128.shuffle<f32>(ab2, cd2, 2, 3, 6, 7), 48);
    }
    for (; k < inner; k++, at += 4, to += 16) {
      store<f32>(to, load<f32>(a0 + at));
      store<f32>(to, load<f32>(a1 + at), 4);
      store<f32>(to, load<f32>(a2 + at), 8);
      store<f32>(to, load<f32>(a3 + at), 12);
    }
    a0 += step;
    a1 += step;
    a2 += step;
    a3 += step;
  }
}
