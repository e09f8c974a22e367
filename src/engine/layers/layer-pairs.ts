import type { LayerKindId } from '../../domain/network/layer-kinds';
import { activation } from './activation';
import { add } from './add';
import { averagePool } from './average-pool';
import { batchNorm } from './batch-norm';
import { concat } from './concat';
import { conv2d } from './conv2d';
import { crossStitch } from './cross-stitch';
import { dense } from './dense';
import { dropout } from './dropout';
import { experts } from './experts';
import { film } from './film';
import { flatten } from './flatten';
import { globalAveragePool } from './global-average-pool';
import { gradientReversal } from './gradient-reversal';
import { gru } from './gru';
import { head } from './head';
import { input } from './input';
import type { LayerPair } from './layer-pair';
import { maxPool } from './max-pool';
import { multiply } from './multiply';
import { separableConv2d } from './separable-conv2d';
import { sluice } from './sluice';
import { upsample } from './upsample';

/** The tensors of every kind of layer. */
export const layerPairs: Readonly<Record<LayerKindId, LayerPair>> = {
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
};
