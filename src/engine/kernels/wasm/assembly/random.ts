/**
 * `count` entries of a dropout mask: 0 where the counter-th number of the key (counter = first,
 * first + 1, …) is below `threshold`, else `kept`. The numbers are those of lib/random:
 * MurmurHash3's finaliser, twice.
 */
export function dropoutMask(key: i32, first: i32, threshold: i32, kept: f32, count: i32, to: usize): void {
  const spread = i32x4.splat(key * <i32>0x9e3779b1);
  const keys = i32x4.splat(key);
  const limit = i32x4.splat(threshold);
  const value = f32x4.splat(kept);
  let counter = i32x4.add(i32x4.splat(first), i32x4(0, 1, 2, 3));
  for (let left = count; left > 0; left -= 4, to += 16) {
    const random = mix(v128.xor(mix(v128.xor(counter, spread)), keys));
    const mask = v128.and(value, i32x4.ge_u(random, limit));
    if (left >= 4) v128.store(to, mask);
    else {
      store<f32>(to, f32x4.extract_lane(mask, 0));
      if (left > 1) store<f32>(to, f32x4.extract_lane(mask, 1), 4);
      if (left > 2) store<f32>(to, f32x4.extract_lane(mask, 2), 8);
    }
    counter = i32x4.add(counter, i32x4.splat(4));
  }
}

function mix(value: v128): v128 {
  let hash = i32x4.mul(v128.xor(value, i32x4.shr_u(value, 16)), i32x4.splat(0x85ebca6b));
  hash = i32x4.mul(v128.xor(hash, i32x4.shr_u(hash, 13)), i32x4.splat(0xc2b2ae35));
  return v128.xor(hash, i32x4.shr_u(hash, 16));
}
