import { errorFunction, exponential, hyperbolicTangent } from './shared/exponential';

const RELU: i32 = 1;
const SIGMOID: i32 = 2;
const TANH: i32 = 3;
const GELU: i32 = 4;
const EXP: i32 = 5;
const ERF: i32 = 6;

/**
 * A function of every number (TANH, EXP, ERF): to[i] = f(from[i]). The numbers of the functions are
 * listed in elementwise.ts.
 */
export function applyFunction(kind: i32, from: usize, count: i32, to: usize): void {
  let left = count;
  for (; left >= 4; left -= 4, from += 16, to += 16) v128.store(to, valueOf(kind, v128.load(from)));
  for (; left > 0; left--, from += 4, to += 4) {
    store<f32>(to, f32x4.extract_lane(valueOf(kind, f32x4.splat(load<f32>(from))), 0));
  }
}

function valueOf(kind: i32, x: v128): v128 {
  if (kind == TANH) return hyperbolicTangent(x);
  if (kind == EXP) return exponential(x);
  if (kind == ERF) return errorFunction(x);
  return x;
}

/** Φ(x) = ½ (1 + erf(x / √2)). */
function normalDistribution(x: v128): v128 {
  const scaled = f32x4.mul(x, f32x4.splat(0.7071067811865476));
  return f32x4.mul(f32x4.add(errorFunction(scaled), f32x4.splat(1)), f32x4.splat(0.5));
}

/**
 * cotangent [tasks, count] times the function's derivative, read off `reference` [count]: its
 * output, for GELU the value before it. The derivative is computed once for all tasks.
 */
export function activationGradient(kind: i32, cotangent: usize, reference: usize, tasks: i32, count: i32, to: usize): void {
  if (kind == RELU) {
    for (let task = 0; task < tasks; task++, cotangent += <usize>count << 2, to += <usize>count << 2) {
      rectifiedGradient(cotangent, reference, count, to);
    }
    return;
  }
  const row = <usize>count << 2;
  let left = count;
  for (; left >= 4; left -= 4, reference += 16, cotangent += 16, to += 16) {
    const slope = slopeOf(kind, v128.load(reference));
    let at: usize = 0;
    for (let task = 0; task < tasks; task++, at += row) v128.store(to + at, f32x4.mul(v128.load(cotangent + at), slope));
  }
  for (; left > 0; left--, reference += 4, cotangent += 4, to += 4) {
    const slope = f32x4.extract_lane(slopeOf(kind, f32x4.splat(load<f32>(reference))), 0);
    let at: usize = 0;
    for (let task = 0; task < tasks; task++, at += row) store<f32>(to + at, load<f32>(cotangent + at) * slope);
  }
}

/**
 * ReLU's, so common and so cheap that asking for the function at every step would cost more than it
 * does.
 */
function rectifiedGradient(cotangent: usize, output: usize, count: i32, to: usize): void {
  const zero = f32x4.splat(0);
  const one = f32x4.splat(1);
  for (; count >= 4; count -= 4, cotangent += 16, output += 16, to += 16) {
    const y = v128.load(output);
    // NaN has the derivative NaN: its comparison with itself gives bits that are all 1.
    const slope = v128.or(v128.and(f32x4.gt(y, zero), one), f32x4.ne(y, y));
    v128.store(to, f32x4.mul(v128.load(cotangent), slope));
  }
  for (; count > 0; count--, cotangent += 4, output += 4, to += 4) {
    const y = load<f32>(output);
    const slope: f32 = y > 0 ? 1 : y == y ? 0 : y;
    store<f32>(to, load<f32>(cotangent) * slope);
  }
}

function slopeOf(kind: i32, y: v128): v128 {
  const one = f32x4.splat(1);
  if (kind == SIGMOID) return f32x4.mul(y, f32x4.sub(one, y));
  if (kind == TANH) return f32x4.sub(one, f32x4.mul(y, y));
  if (kind == GELU) {
    const density = f32x4.mul(exponential(f32x4.mul(f32x4.mul(y, y), f32x4.splat(-0.5))), f32x4.splat(0.3989422804014327));
    return f32x4.add(normalDistribution(y), f32x4.mul(y, density));
  }
  return one;
}
