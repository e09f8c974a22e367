import { useState } from 'react';
import { type MetricId, metricKind } from '../../../domain/metrics/metric-kinds';
import { taskKind } from '../../../domain/tasks/task-kinds';
import type { SweepPlan } from '../../../experiment/studies/plans';
import type { Study } from '../../../experiment/studies/study';
import { cellLabel } from '../../../experiment/naming/study-labels';
import { paretoFront, type CellSummary } from '../../../experiment/studies/summary';
import { Axes } from '../../charts/axes';
import { yAt } from '../../charts/chart-layout';
import { tickDigits, tidyScale } from '../../charts/chart-scale';
import { useSize } from '../../charts/use-size';
import { HelpTerm } from '../../widgets/popups/help';
import { axisText, metricName, metricText } from '../../common/texts/metric-text';
import { Select } from '../../widgets/select';
import { taskName } from '../../common/tasks/task-names';
import { usePhrase } from '../../common/texts/use-phrase';
import { useText } from '../../common/texts/use-text';
import { placeNames } from './pareto-layout';
import styles from './results.module.css';

interface Side {
  readonly task: string;
  readonly metric: MetricId;
  readonly label: string;
}

/**
 * Room around the picture for its axes and names, in pixels; on the left for numbers such as 90.25
 * %.
 */
const room = { top: 14, right: 24, bottom: 24, left: 62 };

/** Where there are few names, and what each more takes, in pixels. */
const leastHeight = 280;
const heightPerName = 16;

/** Settings by the primary metrics of two tasks on validation, with the Pareto front. */
export default function Pareto({ study, plan, cells }: { study: Study; plan: SweepPlan; cells: readonly CellSummary[] }) {
  const texts = useText();
  const { t, format } = texts;
  const phrase = usePhrase();
  const [box, { width, height }] = useSize<HTMLDivElement>();
  const { tasks } = study.base;
  const sides = tasks.map(({ id, kind }): Side => {
    const [metric] = taskKind(kind).metrics;
    return { task: id, metric, label: t('runs.named', { first: taskName(tasks, id, texts.language), second: metricName(texts, metric) }) };
  });
  const [places, setPlaces] = useState<readonly [number, number]>([0, 1]);
  const [across, up] = [sides[places[0]], sides[places[1]]];
  if (across === undefined || up === undefined) return undefined;
  const points = cells.map((cell) => [meanOf(cell, across.task, across.metric), meanOf(cell, up.task, up.metric)] as const);
  const front = paretoFront(points, [metricKind(across.metric).direction, metricKind(up.metric).direction]);
  const data = points.flatMap(([x, y], index) => {
    const cell = cells[index];
    if (cell === undefined || Number.isNaN(x) || Number.isNaN(y)) return [];
    return [{ x, y, name: phrase(cellLabel(study.base, plan.axis, cell.cell)), front: front.includes(index) }];
  });
  const [columns, rows] = [scaleOf(data.map(({ x }) => x), across.metric), scaleOf(data.map(({ y }) => y), up.metric)];
  const plot = { width, height, left: room.left, right: width - room.right, top: room.top, bottom: height - room.bottom };
  const spots = data.map(({ x, y, name, front: isFront }) => ({
    x: plot.left + ((x - columns.low) / (columns.high - columns.low)) * (plot.right - plot.left),
    y: yAt(plot, rows, y),
    name,
    front: isFront,
  }));
  const line = spots.filter((spot) => spot.front).toSorted((one, other) => one.x - other.x);
  const names = placeNames(spots, line, { x: plot.left, y: 0, width: width - plot.left, height: plot.bottom });
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
        <HelpTerm text={{ about: t('compare.pareto.about') }} className={styles['title']}>
          {t('compare.pareto')}
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
      <div ref={box} className={styles['plot']} style={{ height: Math.max(leastHeight, room.top + room.bottom + heightPerName * data.length) }} role="img" aria-label={said}>
        {width === 0 ? undefined : (
          <>
            <Axes
              crossed
              plot={plot}
              columns={columns}
              formatColumn={axisText(format, across.metric, tickDigits(columns))}
              rows={rows}
              formatRow={axisText(format, up.metric, tickDigits(rows))}
            />
            <svg className={styles['points']} width={width} height={height} aria-hidden>
              <polyline points={line.map(({ x, y }) => `${x},${y}`).join(' ')} />
              {spots.map((spot) => (
                <circle key={spot.name} cx={spot.x} cy={spot.y} r="4.5" data-front={spot.front} />
              ))}
              {spots.map(({ name, front: isFront }, index) => (
                <text key={name} {...names[index]} dy="0.35em" data-front={isFront}>
                  {name}
                </text>
              ))}
            </svg>
          </>
        )}
      </div>
    </figure>
  );
}

function meanOf({ scores }: CellSummary, task: string, metric: MetricId): number {
  const score = scores.find(({ objective }) => objective.kind === 'metric' && objective.task === task && objective.metric === metric);
  return score?.estimate.mean ?? Number.NaN;
}

/** An axis with a little room around the points, as far as there are such values. */
function scaleOf(values: readonly number[], metric: MetricId) {
  if (values.length === 0) return tidyScale(0, 1);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const beside = (high - low) * 0.08;
  const range = metricKind(metric).range;
  return tidyScale(Math.max(low - beside, range.low), Math.min(high + beside, range.high));
}
