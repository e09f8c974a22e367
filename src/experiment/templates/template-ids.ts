/** What "Start from…" offers, in groups of what is alike, in that order. */
export const templateGroups = [
  { group: 'hard', ids: ['mlp', 'small-cnn', 'medium-cnn', 'residual', 'dense-block', 'skips', 'rows', 'multi-input'] },
  { group: 'towers', ids: ['towers', 'soft', 'cross-stitch', 'sluice', 'nddr', 'asp'] },
  { group: 'selecting', ids: ['film', 'mtan', 'mmoe', 'cgc', 'ple'] },
  { group: 'relating', ids: ['cascade'] },
] as const;

export type TemplateId = (typeof templateGroups)[number]['ids'][number];

/** All ids in the order in which they are offered. */
export const templateIds: readonly TemplateId[] = templateGroups.flatMap(({ ids }) => [...ids]);
