import { createContext } from 'react';
import type { ChartData } from '../../../state/charts/chart-data';

/** What a chart can be saved as, by the ending of the file's name. */
export const chartFiles = ['png', 'svg', 'csv', 'json'] as const;

export type ChartFile = (typeof chartFiles)[number];

/** True for the formats that take what is drawn: a table has none. */
export function isDrawing(format: ChartFile): boolean {
  return format === 'png' || format === 'svg';
}

/** A chart that can be saved. */
export interface ChartSource {
  readonly title: string;
  /** What its drawings lie in. */
  readonly element: HTMLElement;
  readonly data: ChartData;
  /** Names and colours of the run's tasks. */
  readonly names: readonly string[];
  readonly colours: readonly number[];
}

/** The charts of the tab that is shown: each has what it draws asked for when all are saved. */
export const SourcesContext = createContext<Set<() => ChartSource | undefined>>(new Set());

/** The charts that have something to save, as they stand on the page. */
export function chartsOf(sources: ReadonlySet<() => ChartSource | undefined>): readonly ChartSource[] {
  const found = [...sources].flatMap((source) => source() ?? []);
  return found.toSorted((one, other) => ((one.element.compareDocumentPosition(other.element) & Node.DOCUMENT_POSITION_FOLLOWING) === 0 ? 1 : -1));
}
