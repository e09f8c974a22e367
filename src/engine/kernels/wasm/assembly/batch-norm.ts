import { columnSums } from './matrix-products';
import { clearWords } from './shared/memory';

/**
 * x [rows, channels], gamma and beta [channels] → y = gamma (x − mean) / √(variance + epsilon) +
 * beta, with the mean and the biased variance of every channel. `scratch` takes as many floats as
 * there are channels.
 */
export function batchNormForward(
  x: usize, gamma: usize, beta: usize, rows: i32, channels: i32, epsilon: f32, y: usize, mean: usize, variance: usize, scratch: usize,
): void {
  const row = <usize>channels << 2;
  columnSums(x, rows, channels, mean);
  divide(mean, channels, rows);
  clearWords(variance, row);
  let from = x;
  for (let i = 0; i < rows; i++, from += row) {
    let c: usize = 0;
    for (; c + 16 <= row; c += 16) {
      const away = f32x4.sub(v128.load(from + c), v128.load(mean + c));
      v128.store(variance + c, f32x4.add(v128.load(variance + c), f32x4.mul(away, away)));
    }
    for (; c < row; c += 4) {
      const away = load<f32>(from + c) - load<f32>(mean + c);
      store<f32>(variance + c, load<f32>(variance + c) + away * away);
    }
  }
  divide(variance, channels, rows);
  for (let c: usize = 0; c < row; c += 4) {
    store<f32>(scratch + c, load<f32>(gamma + c) / sqrt<f32>(load<f32>(variance + c) + epsilon));
  }
  from = x;
  for (let i = 0; i < rows; i++, from += row, y += row) {
    let c: usize = 0;
    for (; c + 16 <= row; c += 16) {
      const away = f32x4.sub(v128.load(from + c), v128.load(mean + c));
      v128.store(y + c, f32x4.add(f32x4.mul(away, v128.load(scratch + c)), v128.load(beta + c)));
    }
    for (; c < row; c += 4) {
      store<f32>(y + c, (load<f32>(from + c) - load<f32>(mean + c)) * load<f32>(scratch + c) + load<f32>(beta + c));
    }
  }
}

/**
 * The gradients of `batchNormForward`: cotangent [tasks, rows, channels] → input alike and weights
 * [tasks, 2 · channels], of gamma, then of beta. With x̂ = (x − mean) / √(variance + epsilon):
 * ∂gamma = Σ g x̂, ∂beta = Σ g, and ∂x = gamma / √(variance + epsilon) · (g − ∂beta / rows − x̂
 * ∂gamma / rows) (Ioffe and Szegedy 2015, section 3). `scratch` takes 3 · channels floats.
 */
export function batchNormBackward(
  cotangent: usize, x: usize, gamma: usize, mean: usize, variance: usize, tasks: i32, rows: i32, channels: i32, epsilon: f32, input: usize,
  weights: usize, scratch: usize,
): void {
  const row = <usize>channels << 2;
  const fromCotangent = scratch + row;
  const fromX = fromCotangent + row;
  for (let task = 0; task < tasks; task++, weights += 2 * row) {
    const ofGamma = weights;
    const ofBeta = weights + row;
    clearWords(weights, 2 * row);
    let from = x;
    let g = cotangent;
    for (let i = 0; i < rows; i++, from += row, g += row) {
      let c: usize = 0;
      for (; c + 16 <= row; c += 16) {
        const value = v128.load(g + c);
        const away = f32x4.sub(v128.load(from + c), v128.load(mean + c));
        v128.store(ofBeta + c, f32x4.add(v128.load(ofBeta + c), value));
        v128.store(ofGamma + c, f32x4.add(v128.load(ofGamma + c), f32x4.mul(value, away)));
      }
      for (; c < row; c += 4) {
        const value = load<f32>(g + c);
        store<f32>(ofBeta + c, load<f32>(ofBeta + c) + value);
        store<f32>(ofGamma + c, load<f32>(ofGamma + c) + value * (load<f32>(from + c) - load<f32>(mean + c)));
      }
    }
    // ∂x = factor · g − factor / rows · ∂beta − factor · inverse / rows · ∂gamma · (x − mean):
    // three numbers for every channel.
    for (let c: usize = 0; c < row; c += 4) {
      const inverse: f32 = 1 / sqrt<f32>(load<f32>(variance + c) + epsilon);
      const factor = load<f32>(gamma + c) * inverse;
      const sum = load<f32>(ofGamma + c) * inverse;
      store<f32>(ofGamma + c, sum);
      store<f32>(scratch + c, factor);
      store<f32>(fromCotangent + c, load<f32>(ofBeta + c) / <f32>rows);
      store<f32>(fromX + c, (sum * inverse) / <f32>rows);
    }
    from = x;
    for (let i = 0; i < rows; i++, from += row, cotangent += row, input += row) {
      let c: usize = 0;
      for (; c + 16 <= row; c += 16) {
        const away = f32x4.sub(v128.load(from + c), v128.load(mean + c));
        const centred = f32x4.sub(v128.load(cotangent + c), v128.load(fromCotangent + c));
        const value = f32x4.sub(centred, f32x4.mul(away, v128.load(fromX + c)));
        v128.store(input + c, f32x4.mul(value, v128.load(scratch + c)));
      }
      for (; c < row; c += 4) {
        const away = load<f32>(from + c) - load<f32>(mean + c);
        const centred = load<f32>(cotangent + c) - load<f32>(fromCotangent + c);
        store<f32>(input + c, (centred - away * load<f32>(fromX + c)) * load<f32>(scratch + c));
      }
    }
  }
}

function divide(values: usize, count: i32, by: i32): void {
  for (; count > 0; count--, values += 4) store<f32>(values, load<f32>(values) / <f32>by);
}
