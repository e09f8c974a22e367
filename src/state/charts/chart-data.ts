import { sumsPlaces, taskMetrics } from '../../domain/metrics/task-metrics';
import { type CurveMetricId, curveMetricIds } from '../../domain/metrics/metric-kinds';
import type { Task } from '../../domain/tasks/task-kind';
import { taskKind } from '../../domain/tasks/task-kinds';
import { plannedSteps, tasksOf } from '../../experiment/context';
import type { Experiment } from '../../experiment/schema';
import type { Stretch } from '../../lib/stretch';
import type { TestedTask, TestPoint } from '../../protocol/metrics';
import type { RunRecord } from '../app-state';
import type { MeasuredBaselines } from '../measured';
import type { PairQuantity } from '../runs/conflict-series';
import { bucketWidth, type SeriesPoint } from '../runs/run-series';
import { onTestImages } from '../runs/test-points';
import { lossKey, questionKey } from './question';

/**
 * A point of a chart: the value at a step, and the lowest and highest of the steps that it stands
 * for.
 */
export interface ChartPoint {
  readonly x: number;
  readonly y: number;
  readonly low?: number;
  readonly high?: number;
}

/** One line of a chart. `task` is the index of its task, or the first of its two tasks. */
export interface ChartLine {
  readonly key: string;
  readonly role: 'train' | 'test' | 'total' | 'before' | 'baseline' | 'pair' | 'length';
  readonly task: number;
  /** The second task of a pair. */
  readonly other?: number;
  readonly points: readonly ChartPoint[];
}

/** A measurement on all test images. */
export interface FullTest {
  readonly task: number;
  readonly x: number;
  readonly y: number;
}

export interface ChartData {
  readonly lines: readonly ChartLine[];
  readonly fullTests: readonly FullTest[];
}

export const noData: ChartData = { lines: [], fullTests: [] };

/**
 * True when the tasks' losses are of different kinds, so that their heights cannot be compared as
 * they are.
 */
export function lossesDiffer(experiment: Pick<Experiment, 'data' | 'tasks'>): boolean {
  return new Set(tasksOf(experiment).map(({ loss }) => loss)).size > 1;
}

/** The metrics that the tasks name, one chart each, in the order of `curveMetricIds`. */
export function metricsOf(experiment: Pick<Experiment, 'tasks'>): readonly CurveMetricId[] {
  return curveMetricIds.filter((metric) => experiment.tasks.some((task) => taskKind(task.kind).metrics.includes(metric)));
}

/**
 * The width of the buckets of a run, in steps: of the longest run that was ever planned, so that it
 * only doubles.
 * @param steps that are planned now
 */
export function chartWidth(record: RunRecord, steps: number): number {
  const epochs = record.marks.filter((mark) => mark.field === 'training.epochs').flatMap((mark) => [mark.from, mark.to]);
  const longest = Math.max(record.experiment.training.epochs, ...epochs.filter((value) => typeof value === 'number'));
  const { experiment } = record;
  const planned = plannedSteps({ ...experiment, training: { ...experiment.training, epochs: longest } });
  return bucketWidth(Math.max(planned, steps, record.series.steps));
}

/**
 * Losses of the tasks, and the weighted total. Relative ones are divided by the task's (or the
 * total's) first loss in the run, so that losses of different kinds all begin at 1.
 */
export function lossChart(record: RunRecord, before: RunRecord | undefined, width: number, relative: boolean): ChartData {
  const { series, experiment } = record;
  const bases = experiment.tasks.map((_, task) => (relative ? series.firstLoss(task) : 1));
  const train = taskLines(record, (task) => linePoints(series.lossPoints(task, width), bases[task]));
  const total: ChartLine = {
    key: 'total',
    role: 'total',
    task: -1,
    points: linePoints(series.totalPoints(width), relative ? series.firstTotal() : 1),
  };
  const tests = testLines(record, (task, test) => (test.tasks[task]?.loss ?? Number.NaN) / (bases[task] ?? 1));
  const old = sharedTasks(record, before, lossKey).map(({ id, previous, previousTask }): ChartLine => {
    const points = previous.series.lossPoints(previousTask, width);
    return {
      key: `before ${id}`,
      role: 'before',
      task: previousTask,
      points: linePoints(points, relative ? previous.series.firstLoss(previousTask) : 1),
    };
  });
  return { lines: [...old, ...(experiment.tasks.length > 1 ? [total] : []), ...train, ...tests.lines], fullTests: tests.fullTests };
}

/** The naive baselines of a run, and the last step of its plan, up to which their lines go. */
interface Naive {
  readonly baselines: MeasuredBaselines | undefined;
  readonly planned: number;
}

/** One metric of all tasks that have it, with the naive baseline of each where it is measured. */
export function metricChart(record: RunRecord, before: RunRecord | undefined, width: number, metric: CurveMetricId, naive?: Naive): ChartData {
  const having = record.experiment.tasks.flatMap((task, index) => (taskKind(task.kind).metrics.includes(metric) ? [index] : []));
  const placed = placedTasks(record);
  const train = taskLines(record, (task) => (having.includes(task) ? metricPoints(record, placed[task], width, metric) : []));
  const tests = testLines(record, (task, test) => (having.includes(task) ? testedMetric(placed[task], test.tasks[task], metric) : Number.NaN));
  const old = sharedTasks(record, before, questionKey)
    .filter(({ task }) => having.includes(task))
    .map(({ id, previous, previousTask }): ChartLine => {
      const points = metricPoints(previous, placedTasks(previous)[previousTask], width, metric);
      return { key: `before ${id}`, role: 'before', task: previousTask, points };
    });
  const baselines = naive?.baselines?.run === record.id ? naive.baselines : undefined;
  const flat = having.flatMap((task): readonly ChartLine[] => {
    const [asked, sums] = [placed[task]?.task, baselines?.sums[task]];
    const y = asked === undefined || sums === undefined ? undefined : taskMetrics(asked, sums)[metric];
    if (y === undefined || !Number.isFinite(y)) return [];
    return [{ key: `baseline ${record.experiment.tasks[task]?.id ?? ''}`, role: 'baseline', task, points: [{ x: 0, y }, { x: naive?.planned ?? 0, y }] }];
  });
  return { lines: [...old, ...flat, ...train.filter(({ task }) => having.includes(task)), ...tests.lines], fullTests: tests.fullTests };
}

/** The effective weights of the tasks. */
export function weightChart(record: RunRecord, width: number): ChartData {
  return { lines: taskLines(record, (task) => linePoints(record.series.weightPoints(task, width))), fullTests: [] };
}

/**
 * Where the direction is no weighted sum of the tasks' gradients: the cosine of each with the
 * direction.
 */
export function directionChart(record: RunRecord, width: number): ChartData {
  const lines = taskLines(record, (task) => linePoints(record.series.directionPoints(task, width)));
  return { lines: lines.filter((line) => line.points.length > 0), fullTests: [] };
}

/**
 * The length of the direction on the shared weights, a point for each bucket in which it was
 * measured.
 */
export function lengthChart(record: RunRecord, width: number): ChartData {
  const points = linePoints(record.series.lengthPoints(width));
  return { lines: points.length === 0 ? [] : [{ key: 'length', role: 'length', task: -1, points }], fullTests: [] };
}

/**
 * The cosine, or the magnitude similarity, of the gradients of each two tasks: at one layer, or
 * over all shared layers together (their gradients taken as one vector) when `layer` is undefined.
 * A point is the mean of the steps measured in its bucket.
 */
export function conflictChart(record: RunRecord, width: number, layer: string | undefined, quantity: PairQuantity): ChartData {
  const pairs = record.series.conflicts.lines(layer, width, quantity).filter(({ points }) => points.length > 0);
  const lines = pairs.map(({ first, second, points }): ChartLine => {
    return { key: `${first}-${second}`, role: 'pair', task: first, other: second, points };
  });
  return { lines, fullTests: [] };
}

/** The layers at which gradients were compared in a run. */
export function measuredLayers(record: RunRecord): readonly string[] {
  return record.series.conflicts.layers;
}

/**
 * The values at a step: of each line the first point at or after it, which stands for it; after the
 * line's end its last one.
 */
export function valuesAt(data: ChartData, step: number): readonly { readonly line: ChartLine; readonly point: ChartPoint }[] {
  return data.lines.flatMap((line) => {
    const index = line.points.findIndex((point) => point.x >= step);
    const point = line.points[index < 0 ? line.points.length - 1 : index];
    return point === undefined ? [] : [{ line, point }];
  });
}

/**
 * Smallest and largest value of a chart's own run; undefined when it has none. What the run before
 * reached does not stretch the axis.
 */
export function extentOfLines(data: ChartData): readonly [low: number, high: number] | undefined {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  const include = ({ y }: { readonly y: number }) => {
    low = Math.min(low, y);
    high = Math.max(high, y);
  };
  for (const line of data.lines) if (line.role !== 'before') line.points.forEach(include);
  data.fullTests.forEach(include);
  return low <= high ? [low, high] : undefined;
}

/** A line for each task, in their order. */
function taskLines({ experiment }: RunRecord, points: (task: number) => readonly ChartPoint[]): readonly ChartLine[] {
  return experiment.tasks.map(({ id }, task) => ({ key: id, role: 'train', task, points: points(task) }));
}

function linePoints(points: readonly SeriesPoint[], base = 1): readonly ChartPoint[] {
  return points.flatMap(({ to, mean, min, max }) => {
    const y = mean / base;
    return Number.isFinite(y) ? [{ x: to, y, low: min / base, high: max / base }] : [];
  });
}

interface Placed {
  readonly task: Task;
  readonly place: Stretch;
}

/** Where the sums of each task lie; empty before the worker has said it. */
function placedTasks({ experiment, series }: RunRecord): readonly Placed[] {
  const places = sumsPlaces(series.layout);
  return tasksOf(experiment).flatMap((task, index) => {
    const place = places[index];
    return place === undefined ? [] : [{ task, place }];
  });
}

/** A metric of the training batches; where it is not defined there is no point. */
function metricPoints({ series }: RunRecord, placed: Placed | undefined, width: number, metric: CurveMetricId): readonly ChartPoint[] {
  if (placed === undefined) return [];
  const { task, place: { offset, size } } = placed;
  return series.sumsPoints(width).flatMap(({ to, sums }) => {
    const y = taskMetrics(task, sums.subarray(offset, offset + size))[metric] ?? Number.NaN;
    return Number.isFinite(y) ? [{ x: to, y }] : [];
  });
}

/** A metric of a task at a test; not-a-number where it is not defined or not measured. */
function testedMetric(placed: Placed | undefined, tested: TestedTask | undefined, metric: CurveMetricId): number {
  if (placed === undefined || tested === undefined) return Number.NaN;
  return taskMetrics(placed.task, tested.sums, tested.details)[metric] ?? Number.NaN;
}

function testLines(record: RunRecord, value: (task: number, test: TestPoint) => number): ChartData {
  const { series, experiment } = record;
  const points = (task: number, subset: boolean) =>
    series.tests
      .filter((test) => test.subset === subset && onTestImages(test))
      .map((test) => ({ x: test.step, y: value(task, test) }))
      .filter((point) => Number.isFinite(point.y));
  return {
    lines: experiment.tasks
      .map(({ id }, task): ChartLine => ({ key: `test ${id}`, role: 'test', task, points: thinned(points(task, true)) }))
      .filter((line) => line.points.length > 0),
    fullTests: experiment.tasks.flatMap((_, task) => points(task, false).map(({ x, y }) => ({ task, x, y }))),
  };
}

/**
 * At most 100 of the points: every second, fourth … one, counted from the front, so that those
 * drawn stay where they are.
 */
function thinned(points: readonly ChartPoint[]): readonly ChartPoint[] {
  const every = bucketWidth(points.length);
  return every === 1 ? points : points.filter((_, index) => index % every === 0);
}

/** The tasks that the run before had too and asked the same of. */
function sharedTasks(record: RunRecord, before: RunRecord | undefined, keyOf: typeof questionKey) {
  if (before === undefined) return [];
  return record.experiment.tasks.flatMap((asked, task) => {
    const key = keyOf(record.experiment, asked);
    const previousTask = before.experiment.tasks.findIndex((other) => other.id === asked.id && keyOf(before.experiment, other) === key);
    return previousTask < 0 ? [] : [{ id: asked.id, task, previous: before, previousTask }];
  });
}
