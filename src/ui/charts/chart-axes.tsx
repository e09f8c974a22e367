import { memo } from 'react';
import { CartesianGrid, LineChart, ReferenceLine, XAxis, YAxis } from 'recharts';
import type { Plot } from './chart-layout';
import type { Scale } from './chart-scale';
import styles from './chart.module.css';

export interface ChartAxesProps {
  readonly plot: Plot;
  /** Steps at which something was changed. */
  readonly marks: readonly { readonly step: number }[];
  /** The last step of the axis. */
  readonly planned: number;
  readonly stepTicks: readonly number[];
  readonly formatStep: (step: number) => string;
  readonly scale: Scale;
  readonly formatValue: (value: number) => string;
}

const tickStyle = { fill: 'var(--ink-soft)', fontSize: 12 };

/** Axes, grid and the lines of marks. Apart from what grows, so that they are drawn again only when one of them changes. */
export const ChartAxes = memo(function ChartAxes({ plot, marks, planned, stepTicks, formatStep, scale, formatValue }: ChartAxesProps) {
  return (
    <LineChart
      width={plot.width}
      height={plot.height}
      margin={{ top: plot.top, right: plot.width - plot.right, bottom: 0, left: 0 }}
      accessibilityLayer={false}
      className={styles['chart'] ?? ''}
    >
      <CartesianGrid vertical={false} stroke="var(--hairline)" />
      <XAxis
        type="number"
        dataKey="x"
        domain={[0, planned]}
        ticks={stepTicks}
        tickFormatter={formatStep}
        allowDataOverflow
        height={plot.height - plot.bottom}
        stroke="var(--outline)"
        tick={tickStyle}
        tickLine={false}
        interval={0}
      />
      <YAxis
        type="number"
        domain={[scale.low, scale.high]}
        ticks={scale.ticks}
        tickFormatter={formatValue}
        allowDataOverflow
        width={plot.left}
        tick={tickStyle}
        tickLine={false}
        axisLine={false}
        interval={0}
      />
      {marks.map(({ step }) => (
        <ReferenceLine key={step} x={step} stroke="var(--ink)" strokeDasharray="2 3" />
      ))}
    </LineChart>
  );
});
