import type { ReactNode } from 'react';
import { CartesianGrid, LineChart, XAxis, YAxis } from 'recharts';
import type { Plot } from './chart-layout';
import type { Scale } from './chart-scale';
import styles from './chart.module.css';

interface AxesProps {
  readonly plot: Plot;
  readonly columns: Scale;
  readonly formatColumn: (value: number) => string;
  readonly rows: Scale;
  readonly formatRow: (value: number) => string;
  /** Lines of the grid for the columns too. */
  readonly crossed?: boolean;
  /** What recharts draws between them. */
  readonly children?: ReactNode;
}

const tickStyle = { fill: 'var(--ink-soft)', fontSize: 12 };

/** Two axes of numbers with their grid, around the area of a plot. */
export function Axes({ plot, columns, formatColumn, rows, formatRow, crossed = false, children }: AxesProps) {
  return (
    <LineChart
      width={plot.width}
      height={plot.height}
      margin={{ top: plot.top, right: plot.width - plot.right, bottom: 0, left: 0 }}
      accessibilityLayer={false}
      className={styles['chart'] ?? ''}
    >
      <CartesianGrid vertical={crossed} stroke="var(--hairline)" />
      <XAxis
        type="number"
        dataKey="x"
        domain={[columns.low, columns.high]}
        ticks={columns.ticks}
        tickFormatter={formatColumn}
        allowDataOverflow
        height={plot.height - plot.bottom}
        stroke="var(--outline)"
        tick={tickStyle}
        tickLine={false}
        interval={0}
      />
      <YAxis
        type="number"
        scale={rows.isLog === true ? 'log' : 'linear'}
        domain={[rows.low, rows.high]}
        ticks={rows.ticks}
        tickFormatter={formatRow}
        allowDataOverflow
        width={plot.left}
        tick={tickStyle}
        tickLine={false}
        axisLine={false}
        interval={0}
      />
      {children}
    </LineChart>
  );
}
