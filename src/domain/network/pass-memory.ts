import { sizeOf, type Shape } from '../shape';

/** Bytes of a number on every device. */
export const bytesPerValue = 4;
/** Bytes that one forward and backward pass may hold at a time. */
const passBudget = 512 * 1024 * 1024;

/** A layer as a pass sees it: the shapes of one example. */
export interface PassLayer {
  readonly outputShape: Shape;
  readonly inputShapes: readonly Shape[];
  /** How many tasks it serves. */
  readonly tasks: number;
  /** True if something before it can learn, so that gradients flow on to its inputs. */
  readonly needsInputs: boolean;
  /** How many values it holds between the two (`LayerShape`). */
  readonly between: number;
}

/**
 * How many values a layer holds of each example during a pass: its output, what it saves and
 * what lies between, and for each of its tasks, which all may flow back at a time, the gradients at
 * its output, before and after its activation, at what lies between, and at its inputs.
 */
export function passValues({ outputShape, inputShapes, tasks, needsInputs, between }: PassLayer): number {
  const output = sizeOf(outputShape);
  const inputs = needsInputs ? inputShapes.reduce((sum, shape) => sum + sizeOf(shape), 0) : 0;
  return 2 * output + between + tasks * (2 * output + between + inputs);
}

/**
 * The most examples of one pass that stay under the budget, 1 at the least. `values`: of one
 * example, of all layers together. The balancing method does not count: one that can do with less
 * must not see other parts of a batch.
 */
export function examplesOfPass(values: number): number {
  return Math.max(1, Math.floor(passBudget / (bytesPerValue * Math.max(1, values))));
}
