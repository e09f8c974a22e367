import { lazy, type ReactNode } from 'react';
import { Late } from '../../widgets/late';
import type { CardArea } from './card-area';

const CardDetails = lazy(() => import('./card-details'));

/** What a card says of a kind or a parameter besides the help's own text, for `HelpText.more`. */
export function cardOf(area: CardArea, id: string): () => ReactNode {
  return () => (
    <Late>
      <CardDetails area={area} id={id} />
    </Late>
  );
}
