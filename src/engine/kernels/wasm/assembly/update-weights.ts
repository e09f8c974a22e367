import { copyWords } from './shared/memory';

/** Instructions run over so many weights at a time, whose values then stay in the first caches from one instruction to the next. */
const BLOCK: i32 = 256;

/** The floats of scratch that `updateWeights` needs. */
export function updateWeightsScratch(instructions: i32): i32 {
  return instructions * BLOCK;
}

/**
 * Runs an update program (src/engine/optimizers/README.md) for `count` weights. program: `instructions` times four int32; constants: float32;
 * inputs: int32 addresses of weights, gradient, squares (0 where there are none) and slots; places and outputs: `results` int32 each, the
 * instructions whose values are the results and the addresses of these.
 */
export function updateWeights(
  program: usize, instructions: i32, constants: usize, inputs: usize, places: usize, outputs: usize, results: i32, count: i32, scratch: usize,
): void {
  for (let k = 0; k < instructions; k++) {
    // What is one number for all weights is written once.
    const at = program + (<usize>k << 4);
    const code = load<i32>(at);
    if (code == 2) fill(scratch + <usize>k * BLOCK * 4, load<f32>(<usize>load<u32>(inputs, 8)));
    if (code == 4) fill(scratch + <usize>k * BLOCK * 4, load<f32>(constants + (<usize>load<i32>(at, 4) << 2)));
  }
  for (let first = 0; first < count; first += BLOCK) {
    const length = min(BLOCK, count - first);
    const offset = <usize>first << 2;
    for (let k = 0; k < instructions; k++) {
      const at = program + (<usize>k << 4);
      const code = load<i32>(at);
      if (code == 2 || code == 4) continue;
      const to = scratch + <usize>k * BLOCK * 4;
      if (code == 0 || code == 1 || code == 3) {
        const which: usize = code == 3 ? <usize>(load<i32>(at, 4) + 3) : code;
        copyWords(to, <usize>load<u32>(inputs + (which << 2)) + offset, <usize>length << 2);
        continue;
      }
      const a = scratch + <usize>load<i32>(at, 4) * BLOCK * 4;
      const b = scratch + <usize>load<i32>(at, 8) * BLOCK * 4;
      const c = scratch + <usize>load<i32>(at, 12) * BLOCK * 4;
      compute(code, a, b, c, <usize>(length + 3) >> 2, to);
    }
    for (let result = 0; result < results; result++) {
      const from = scratch + <usize>load<i32>(places + (<usize>result << 2)) * BLOCK * 4;
      copyWords(<usize>load<u32>(outputs + (<usize>result << 2)) + offset, from, <usize>length << 2);
    }
  }
}

function fill(to: usize, value: f32): void {
  for (let i = 0; i < BLOCK; i++) store<f32>(to + (<usize>i << 2), value);
}

/** One instruction over `vectors` times four numbers. */
function compute(code: i32, a: usize, b: usize, c: usize, vectors: usize, to: usize): void {
  const end = to + (vectors << 4);
  if (code == 5) for (; to < end; to += 16, a += 16, b += 16) v128.store(to, f32x4.add(v128.load(a), v128.load(b)));
  else if (code == 6) for (; to < end; to += 16, a += 16, b += 16) v128.store(to, f32x4.sub(v128.load(a), v128.load(b)));
  else if (code == 7) for (; to < end; to += 16, a += 16, b += 16) v128.store(to, f32x4.mul(v128.load(a), v128.load(b)));
  else if (code == 8) for (; to < end; to += 16, a += 16, b += 16) v128.store(to, f32x4.div(v128.load(a), v128.load(b)));
  else if (code == 9) for (; to < end; to += 16, a += 16, b += 16) v128.store(to, f32x4.min(v128.load(a), v128.load(b)));
  else if (code == 10) for (; to < end; to += 16, a += 16, b += 16) v128.store(to, f32x4.max(v128.load(a), v128.load(b)));
  else if (code == 11) for (; to < end; to += 16, a += 16) v128.store(to, f32x4.sqrt(v128.load(a)));
  else if (code == 12) for (; to < end; to += 16, a += 16) v128.store(to, f32x4.mul(v128.load(a), v128.load(a)));
  else if (code == 13) for (; to < end; to += 16, a += 16) v128.store(to, f32x4.abs(v128.load(a)));
  else if (code == 14) for (; to < end; to += 16, a += 16) v128.store(to, signs(v128.load(a)));
  else if (code == 15) {
    const zero = f32x4.splat(0);
    for (; to < end; to += 16, a += 16, b += 16, c += 16) {
      v128.store(to, v128.bitselect(v128.load(b), v128.load(c), f32x4.gt(v128.load(a), zero)));
    }
  } else unreachable();
}

/** −1, 0 or 1 by the sign; NaN stays. */
function signs(x: v128): v128 {
  const zero = f32x4.splat(0);
  const one = f32x4.splat(1);
  const above = v128.and(f32x4.gt(x, zero), one);
  const below = v128.and(f32x4.lt(x, zero), one);
  return v128.or(f32x4.sub(above, below), f32x4.ne(x, x));
}
