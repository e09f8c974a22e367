import { mediumCnn } from './medium-cnn';
import { mlp } from './mlp';
import type { Template } from './sketch';
import { smallCnn } from './small-cnn';
import { towers } from './towers';

/** What "Start from…" offers, in that order. */
export const templates = {
  mlp,
  'small-cnn': smallCnn,
  'medium-cnn': mediumCnn,
  towers,
} as const satisfies Record<string, Template>;

export type TemplateId = keyof typeof templates;

/** The ids in the order in which they are offered. */
export const templateIds = ['mlp', 'small-cnn', 'medium-cnn', 'towers'] as const satisfies readonly TemplateId[];
