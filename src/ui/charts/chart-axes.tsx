import { memo } from 'react';
import { Axes } from './axes';
import { xAt, type Plot } from './chart-layout';
import type { Scale } from './chart-scale';
import { rangeOf, type Steps } from './steps';

export interface ChartAxesProps {
  readonly plot: Plot;
  /** Steps at which something was changed. */
  readonly marks: readonly { readonly step: number }[];
  /** The last step of the axis, or the part of the run that it shows. */
  readonly steps: Steps;
  readonly stepTicks: readonly number[];
  readonly formatStep: (step: number) => string;
  readonly scale: Scale;
  readonly formatValue: (value: number) => string;
}

/**
 * Axes, grid and the lines of marks. Apart from what grows, so that they are drawn again only when
 * one of them changes.
 */
export const ChartAxes = memo(function ChartAxes({ plot, marks, steps, stepTicks, formatStep, scale, formatValue }: ChartAxesProps) {
  const { from, to } = rangeOf(steps);
  const columns = { low: from, high: to, ticks: stepTicks };
  return (
    <Axes plot={plot} columns={columns} formatColumn={formatStep} rows={scale} formatRow={formatValue}>
      {marks.map(({ step }) => (
        <path key={step} d={`M${xAt(plot, steps, step)} ${plot.top}V${plot.bottom}`} stroke="var(--ink)" strokeDasharray="2 3" />
      ))}
    </Axes>
  );
});
