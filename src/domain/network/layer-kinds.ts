import { isKeyOf } from '../../lib/keys';
import type { LayerKind } from './layer-kind';
import { activation } from './layers/activation';
import { add } from './layers/add';
import { averagePool } from './layers/average-pool';
import { batchNorm } from './layers/batch-norm';
import { concat } from './layers/concat';
import { conv2d } from './layers/conv2d';
import { crossStitch } from './layers/cross-stitch';
import { dense } from './layers/dense';
import { dropout } from './layers/dropout';
import { experts } from './layers/experts';
import { film } from './layers/film';
import { flatten } from './layers/flatten';
import { globalAveragePool } from './layers/global-average-pool';
import { gradientReversal } from './layers/gradient-reversal';
import { gru } from './layers/gru';
import { head } from './layers/head';
import { input } from './layers/input';
import { maxPool } from './layers/max-pool';
import { multiply } from './layers/multiply';
import { separableConv2d } from './layers/separable-conv2d';
import { sluice } from './layers/sluice';
import { upsample } from './layers/upsample';

/**
 * Every kind of layer by its id, in the order in which the palette shows them. The ids stand in
 * links: never rename one.
 */
export const layerKinds = {
  input,
  conv2d,
  'separable-conv2d': separableConv2d,
  dense,
  gru,
  'max-pool': maxPool,
  'average-pool': averagePool,
  'global-average-pool': globalAveragePool,
  flatten,
  activation,
  'batch-norm': batchNorm,
  dropout,
  add,
  multiply,
  concat,
  upsample,
  'cross-stitch': crossStitch,
  sluice,
  experts,
  film,
  'gradient-reversal': gradientReversal,
  head,
} as const satisfies Record<string, LayerKind>;

export type LayerKindId = keyof typeof layerKinds;

/** The description of a kind; typed loosely, for code that treats all kinds alike. */
export function layerKind(id: LayerKindId): LayerKind {
  return layerKinds[id];
}

/** True if the text names a kind of layer. */
export const isLayerKindId = isKeyOf(layerKinds);
