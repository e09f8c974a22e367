import { asp } from './asp';
import { cascade } from './cascade';
import { cgc } from './cgc';
import { crossStitch } from './cross-stitch';
import { denseBlock } from './dense-block';
import { film } from './film';
import { mediumCnn } from './medium-cnn';
import { mlp } from './mlp';
import { mmoe } from './mmoe';
import { mtan } from './mtan';
import { multiInput } from './multi-input';
import { nddr } from './nddr';
import { ple } from './ple';
import { residual } from './residual';
import { rows } from './rows';
import type { Template } from './sketch';
import type { TemplateId } from './template-ids';
import { skips } from './skips';
import { sluice } from './sluice';
import { smallCnn } from './small-cnn';
import { soft } from './soft';
import { towers } from './towers';

/** The start networks by their ids. The page loads them once one is asked for. */
export const templates = {
  mlp,
  'small-cnn': smallCnn,
  'medium-cnn': mediumCnn,
  residual,
  'dense-block': denseBlock,
  rows,
  'multi-input': multiInput,
  towers,
  soft,
  'cross-stitch': crossStitch,
  sluice,
  nddr,
  asp,
  film,
  mtan,
  mmoe,
  cgc,
  ple,
  cascade,
  skips,
} as const satisfies Record<TemplateId, Template>;
