import { denseBlock } from './dense-block';
import { mediumCnn } from './medium-cnn';
import { mlp } from './mlp';
import { residual } from './residual';
import type { Template } from './sketch';
import { smallCnn } from './small-cnn';
import { soft } from './soft';
import { towers } from './towers';

/** What "Start from…" offers, in that order. */
export const templates = {
  mlp,
  'small-cnn': smallCnn,
  'medium-cnn': mediumCnn,
  residual,
  'dense-block': denseBlock,
  towers,
  soft,
} as const satisfies Record<string, Template>;

export type TemplateId = keyof typeof templates;

/** The ids in the order in which they are offered. */
export const templateIds = ['mlp', 'small-cnn', 'medium-cnn', 'residual', 'dense-block', 'towers', 'soft'] as const satisfies readonly TemplateId[];
