import { useState } from 'react';
import { CartesianGrid, Scatter, ScatterChart, XAxis, YAxis } from 'recharts';
import { metricDirections } from '../../domain/metrics/direction';
import type { MetricId } from '../../domain/tasks/task-kind';
import { taskKind } from '../../domain/tasks/task-kinds';
import type { SweepPlan } from '../../experiment/studies/plans';
import type { Study } from '../../experiment/studies/study';
import { cellLabel } from '../../experiment/studies/study-labels';
import { paretoFront, type CellSummary } from '../../experiment/studies/summary';
import { tickDigits, tidyScale } from '../charts/chart-scale';
import { useSize } from '../charts/use-size';
import { HelpTerm } from '../common/help';
import { axisText, metricName, metricText } from '../common/metric-text';
import { Select } from '../common/select';
import { usePhrase } from '../common/use-phrase';
import { useText } from '../common/use-text';
import { placeNames } from './pareto-layout';
import styles from './results.module.css';

interface Side {
  readonly task: string;
  readonly metric: MetricId;
  readonly label: string;
}

/** Room around the picture for its axes and names, in pixels; on the left for figures such as 90.25 %. */
const area = { top: 14, right: 24, bottom: 24, left: 62 };
const tick = { fill: 'var(--ink-soft)', fontSize: 12 };

/** Settings by the primary metrics of two tasks on validation, with the Pareto front. */
export default function Pareto({ study, plan, cells }: { study: Study; plan: SweepPlan; cells: readonly CellSummary[] }) {
  const texts = useText();
  const { t, code, format } = texts;
  const phrase = usePhrase();
  const [box, { width, height }] = useSize<HTMLDivElement>();
  const { tasks } = study.base;
  const sides = tasks.map(({ id, kind }): Side => {
    const [metric] = taskKind(kind).metrics;
    return { task: id, metric, label: `${code('tasks', kind)}: ${metricName(texts, metric)}` };
  });
  const [places, setPlaces] = useState<readonly [number, number]>([0, 1]);
  const [across, up] = [sides[places[0]], sides[places[1]]];
  if (across === undefined || up === undefined) return undefined;
  const points = cells.map((cell) => [meanOf(cell, across.task, across.metric), meanOf(cell, up.task, up.metric)] as const);
  const front = paretoFront(points, [metricDirections[across.metric], metricDirections[up.metric]]);
  const data = points.flatMap(([x, y], index) => {
    const cell = cells[index];
    if (cell === undefined || Number.isNaN(x) || Number.isNaN(y)) return [];
    return [{ x, y, name: phrase(cellLabel(study.base, plan.axis, cell.cell)), front: front.includes(index) }];
  });
  const line = data.filter((point) => point.front).toSorted((one, other) => one.x - other.x);
  const [columns, rows] = [scaleOf(data.map(({ x }) => x)), scaleOf(data.map(({ y }) => y))];
  const placeOf = (x: number) => area.left + ((x - columns.low) / (columns.high - columns.low)) * (width - area.left - area.right);
  const heightOf = (y: number) => height - area.bottom - ((y - rows.low) / (rows.high - rows.low)) * (height - area.top - area.bottom);
  const spots = data.map(({ x, y, name }) => ({ x: placeOf(x), y: heightOf(y), name }));
  const names = width === 0 ? [] : placeNames(spots, width, height - area.bottom);
  const said = data.map(({ name, x, y }) => `${name}: ${metricText(texts, across.metric, x)}, ${metricText(texts, up.metric, y)}`).join('; ');
  const choice = (side: 0 | 1) => (
    <Select
      label={sides[places[side]]?.label ?? ''}
      value={String(places[side])}
      options={sides.map(({ label }, place) => ({ value: String(place), label, disabled: place === places[1 - side] }))}
      onChange={(value) => setPlaces(side === 0 ? [Number(value), places[1]] : [places[0], Number(value)])}
    />
  );
  return (
    <figure className={styles['pareto']} data-testid="pareto">
      <figcaption className={styles['caption']}>
        <HelpTerm text={{ about: t('runs.pareto.about') }} className={styles['title']}>
          {t('runs.pareto')}
        </HelpTerm>
        {sides.length > 2 ? (
          <>
            <span className={styles['choice']}>→ {choice(0)}</span>
            <span className={styles['choice']}>↑ {choice(1)}</span>
          </>
        ) : (
          <span className={styles['soft']}>
            → {across.label}, ↑ {up.label}
          </span>
        )}
      </figcaption>
      <div ref={box} className={styles['plot']} role="img" aria-label={said}>
        {width === 0 ? undefined : (
          <ScatterChart width={width} height={height} margin={{ top: area.top, right: area.right, bottom: 0, left: 0 }} accessibilityLayer={false}>
            <CartesianGrid stroke="var(--hairline)" />
            <XAxis
              type="number"
              dataKey="x"
              domain={[columns.low, columns.high]}
              ticks={columns.ticks}
              tickFormatter={axisText(format, across.metric, tickDigits(columns))}
              height={area.bottom}
              stroke="var(--outline)"
              tick={tick}
              tickLine={false}
            />
            <YAxis
              type="number"
              dataKey="y"
              domain={[rows.low, rows.high]}
              ticks={rows.ticks}
              tickFormatter={axisText(format, up.metric, tickDigits(rows))}
              width={area.left}
              tick={tick}
              tickLine={false}
              axisLine={false}
            />
            <Scatter data={line} line={{ stroke: 'var(--ink)', strokeWidth: 1.5 }} fill="var(--ink)" isAnimationActive={false} />
            <Scatter data={data.filter((point) => !point.front)} fill="var(--ink-faint)" isAnimationActive={false} />
          </ScatterChart>
        )}
        {/* Over the picture: recharts puts names where points are, and neighbours' names over one another. */}
        <svg className={styles['names']} width={width} height={height} aria-hidden>
          {names.map((name, index) => (
            <text key={data[index]?.name} x={name.x} y={name.y} dy="0.35em" textAnchor={name.anchor} fontWeight={data[index]?.front === true ? 600 : 400}>
              {data[index]?.name}
            </text>
          ))}
        </svg>
      </div>
    </figure>
  );
}

function meanOf({ scores }: CellSummary, task: string, metric: MetricId): number {
  const score = scores.find(({ objective }) => objective.kind === 'metric' && objective.task === task && objective.metric === metric);
  return score?.estimate.mean ?? Number.NaN;
}

/** An axis with a little room around the points. */
function scaleOf(values: readonly number[]) {
  if (values.length === 0) return tidyScale(0, 1);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = (high - low) * 0.08;
  return tidyScale(low - room, high + room);
}
