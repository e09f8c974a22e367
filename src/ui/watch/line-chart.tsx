import { memo } from 'react';
import { CartesianGrid, Line, LineChart, ReferenceLine, XAxis, YAxis, ZIndexLayer } from 'recharts';
import type { ChartLine, FullTest } from '../../state/chart-data';
import { classNames } from '../common/class-names';
import { taskColour } from '../common/task-colours';
import { xAt, yAt, type Plot, type PlacedMark } from './chart-layout';
import type { Scale } from './chart-scale';
import styles from './line-chart.module.css';

export interface EndLabel {
  readonly key: string;
  readonly text: string;
  /** Index of the task, −1 for none. */
  readonly task: number;
  readonly other?: number | undefined;
  readonly x: number;
  readonly y: number;
}

export interface DrawnMark {
  readonly step: number;
  readonly label: PlacedMark | undefined;
}

export interface LineChartProps {
  readonly plot: Plot;
  readonly lines: readonly ChartLine[];
  readonly fullTests: readonly FullTest[];
  readonly labels: readonly EndLabel[];
  readonly marks: readonly DrawnMark[];
  /** The last step of the axis. */
  readonly planned: number;
  readonly stepTicks: readonly number[];
  readonly formatStep: (step: number) => string;
  readonly scale: Scale;
  readonly formatValue: (value: number) => string;
}

const tickStyle = { fill: 'var(--ink-soft)', fontSize: 12 };

/** The look of a line by its part: train solid, test dotted, the run before thin and grey. */
function strokeOf({ role, task }: ChartLine) {
  if (role === 'before') return { stroke: 'var(--outline)', strokeWidth: 1.25 };
  if (role === 'total') return { stroke: 'var(--ink)', strokeWidth: 1.25, strokeDasharray: '7 3' };
  if (role === 'test') return { stroke: taskColour(task), strokeWidth: 1.75, strokeDasharray: '1.5 3.5', strokeLinecap: 'round' as const };
  return { stroke: taskColour(task), strokeWidth: 2 };
}

/** A chart of given arrays: axes, lines, marks and names. It knows nothing of tasks, runs or the state of the page. */
function LineChartView(props: LineChartProps) {
  const { plot, lines, fullTests, labels, marks, planned, stepTicks, formatStep, scale, formatValue } = props;
  return (
    <LineChart
      width={plot.width}
      height={plot.height}
      margin={{ top: plot.top, right: plot.width - plot.right, bottom: 0, left: 0 }}
      accessibilityLayer={false}
      className={classNames(styles['chart'])}
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
      {lines.flatMap((line) => linesOf(line))}
      {/* Above the lines, which recharts draws in layers of their own. */}
      <ZIndexLayer zIndex={2000}>
        {fullTests.map(({ task, x, y }) => (
          <path
            key={`${task} ${x}`}
            d="M0-5L5 0L0 5L-5 0Z"
            transform={`translate(${xAt(plot, planned, x)},${yAt(plot, scale, y)})`}
            fill={taskColour(task)}
            stroke="var(--ink)"
            strokeWidth={1}
          />
        ))}
        {labels.map(({ key, text, task, other, x, y }) => (
          <g key={key} transform={`translate(${x},${y})`}>
            {task >= 0 ? <rect className={styles['swatch']} y={-4} width={8} height={8} rx={2} fill={taskColour(task)} /> : undefined}
            {other === undefined ? undefined : <rect className={styles['swatch']} x={9} y={-4} width={8} height={8} rx={2} fill={taskColour(other)} />}
            <text className={styles['name']} x={task < 0 ? 0 : other === undefined ? 12 : 21} dy="0.35em">
              {text}
            </text>
          </g>
        ))}
        {marks.map(({ step, label }) =>
          label === undefined ? undefined : (
            <text key={step} className={styles['name']} x={label.x} y={plot.top - 6} textAnchor={label.anchor}>
              {label.text}
            </text>
          ),
        )}
      </ZIndexLayer>
    </LineChart>
  );
}

/** A line; that of a pair of tasks is drawn twice, so that it has the colours of both by turns. */
function linesOf(line: ChartLine) {
  const shared = { type: 'linear', dataKey: 'y', dot: false, activeDot: false, isAnimationActive: false, legendType: 'none' } as const;
  const first = <Line key={line.key} {...shared} data={line.points} {...strokeOf(line)} />;
  if (line.other === undefined) return [first];
  return [first, <Line key={`${line.key} second`} {...shared} data={line.points} stroke={taskColour(line.other)} strokeWidth={2} strokeDasharray="5 5" />];
}

export default memo(LineChartView);
