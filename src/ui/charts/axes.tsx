import type { ReactNode } from 'react';
import { Surface } from 'recharts';
import { xAt, yAt, type Plot } from './chart-layout';
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
  /** What is drawn over them, in the same pixels. */
  readonly children?: ReactNode;
}

/** From the ends of the axes to their numbers, in pixels. */
const numberGap = 8;

/**
 * Two axes of numbers with their grid, around the area of a plot. Drawn from the plot alone: a chart
 * of recharts keeps a store and layers of its own for its axes, and takes five times as long.
 */
export function Axes({ plot, columns, formatColumn, rows, formatRow, crossed = false, children }: AxesProps) {
  const { left, right, top, bottom } = plot;
  const places = columns.ticks.map((value) => xAt(plot, { from: columns.low, to: columns.high }, value));
  const heights = rows.ticks.map((value) => yAt(plot, rows, value));
  return (
    <Surface width={plot.width} height={plot.height} className={styles['chart'] ?? ''}>
      <g stroke="var(--hairline)">
        {heights.map((y, index) => <path key={rows.ticks[index]} d={`M${left} ${y}H${right}`} />)}
        {crossed && places.map((x, index) => <path key={columns.ticks[index]} d={`M${x} ${top}V${bottom}`} />)}
      </g>
      <path d={`M${left} ${bottom}H${right}`} stroke="var(--outline)" />
      <g className={styles['numbers']} data-axis="columns" textAnchor="middle">
        {columns.ticks.map((value, index) => (
          <text key={value} x={places[index]} y={bottom + numberGap} dy="0.71em">
            {formatColumn(value)}
          </text>
        ))}
      </g>
      <g className={styles['numbers']} data-axis="rows" textAnchor="end">
        {rows.ticks.map((value, index) => (
          <text key={value} x={left - numberGap} y={heights[index]} dy="0.355em">
            {formatRow(value)}
          </text>
        ))}
      </g>
      {children}
    </Surface>
  );
}
