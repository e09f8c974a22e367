/**
 * Packs four windows side by side, [outer · inner, 4]. A window is `outer` rows of `inner` floats
 * that lie side by side, rows `step` bytes apart; a0 … a3 are the first floats of the four.
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
  // Transposed as in pack.ts, but here: as a call with the distance of the rows as a parameter it
  // is a fifth slower for few filters.
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

/**
 * Four windows packed by `packWindows`, a [terms, 4], times the first four filters of a panel
 * [terms, 8] where there are no more: c [4, 4] = start [4] + Σ a[k, i] · b[k, j], rows `cStep`
 * bytes apart. With `relu` what is negative becomes 0 (NaN stays). Not tile4x4 with a start, as
 * eight filters have tile4x8: with so few sums, steps that are no constants make the loop a quarter
 * slower.
 */
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
