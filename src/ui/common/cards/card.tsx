import { lazy, type ReactNode } from 'react';
import { Late } from '../../widgets/late';

const CardDetails = lazy(() => import('./card-details'));

/** The areas of things that have cards. */
export type CardArea =
  | 'method'
  | 'loss'
  | 'metric'
  | 'optimizer'
  | 'schedule'
  | 'kind'
  | 'batch'
  | 'training'
  | 'optimizing'
  | 'layer'
  | 'balancing'
  | 'loss-parameter'
  | 'augmentation';

/** What a card says of a kind or a parameter besides the help's own text, for `HelpText.more`. */
export function cardOf(area: CardArea, id: string): () => ReactNode {
  return () => (
    <Late>
      <CardDetails area={area} id={id} />
    </Late>
  );
}
