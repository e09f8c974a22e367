import { copyWords } from './shared/memory';

/**
 * Instructions run over so many weights at a time, whose values then stay in the first caches from
 * one instruction to the next.
 */
const BLOCK: i32 = 256;

// The codes of operations, as src/engine/optimizers/README.md lists them.
const WEIGHT: i32 = 0;
const GRADIENT: i32 = 1;
const SQUARES: i32 = 2;
const SLOT: i32 = 3;
const CONSTANT: i32 = 4;
const ADD: i32 = 5;
const SUBTRACT: i32 = 6;
const MULTIPLY: i32 = 7;
const DIVIDE: i32 = 8;
const MINIMUM: i32 = 9;
const MAXIMUM: i32 = 10;
const SQUARE_ROOT: i32 = 11;
const SQUARE: i32 = 12;
const ABSOLUTE: i32 = 13;
const SIGN: i32 = 14;
const SELECT: i32 = 15;

/** The floats of scratch that `updateWeights` needs. */
export function updateWeightsScratch(instructions: i32): i32 {
  return instructions * BLOCK;
}

/**
 * Runs an update program (src/engine/optimizers/README.md) for `count` weights. program:
 * `instructions` times four int32; constants: float32; inputs: int32 addresses of weights,
 * gradient, squares (0 where there are none) and slots; places and outputs: `results` int32 each,
 * the instructions whose values are the results and the addresses of these.
 */
export function updateWeights(
  program: usize, instructions: i32, constants: usize, inputs: usize, places: usize, outputs: usize, results: i32, count: i32, scratch: usize,
): void {
  for (let k = 0; k < instructions; k++) {
    // What is one number for all weights is written once.
    const at = program + (<usize>k << 4);
    const code = load<i32>(at);
    if (code == SQUARES) fill(scratch + <usize>k * BLOCK * 4, load<f32>(<usize>load<u32>(inputs, 8)));
    if (code == CONSTANT) fill(scratch + <usize>k * BLOCK * 4, load<f32>(constants + (<usize>load<i32>(at, 4) << 2)));
  }
  for (let first = 0; first < count; first += BLOCK) {
    const length = min(BLOCK, count - first);
    const offset = <usize>first << 2;
    for (let k = 0; k < instructions; k++) {
      const at = program + (<usize>k << 4);
      const code = load<i32>(at);
      if (code == SQUARES || code == CONSTANT) continue;
      const to = scratch + <usize>k * BLOCK * 4;
      if (code == WEIGHT || code == GRADIENT || code == SLOT) {
        // The inputs lie in the order of these codes, the slots last.
        const which: usize = code == SLOT ? <usize>(load<i32>(at, 4) + SLOT) : code;
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
  if (code == ADD) for (; to < end; to += 16, a += 16, b += 16) v128.store(to, f32x4.add(v128.load(a), v128.load(b)));
  else if (code == SUBTRACT) for (; to < end; to += 16, a += 16, b += 16) v128.store(to, f32x4.sub(v128.load(a), v128.load(b)));
  else if (code == MULTIPLY) for (; to < end; to += 16, a += 16, b += 16) v128.store(to, f32x4.mul(v128.load(a), v128.load(b)));
  else if (code == DIVIDE) for (; to < end; to += 16, a += 16, b += 16) v128.store(to, f32x4.div(v128.load(a), v128.load(b)));
  else if (code == MINIMUM) for (; to < end; to += 16, a += 16, b += 16) v128.store(to, f32x4.min(v128.load(a), v128.load(b)));
  else if (code == MAXIMUM) for (; to < end; to += 16, a += 16, b += 16) v128.store(to, f32x4.max(v128.load(a), v128.load(b)));
  else if (code == SQUARE_ROOT) for (; to < end; to += 16, a += 16) v128.store(to, f32x4.sqrt(v128.load(a)));
  else if (code == SQUARE) for (; to < end; to += 16, a += 16) v128.store(to, f32x4.mul(v128.load(a), v128.load(a)));
  else if (code == ABSOLUTE) for (; to < end; to += 16, a += 16) v128.store(to, f32x4.abs(v128.load(a)));
  else if (code == SIGN) for (; to < end; to += 16, a += 16) v128.store(to, signs(v128.load(a)));
  else if (code == SELECT) {
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
