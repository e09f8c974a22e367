import { abs, add, clipByValue, maximum, mul, relu, reverse, slice, sub, type Tensor, type Tensor2D } from '@tensorflow/tfjs-core';
import { scale } from './vectors';

/**
 * No area counts as less than this share of the image where it is divided by, so that boxes without
 * width or height give finite numbers.
 */
const leastArea = 1e-7;
/** No bound, but finite, which shaders can do without infinity. */
const mostArea = 1e30;

/** The two sides of a rectangle of each example, and what follows from them; all [batch, 2]. */
interface Sides {
  readonly sides: Tensor;
  /** In each column the side of the other one: the derivative of the area by the side. */
  readonly others: Tensor;
  /** The area, in both columns. */
  readonly area: Tensor;
}

/** How two boxes of each example lie to each other; all [batch, 2], horizontally and vertically. */
export interface BoxOverlap {
  readonly prediction: Sides;
  /** What both have in common; without sides where they lie apart. */
  readonly common: Sides;
  /** Area of what either covers, in both columns, at least `leastArea`. */
  readonly union: Tensor;
  /** ½ (w₁ + w₂) − the distance below: the common side, negative where the boxes lie apart. */
  readonly signed: Tensor;
  /** ½ (w₁ + w₂). */
  readonly meanSides: Tensor;
  /** c₁ − c₂ and ½ (w₁ − w₂). */
  readonly shift: Tensor;
  readonly growth: Tensor;
  /** The larger of both amounts: the common side is the mean side less that, the hull's more. */
  readonly distance: Tensor;
}

/**
 * Compares boxes [batch, 4] = centre x, centre y, width, height. Of two stretches with centres c
 * and lengths w, the smaller of the right ends less the larger of the left ones is ½ (w₁ + w₂) −
 * max(|c₁ − c₂|, ½ |w₁ − w₂|), and the larger less the smaller is the same with a plus.
 */
export function boxOverlap(prediction: Tensor2D, target: Tensor2D): BoxOverlap {
  const [batch] = prediction.shape;
  const halfOf = (boxes: Tensor, first: number) => slice(boxes, [0, first], [batch, 2]);
  const difference = sub(prediction, target);
  const shift = halfOf(difference, 0);
  const growth = scale(halfOf(difference, 2), 0.5);
  const distance = maximum(abs(shift), abs(growth));
  const own = sidesOf(halfOf(prediction, 2));
  const meanSides = sub(own.sides, growth);
  const signed = sub(meanSides, distance);
  const common = sidesOf(relu(signed));
  const { area: targetArea } = sidesOf(halfOf(target, 2));
  const union = atLeast(sub(add(own.area, targetArea), common.area));
  return { prediction: own, common, union, signed, meanSides, shift, growth, distance };
}

/** The smallest box around both; its area is at least `leastArea`. */
export function boxHull({ meanSides, distance }: BoxOverlap): Sides {
  const hull = sidesOf(add(meanSides, distance));
  return { ...hull, area: atLeast(hull.area) };
}

function sidesOf(sides: Tensor): Sides {
  const others = reverse(sides, 1);
  return { sides, others, area: mul(sides, others) };
}

function atLeast(area: Tensor): Tensor {
  return clipByValue(area, leastArea, mostArea);
}
