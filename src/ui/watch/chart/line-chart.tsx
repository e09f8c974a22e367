import { memo } from 'react';
import { Curve } from 'recharts';
import type { ChartLine, FullTest } from '../../../state/charts/chart-data';
import { isDashed, taskColour, taskFill } from '../../common/tasks/task-colours';
import { ChartAxes, type ChartAxesProps } from '../../charts/chart-axes';
import { linePath, xAt, yAt } from '../../charts/chart-layout';
import { markMiddle, type DrawnMark } from '../../charts/mark-layout';
import styles from '../../charts/chart.module.css';
import { nameIndent, type LineName } from './line-names';
import { strokeOf } from './line-stroke';

interface LineChartProps extends ChartAxesProps {
  readonly lines: readonly ChartLine[];
  /** What was smoothed, as it was measured: pale behind the lines. */
  readonly raw: readonly ChartLine[];
  readonly fullTests: readonly FullTest[];
  readonly labels: readonly LineName[];
  /** Of the tasks, by the index that lines have them by. */
  readonly colours: readonly number[];
  readonly marks: readonly DrawnMark[];
}

/**
 * A chart of given arrays: axes, lines, marks and names. It knows nothing of tasks, runs or the
 * state of the page. What grows lies in a drawing of its own over the axes: a point more costs a
 * path, not a layout of the chart.
 */
export const LineChart = memo(function LineChart(props: LineChartProps) {
  const { plot, lines, raw, fullTests, labels, colours, marks, steps, stepTicks, formatStep, scale, formatValue } = props;
  const colourOf = (task: number) => colours[task] ?? 0;
  const [width, height] = [plot.right - plot.left, plot.bottom - plot.top];
  return (
    <>
      <ChartAxes {...{ plot, marks, steps, stepTicks, formatStep, scale, formatValue }} />
      <svg className={styles['lines']} width={plot.width} height={plot.height}>
        {/* An inner drawing cuts off what lies beyond the axes, but not the ring at the first step. */}
        <svg x={plot.left - 3} y={plot.top} width={width + 6} height={height} viewBox={`${plot.left - 3} ${plot.top} ${width + 6} ${height}`}>
          {raw.map(({ key, role, task, points }) => (
            <path key={`raw ${key}`} data-raw d={linePath(plot, steps, scale, points)} fill="none" {...strokeOf(role, colourOf(task))} strokeWidth={1} strokeOpacity={0.35} />
          ))}
          {lines.map(({ key, role, task, other, points }) => (
            <DrawnLine
              key={key}
              role={role}
              colour={colourOf(task)}
              other={other === undefined ? undefined : colourOf(other)}
              single={points.length === 1}
              path={linePath(plot, steps, scale, points)}
            />
          ))}
        </svg>
        {fullTests.map(({ task, x, y }) => (
          <path
            key={`${task} ${x}`}
            data-task={colourOf(task)}
            d={`M${xAt(plot, steps, x)},${yAt(plot, scale, y) - 5}l5,5l-5,5l-5,-5Z`}
            fill={taskFill(colourOf(task))}
            stroke="var(--ink)"
            strokeWidth={1}
          />
        ))}
        {labels.map((label) => (
          <NameAtEnd
            key={label.key}
            name={label}
            colour={label.task < 0 ? undefined : colourOf(label.task)}
            other={label.other === undefined ? undefined : colourOf(label.other)}
            right={plot.right}
          />
        ))}
        {marks.map(({ step, text, place }) => {
          const x = xAt(plot, steps, step);
          // A dot says that there is something to read in the list.
          if (place === undefined) return <circle key={step} cx={x} cy={plot.top} r={2.5} fill="var(--ink)" />;
          const y = markMiddle(plot.top, place.row);
          return (
            <g key={step} data-mark={step}>
              <path d={`M${x} ${plot.top}V${y - 5}`} stroke="var(--ink)" strokeDasharray="2 3" />
              <text className={styles['name']} x={place.left} y={y} dy="0.35em">
                {text}
              </text>
            </g>
          );
        })}
      </svg>
    </>
  );
});

/** A pair's colours come by turns, five pixels each; one that is dashed is broken up. */
const [turn, brokenTurn] = ['5 5', '2 1 2 5'] as const;

interface DrawnLineProps {
  readonly role: ChartLine['role'];
  readonly colour: number;
  /** That of the second task of a pair. */
  readonly other: number | undefined;
  /** True for a line of one point. */
  readonly single: boolean;
  readonly path: string;
}

/** A line; that of a pair of tasks is drawn twice, so that it has the colours of both by turns. */
const DrawnLine = memo(function DrawnLine({ role, colour, other, single, path }: DrawnLineProps) {
  // Dashes would leave nothing of the small ring of a single point.
  const whole = single ? { strokeDasharray: 'none' } : undefined;
  const turnOf = (one: number) => (isDashed(one) ? brokenTurn : turn);
  const stroke = strokeOf(role, colour);
  // The total is of none, and fades with the others.
  const of = [...(role === 'total' || role === 'length' ? [] : [colour]), ...(other === undefined ? [] : [other])].join(' ');
  if (other === undefined) {
    return (
      <g data-task={of}>
        <Curve path={path} fill="none" {...stroke} {...whole} />
      </g>
    );
  }
  return (
    <g data-task={of}>
      <Curve path={path} fill="none" {...stroke} strokeDasharray={turnOf(colour)} {...whole} />
      <Curve path={path} fill="none" stroke={taskColour(other)} strokeWidth={2} strokeDasharray={turnOf(other)} strokeDashoffset={5} />
    </g>
  );
});

interface NameAtEndProps {
  readonly name: LineName;
  /** Undefined for a line of no task. */
  readonly colour: number | undefined;
  readonly other: number | undefined;
  /** Where the lines end at the latest. */
  readonly right: number;
}

/**
 * The name of a line beside its end, with a thin line from there where it had to move. Without
 * transformations: the browser would keep and sort a layer of paint for each.
 */
const NameAtEnd = memo(function NameAtEnd({ name, colour, other, right }: NameAtEndProps) {
  const { text, whole, from, x: left, y: middle } = name;
  const [x, y] = [Math.round(left), Math.round(middle)];
  return (
    <g data-name-of={name.key} data-task={[colour, other].filter((one) => one !== undefined).join(' ')} data-pin>
      {from === undefined ? undefined : (
        <>
          <path className={styles['leader']} d={`M${from.x} ${from.y}H${right + 2}`} strokeDasharray="1 4" />
          <path className={styles['leader']} d={`M${right + 2} ${from.y}L${x - 2} ${y}`} />
        </>
      )}
      {colour === undefined ? (
        <path d={`M${x} ${y}h9`} stroke="var(--ink)" strokeWidth={1.25} strokeDasharray="4 1.5" />
      ) : (
        <rect className={styles['swatch']} x={x} y={y - 4} width={8} height={8} rx={2} fill={taskFill(colour)} />
      )}
      {other === undefined ? undefined : <rect className={styles['swatch']} x={x + 9} y={y - 4} width={8} height={8} rx={2} fill={taskFill(other)} />}
      <text className={styles['name']} x={x + nameIndent(other)} y={y} dy="0.35em">
        {text === whole ? undefined : <title>{whole}</title>}
        {text}
      </text>
    </g>
  );
});
