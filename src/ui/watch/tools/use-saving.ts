import { useContext, useEffect, useRef } from 'react';
import { useText } from '../../common/texts/use-text';
import { chartsOf, SourcesContext, type ChartFile, type ChartSource } from './chart-sources';

/**
 * Puts a chart among those of its tab that can be saved, and returns what saves it, or all of them.
 * @param source what is to be saved now; undefined where there is nothing
 */
export function useSaving(source: () => ChartSource | undefined): (what: ChartFile, all: boolean) => void {
  const sources = useContext(SourcesContext);
  const texts = useText();
  const newest = useRef(source);
  useEffect(() => {
    newest.current = source;
  });
  useEffect(() => {
    const own = () => newest.current();
    sources.add(own);
    return () => void sources.delete(own);
  }, [sources]);
  return (what, all) => {
    const own = source();
    const charts = all ? chartsOf(sources) : own === undefined ? [] : [own];
    void import('./save-charts').then(({ saveCharts }) => saveCharts(charts, what, texts));
  };
}
