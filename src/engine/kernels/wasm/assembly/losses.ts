import { exponential, exponentialOf, logarithm } from './shared/exponential';

/**
 * Softmax cross-entropy of logits [batch, classes] and int32 targets [batch], example b counting
 * weights[b] / total: the value to `value` [1], its derivative to `cotangent` [batch, classes].
 */
export function softmaxCrossEntropy(
  logits: usize, targets: usize, weights: usize, batch: i32, classes: i32, total: f64, value: usize, cotangent: usize,
): void {
  const row = <usize>classes << 2;
  let loss: f64 = 0;
  for (let example = 0; example < batch; example++, logits += row, cotangent += row) {
    const weight = <f64>load<f32>(weights + (<usize>example << 2)) / total;
    const target = load<i32>(targets + (<usize>example << 2));
    let largest: f32 = -Infinity;
    for (let i = 0; i < classes; i++) largest = max(largest, load<f32>(logits + (<usize>i << 2)));
    let sum: f64 = 0;
    let i = 0;
    for (; i + 4 <= classes; i += 4) {
      const place = <usize>i << 2;
      const e = exponential(f32x4.sub(v128.load(logits + place), f32x4.splat(largest)));
      v128.store(cotangent + place, e);
      const halves = f64x2.add(f64x2.promote_low_f32x4(e), f64x2.promote_low_f32x4(v128.shuffle<f32>(e, e, 2, 3, 2, 3)));
      sum += f64x2.extract_lane(halves, 0) + f64x2.extract_lane(halves, 1);
    }
    for (; i < classes; i++) {
      const place = <usize>i << 2;
      const e = exponentialOf(load<f32>(logits + place) - largest);
      store<f32>(cotangent + place, e);
      sum += <f64>e;
    }
    const factor = <f32>(weight / sum);
    for (i = 0; i < classes; i++) {
      const place = cotangent + (<usize>i << 2);
      store<f32>(place, load<f32>(place) * factor);
    }
    let perExample = logarithm(sum);
    if (target >= 0 && target < classes) {
      const place = <usize>target << 2;
      store<f32>(cotangent + place, load<f32>(cotangent + place) - <f32>weight);
      perExample -= <f64>(load<f32>(logits + place) - largest);
    }
    loss += weight * perExample;
  }
  store<f32>(value, <f32>loss);
}

/**
 * [correct, examples] of logits [batch, classes] and int32 targets: of equal logits the first
 * counts. Example b counts weights[b], or 1 where `weights` is 0.
 */
export function classificationSums(logits: usize, targets: usize, weights: usize, batch: i32, classes: i32, to: usize): void {
  let correct: f64 = 0;
  let examples: f64 = 0;
  for (let example = 0; example < batch; example++, logits += <usize>classes << 2) {
    let best: i32 = 0;
    let largest = load<f32>(logits);
    for (let i = 1; i < classes; i++) {
      const value = load<f32>(logits + (<usize>i << 2));
      if (value > largest) {
        largest = value;
        best = i;
      }
    }
    const place = <usize>example << 2;
    const weight: f64 = weights == 0 ? 1 : <f64>load<f32>(weights + place);
    examples += weight;
    if (best == load<i32>(targets + place)) correct += weight;
  }
  store<f32>(to, <f32>correct);
  store<f32>(to, <f32>examples, 4);
}

/**
 * The mean of squares of prediction − target over each example's `count` numbers, example b
 * counting weights[b] / total: the value to `value` [1], its derivative to `cotangent` [batch,
 * count].
 */
export function meanSquaredError(
  prediction: usize, target: usize, weights: usize, batch: i32, count: i32, total: f64, value: usize, cotangent: usize,
): void {
  let loss: f64 = 0;
  for (let example = 0; example < batch; example++) {
    const weight = <f64>load<f32>(weights + (<usize>example << 2)) / total / <f64>count;
    const factor = <f32>(2 * weight);
    const factors = f32x4.splat(factor);
    let squares = f32x4.splat(0);
    let left = count;
    for (; left >= 4; left -= 4, prediction += 16, target += 16, cotangent += 16) {
      const error = f32x4.sub(v128.load(prediction), v128.load(target));
      squares = f32x4.add(squares, f32x4.mul(error, error));
      v128.store(cotangent, f32x4.mul(error, factors));
    }
    let sum = <f64>f32x4.extract_lane(squares, 0) + <f64>f32x4.extract_lane(squares, 1);
    sum += <f64>f32x4.extract_lane(squares, 2) + <f64>f32x4.extract_lane(squares, 3);
    for (; left > 0; left--, prediction += 4, target += 4, cotangent += 4) {
      const error = load<f32>(prediction) - load<f32>(target);
      sum += <f64>error * <f64>error;
      store<f32>(cotangent, error * factor);
    }
    loss += weight * sum;
  }
  store<f32>(value, <f32>loss);
}
