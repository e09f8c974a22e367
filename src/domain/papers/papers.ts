import { balancingPapers } from './balancing-papers';
import { lossPapers } from './loss-papers';
import { networkPapers } from './network-papers';
import type { Paper } from './paper';
import { trainingPapers } from './training-papers';

/** Every paper that the playground cites, by the key of its BibTeX entry. */
export const papers = { ...balancingPapers, ...trainingPapers, ...lossPapers, ...networkPapers } as const satisfies Record<string, Paper>;

export type PaperId = keyof typeof papers;

/** A paper, typed loosely, for code that treats all alike. */
export function paper(id: PaperId): Paper {
  return papers[id];
}
