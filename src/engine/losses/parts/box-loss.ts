import { add, concat, div, mul, reciprocal, reshape, sigmoid, sign, square, step, sub, sum, type Tensor, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs-core';
import { boxHull, boxOverlap, type BoxOverlap } from '../../operations/box-overlap';
import { hasOwnKernel } from '../../operations/own-kernel';
import { scale } from '../../operations/vectors';
import { ownLoss, type LossResult } from '../loss-pair';
import { weightColumn } from './per-example';

/**
 * 1 − IoU of boxes, or with the hull 1 − GIoU = 1 − IoU + (C − U) / C (Rezatofighi et al. 2019),
 * and the derivative through the sigmoid: prediction [batch, 4] in front of it, target [batch, 4]
 * centre x, centre y, width and height as shares of the image. Finite for boxes without width or
 * height.
 */
export function boxLoss(prediction: Tensor, target: Tensor, exampleWeights: Tensor1D, total: number, withHull: boolean): LossResult {
  if (hasOwnKernel('BoxLoss')) return ownLoss('BoxLoss', { prediction, target, exampleWeights }, total, { hull: Number(withHull) });
  const [batch = 0] = prediction.shape;
  const boxes: Tensor2D = sigmoid(reshape(prediction, [batch, 4]));
  const overlap = boxOverlap(boxes, reshape(target, [batch, 4]));
  const { prediction: own, common, union, signed, shift, growth } = overlap;
  const hull = withHull ? hullTerms(overlap) : undefined;
  const weight = weightColumn(exampleWeights, total);

  // In both columns the same.
  const apart = div(sub(union, common.area), union);
  const loss = hull === undefined ? apart : add(apart, hull.loss);

  // By the areas: U is that of both boxes less the common one.
  const perUnion = reciprocal(union);
  const iouPerUnion = mul(mul(common.area, perUnion), perUnion);
  const byOwnArea = hull === undefined ? iouPerUnion : sub(iouPerUnion, hull.lessByUnion);
  const lessByCommonArea = add(perUnion, byOwnArea);
  // By the sides. A common side that is cut off at 0 moves nothing.
  const lessByCommon = mul(mul(lessByCommonArea, common.others), step(signed));
  // The common side is ½ (w₁ + w₂) − distance and the hull's ½ (w₁ + w₂) + distance, the distance
  // being ½ (|shift + growth| + |shift − growth|).
  const byMeanSides = hull === undefined ? scale(lessByCommon, -1) : sub(hull.bySides, lessByCommon);
  const halfByDistance = scale(hull === undefined ? lessByCommon : add(hull.bySides, lessByCommon), 0.5);
  const ahead = sign(add(shift, growth));
  const behind = sign(sub(shift, growth));
  const byCentre = mul(halfByDistance, add(ahead, behind));
  const byGrowth = mul(halfByDistance, sub(ahead, behind));
  const bySize = add(mul(byOwnArea, own.others), scale(add(byMeanSides, byGrowth), 0.5));
  const slope = sub(boxes, square(boxes));
  return {
    value: reshape(scale(sum(mul(loss, weight)), 0.5), []),
    cotangent: reshape(mul(mul(concat([byCentre, bySize], 1), slope), weight), prediction.shape),
  };
}

/**
 * (C − U) / C for the area C of the hull, and its derivatives by U, negated, and by the sides of
 * the hull.
 */
function hullTerms(overlap: BoxOverlap): { readonly loss: Tensor; readonly lessByUnion: Tensor; readonly bySides: Tensor } {
  const { area, others } = boxHull(overlap);
  const perArea = reciprocal(area);
  return {
    loss: div(sub(area, overlap.union), area),
    lessByUnion: perArea,
    bySides: mul(mul(overlap.union, square(perArea)), others),
  };
}
