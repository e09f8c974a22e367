import { useMemo } from 'react';
import type { MarkGroup } from '../../../state/charts/chart-marks';
import { xAt, type Plot } from '../../charts/chart-layout';
import type { Steps } from '../../charts/steps';
import { placeMarks, type DrawnMark } from '../../charts/mark-layout';
import { measuredWidth } from '../../charts/measured-width';
import { useText } from '../../common/texts/use-text';
import { markText } from './chart-text';

/** At the right end of the rows: where the list of those without a text is opened. */
const listWidth = 40;

/** The marks of a run with the places of their texts, and how wide these are. */
export function useDrawnMarks(
  marks: readonly MarkGroup[],
  namesById: ReadonlyMap<string, string>,
  plot: Plot,
  steps: Steps,
  rows: number,
): { readonly drawnMarks: readonly DrawnMark[]; readonly widths: readonly number[] } {
  const texts = useText();
  return useMemo(() => {
    const written = marks.map((group) => markText(texts, namesById, group));
    const widths = written.map(measuredWidth);
    const toPlace = marks.map(({ step }, index) => ({ x: xAt(plot, steps, step), width: widths[index] ?? 0 }));
    const places = placeMarks(toPlace, plot.width - listWidth, rows);
    return { drawnMarks: marks.map(({ step }, index) => ({ step, text: written[index] ?? '', place: places[index] })), widths };
  }, [marks, namesById, plot, steps, rows, texts]);
}
