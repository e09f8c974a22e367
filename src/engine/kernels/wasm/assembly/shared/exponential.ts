/**
 * e^x of four floats, within 2 units in the last place: x = n ln 2 + r with |r| ≤ ½ ln 2, a
 * polynomial of degree 6 in r (Taylor's, whose rest is below 2⁻²⁶ there), and 2ⁿ made from its bits
 * in two steps, so that denormal results come out too. NaN stays, ∞ gives ∞ and −∞ gives 0.
 */
export function exponential(x: v128): v128 {
  const clamped = f32x4.pmin(f32x4.pmax(x, f32x4.splat(-104)), f32x4.splat(89));
  const n = f32x4.nearest(f32x4.mul(clamped, f32x4.splat(1.4426950408889634)));
  let r = f32x4.sub(clamped, f32x4.mul(n, f32x4.splat(0.693359375)));
  r = f32x4.add(r, f32x4.mul(n, f32x4.splat(2.12194440054690583e-4)));
  let p = f32x4.add(f32x4.mul(r, f32x4.splat(0.001388888888888889)), f32x4.splat(0.008333333333333333));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(0.041666666666666664));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(0.16666666666666666));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(0.5));
  p = f32x4.add(f32x4.mul(f32x4.mul(p, r), r), r);
  p = f32x4.add(p, f32x4.splat(1));
  const whole = i32x4.trunc_sat_f32x4_s(n);
  const half = i32x4.shr_s(whole, 1);
  const first = i32x4.shl(i32x4.add(half, i32x4.splat(127)), 23);
  const second = i32x4.shl(i32x4.add(i32x4.sub(whole, half), i32x4.splat(127)), 23);
  const result = f32x4.mul(f32x4.mul(p, first), second);
  return v128.bitselect(result, x, f32x4.eq(x, x));
}

/** e^x of one float. */
export function exponentialOf(x: f32): f32 {
  return f32x4.extract_lane(exponential(f32x4.splat(x)), 0);
}

/**
 * The natural logarithm of a positive number, in double precision: x = m 2ⁿ with m in [√½, √2), ln
 * m = 2 artanh((m − 1)/(m + 1)) by its series. Takes no zeros or negatives but NaN and ∞, which it
 * hands on.
 */
export function logarithm(x: f64): f64 {
  if (!(x < Infinity)) return x;
  const bits = reinterpret<i64>(x);
  let n = <i32>(bits >> 52) - 1023;
  let m = reinterpret<f64>((bits & 0x000f_ffff_ffff_ffff) | 0x3ff0_0000_0000_0000);
  if (m > 1.4142135623730951) {
    m *= 0.5;
    n += 1;
  }
  const z = (m - 1) / (m + 1);
  const q = z * z;
  let sum: f64 = 0;
  for (let k = 19; k > 0; k -= 2) sum = sum * q + 1 / <f64>k;
  return 2 * z * sum + <f64>n * 0.6931471805599453;
}

/**
 * The hyperbolic tangent of four floats, by e^(−2|x|); near 0, where that would lose digits, by its
 * series.
 */
export function hyperbolicTangent(x: v128): v128 {
  const one = f32x4.splat(1);
  const size = f32x4.abs(x);
  const e = exponential(f32x4.mul(size, f32x4.splat(-2)));
  const far = f32x4.div(f32x4.sub(one, e), f32x4.add(one, e));
  const q = f32x4.mul(x, x);
  let p = f32x4.add(f32x4.mul(q, f32x4.splat(-0.05396825396825397)), f32x4.splat(0.13333333333333333));
  p = f32x4.add(f32x4.mul(p, q), f32x4.splat(-0.3333333333333333));
  const near = f32x4.add(f32x4.mul(f32x4.mul(p, q), x), x);
  const signed = v128.or(far, v128.and(x, i32x4.splat(0x8000_0000)));
  return v128.bitselect(near, signed, f32x4.lt(size, f32x4.splat(0.2)));
}

/**
 * The error function of four floats, within 2e-7 (Abramowitz and Stegun 1964, 7.1.26), as on
 * TensorFlow.js' cpu backend.
 */
export function errorFunction(x: v128): v128 {
  const one = f32x4.splat(1);
  const size = f32x4.abs(x);
  const t = f32x4.div(one, f32x4.add(one, f32x4.mul(size, f32x4.splat(0.3275911))));
  let p = f32x4.add(f32x4.mul(t, f32x4.splat(1.061405429)), f32x4.splat(-1.453152027));
  p = f32x4.add(f32x4.mul(p, t), f32x4.splat(1.421413741));
  p = f32x4.add(f32x4.mul(p, t), f32x4.splat(-0.284496736));
  p = f32x4.add(f32x4.mul(p, t), f32x4.splat(0.254829592));
  const e = exponential(f32x4.neg(f32x4.mul(x, x)));
  const far = f32x4.sub(one, f32x4.mul(f32x4.mul(p, t), e));
  return v128.or(far, v128.and(x, i32x4.splat(0x8000_0000)));
}
