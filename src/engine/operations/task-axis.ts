import { avgPool, mul, reshape, slice, stack, sum, type Tensor, type Tensor2D, type Tensor4D } from '@tensorflow/tfjs-core';

/** The number of tasks of a cotangent [tasks, batch, …]. */
export function tasksOf(cotangent: Tensor): number {
  return cotangent.shape[0] ?? 0;
}

/**
 * [tasks, batch, …] → [tasks · batch, …]: what is linear in the cotangent runs once for all tasks.
 * Shares memory.
 */
export function foldTasks(cotangent: Tensor): Tensor {
  const [tasks = 0, batch = 0, ...shape] = cotangent.shape;
  return reshape(cotangent, [tasks * batch, ...shape]);
}

/** [tasks · batch, …] → [tasks, batch, …]. Shares memory. */
export function unfoldTasks(folded: Tensor, tasks: number): Tensor {
  const [examples = 0, ...shape] = folded.shape;
  return reshape(folded, [tasks, examples / tasks, ...shape]);
}

/** The cotangent of each task, [batch, …]. With one task it shares memory. */
function splitTasks(cotangent: Tensor): Tensor[] {
  const [tasks = 0, ...shape] = cotangent.shape;
  if (tasks === 1) return [reshape(cotangent, shape)];
  const size = [1, ...shape];
  return Array.from({ length: tasks }, (_, task) =>
    reshape(slice(cotangent, [task, ...shape.map(() => 0)], size), shape),
  );
}

/** Puts the results of the tasks, […], side by side: [tasks, …]. With one task it shares memory. */
function joinTasks(results: readonly Tensor[]): Tensor {
  const [first] = results;
  if (first === undefined) throw new Error('no task to join');
  return results.length === 1 ? reshape(first, [1, ...first.shape]) : stack([...results]);
}

/**
 * Applies a function [batch, …] → […] to the cotangent of each task: [tasks, batch, …] → [tasks,
 * …].
 */
export function eachTask(cotangent: Tensor, apply: (taskCotangent: Tensor) => Tensor): Tensor {
  return joinTasks(splitTasks(cotangent).map(apply));
}

/** A tensor known to hold images, [batch, height, width, channels]. Throws for any other rank. */
export function asImages(tensor: Tensor): Tensor4D {
  const [batch, height, width, channels] = tensor.shape;
  if (tensor.rank !== 4 || batch === undefined || height === undefined || width === undefined || channels === undefined) {
    throw new Error(`expected [batch, height, width, channels], got [${tensor.shape.join(', ')}]`);
  }
  return reshape(tensor, [batch, height, width, channels]);
}

/** [batch, …] → [batch, values]. Shares memory. */
export function asRows(tensor: Tensor): Tensor2D {
  return reshape(tensor, [tensor.shape[0] ?? 0, -1]);
}

/** [batch, …, channels] → [batch, places, 1, channels]. Shares memory. */
export function asPixels(tensor: Tensor): Tensor4D {
  return reshape(tensor, [tensor.shape[0] ?? 0, -1, 1, tensor.shape.at(-1) ?? 1]);
}

/**
 * The gradient of a bias that was added to the last axis: [tasks, batch, …, channels] → [tasks,
 * channels].
 */
export function biasGradient(cotangent: Tensor): Tensor {
  const tasks = tasksOf(cotangent);
  const [, , height, width, channels] = cotangent.shape;
  if (cotangent.rank !== 5 || height === undefined || width === undefined || channels === undefined) {
    return sum(reshape(cotangent, [tasks, -1, cotangent.shape.at(-1) ?? 0]), 1);
  }
  // By the mean of each image: pooling reads the channels in the order in which they lie, whereas a
  // sum over the axes before the last is transposed first, which on WASM takes fifty times as long.
  const means = avgPool(asImages(foldTasks(cotangent)), [height, width], 1, 'valid');
  return mul(sum(reshape(means, [tasks, -1, channels]), 1), height * width);
}
