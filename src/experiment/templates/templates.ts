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
import type { Template } from './sketch';
import { skips } from './skips';
import { sluice } from './sluice';
import { smallCnn } from './small-cnn';
import { soft } from './soft';
import { towers } from './towers';

/** The start networks by their ids. */
export const templates = {
  mlp,
  'small-cnn': smallCnn,
  'medium-cnn': mediumCnn,
  residual,
  'dense-block': denseBlock,
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
} as const satisfies Record<string, Template>;

export type TemplateId = keyof typeof templates;

/** What "Start from…" offers, in groups of what is alike, in that order. */
export const templateGroups = [
  { group: 'hard', ids: ['mlp', 'small-cnn', 'medium-cnn', 'residual', 'dense-block', 'skips', 'multi-input'] },
  { group: 'towers', ids: ['towers', 'soft', 'cross-stitch', 'sluice', 'nddr', 'asp'] },
  { group: 'selecting', ids: ['film', 'mtan', 'mmoe', 'cgc', 'ple'] },
  { group: 'relating', ids: ['cascade'] },
] as const satisfies readonly { readonly group: string; readonly ids: readonly TemplateId[] }[];

/** All ids in the order in which they are offered. */
export const templateIds: readonly TemplateId[] = templateGroups.flatMap(({ ids }) => [...ids]);
