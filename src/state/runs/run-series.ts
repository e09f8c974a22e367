import { directionLength } from '../../domain/metrics/conflict/direction-length';
import { sumsLength, type TaskLayout } from '../../domain/metrics/task-metrics';
import type { MetricsBatch, NotedSteps, StepRows, TaskStep, TestPoint } from '../../protocol/metrics';
import { AnswerSeries } from './answer-series';
import { ConflictSeries, type ConflictMeasure } from './conflict-series';
import { GrowingFloats } from './growing-floats';

/** A point of a line: it stands for the steps (from, to], and once drawn it never moves. */
export interface SeriesPoint {
  readonly from: number;
  readonly to: number;
  readonly mean: number;
  readonly min: number;
  readonly max: number;
}

/** The training batches' sums of the steps (from, to], added up: all tasks' one after another. */
interface SumsPoint {
  readonly from: number;
  readonly to: number;
  readonly sums: Float64Array;
}

/** Something a person changed while the run went on. */
export interface Mark {
  readonly step: number;
  /** The field's path in the document; a task's weight as tasks.<id>.weight. */
  readonly field: string;
  readonly from: string | number | boolean;
  readonly to: string | number | boolean;
}

/** What a series is made of when it is stored. */
export interface StoredSeries extends StepRows {
  readonly layout: readonly TaskLayout[];
  readonly tests: readonly TestPoint[];
}

/**
 * Beyond this many points a line is finer than the eye can see, and recharts slower than it may be.
 */
export const maximumPoints = 100;

/**
 * The width of a bucket, a power of two, with which `steps` need at most `maximumPoints` points.
 */
export function bucketWidth(steps: number): number {
  let width = 1;
  while (steps / width > maximumPoints) width *= 2;
  return width;
}

/**
 * The whole buckets of one line so far; a new array whenever there are more, so that it can be
 * compared by identity.
 */
interface Buckets<Point> {
  readonly width: number;
  readonly points: readonly Point[];
}

/**
 * Everything measured in one run, step by step, in growing typed arrays outside React. Buckets are
 * kept once they are whole, so that asking again costs only the steps that are new.
 */
export class RunSeries {
  /** What of each task is in the sums; empty until the worker has said it. */
  layout: readonly TaskLayout[] = [];
  tasks = 0;
  sumsLength = 0;
  steps = 0;
  tests: readonly TestPoint[] = [];
  conflicts: ConflictSeries;
  /** What was answered to the shown test images. */
  readonly answers = new AnswerSeries();
  /** What was noted about the balancing, in the order of the steps. */
  notes: readonly NotedSteps[] = [];
  /** Steps that a person took on one task alone. */
  taskSteps: readonly TaskStep[] = [];
  #losses: GrowingFloats;
  #sums: GrowingFloats;
  #totals: GrowingFloats;
  #weights: GrowingFloats;
  #cosines: GrowingFloats;
  #lengths: GrowingFloats;
  #weighted: boolean;
  readonly #lines = new Map<string, Buckets<SeriesPoint>>();
  #sumsLine: Buckets<SumsPoint> = { width: 0, points: [] };

  constructor(layout: readonly TaskLayout[] = [], stored?: StoredSeries) {
    this.begin(layout);
    this.#losses = new GrowingFloats(stored?.losses);
    this.#sums = new GrowingFloats(stored?.sums);
    this.#totals = new GrowingFloats(stored?.totals);
    this.#weights = new GrowingFloats(stored?.weights);
    this.#cosines = new GrowingFloats(stored?.cosines);
    this.#lengths = new GrowingFloats(stored?.lengths);
    this.#weighted = stored?.weights.some((weight) => !Number.isNaN(weight)) ?? false;
    this.conflicts = new ConflictSeries(stored?.conflicts);
    if (stored !== undefined) {
      this.steps = stored.steps;
      this.tests = stored.tests;
      this.notes = stored.notes ?? [];
      this.taskSteps = stored.taskSteps ?? [];
    }
  }

  /** Takes up what the worker says of the run as it is prepared, before anything is measured. */
  begin(layout: readonly TaskLayout[]): void {
    this.layout = layout;
    this.tasks = layout.length;
    this.sumsLength = sumsLength(layout);
  }

  /**
   * Adds a batch of metrics. Steps that are already there (after going on from a checkpoint) are
   * overwritten.
   */
  append(batch: MetricsBatch): void {
    const { firstStep, tests } = batch;
    if (batch.steps > 0) {
      if (firstStep < this.steps) this.#forgetBuckets(firstStep);
      this.#losses.write(firstStep * this.tasks, batch.losses);
      this.#sums.write(firstStep * this.sumsLength, batch.sums);
      this.#totals.write(firstStep, batch.totals);
      this.#weights.write(firstStep * this.tasks, batch.weights);
      this.#weighted ||= batch.weights.some((weight) => !Number.isNaN(weight));
      if (batch.cosines !== undefined) this.#cosines.write(firstStep * this.tasks, batch.cosines);
      if (batch.lengths !== undefined) this.#lengths.write(firstStep, batch.lengths);
      this.steps = firstStep + batch.steps;
    }
    if (tests.length > 0) {
      const replaced = this.tests.filter((old) => !tests.some((test) => test.step === old.step && test.subset === old.subset && test.split === old.split));
      this.tests = [...replaced, ...tests].sort((first, second) => first.step - second.step);
    }
    this.conflicts.append(batch.conflicts);
    if (batch.notes !== undefined && batch.notes.length > 0) this.notes = mergedNotes([...upTo(this.notes, firstStep), ...batch.notes]);
    if (batch.taskSteps !== undefined && batch.taskSteps.length > 0) {
      this.taskSteps = [...this.taskSteps.filter((old) => old.step <= firstStep), ...batch.taskSteps];
    }
  }

  /** Forgets what came after a step: a run that goes on from there measures it anew. */
  cutAfter(step: number): void {
    this.tests = this.tests.filter((test) => test.step <= step);
    this.conflicts.cutAfter(step);
    this.answers.cutAfter(step);
    this.notes = upTo(this.notes, step);
    this.taskSteps = this.taskSteps.filter((taken) => taken.step <= step);
    if (step >= this.steps) return;
    this.steps = step;
    this.#losses.length = step * this.tasks;
    this.#sums.length = step * this.sumsLength;
    this.#totals.length = step;
    this.#weights.length = step * this.tasks;
    this.#cosines.length = Math.min(this.#cosines.length, step * this.tasks);
    this.#lengths.length = Math.min(this.#lengths.length, step);
    this.#forgetBuckets(step);
  }

  /**
   * The training loss of a task, in buckets of `width` steps; the same array until there is a new
   * point.
   */
  lossPoints(task: number, width: number): readonly SeriesPoint[] {
    return this.#points(`loss ${task}`, width, (step) => this.#losses.at(step * this.tasks + task));
  }

  /** The total that was minimised, in buckets of `width` steps. */
  totalPoints(width: number): readonly SeriesPoint[] {
    return this.#points('total', width, (step) => this.#totals.at(step));
  }

  /** The effective weight of a task, in buckets of `width` steps. */
  weightPoints(task: number, width: number): readonly SeriesPoint[] {
    return this.#points(`weight ${task}`, width, (step) => this.#weights.at(step * this.tasks + task));
  }

  /**
   * The cosine of a task's gradient and the direction, where that is no weighted sum, in buckets of
   * `width` steps.
   */
  directionPoints(task: number, width: number): readonly SeriesPoint[] {
    return this.#points(`direction ${task}`, width, (step) => this.#cosines.at(step * this.tasks + task));
  }

  /**
   * ‖d‖ of the direction on the shared weights, in buckets of `width` steps: the mean of those of
   * its steps that have one.
   */
  lengthPoints(width: number): readonly SeriesPoint[] {
    return this.#points('length', width, (step) => this.lengthAt(step + 1));
  }

  /**
   * ‖d‖ of the direction on the shared weights at a step, from 1: as logged where it was no
   * weighted sum, else from the effective weights and the Gram matrix of the gradients.
   * Not-a-number where that was not measured.
   */
  lengthAt(step: number): number {
    const logged = this.#lengths.at(step - 1);
    const measure = Number.isNaN(logged) ? this.conflicts.at(undefined, step) : undefined;
    return measure === undefined ? logged : this.#weightedLength(measure);
  }

  /** The newest step that has a ‖d‖, and that; undefined before the first. */
  get newestLength(): { readonly step: number; readonly length: number } | undefined {
    const measured = this.conflicts.newest(undefined)?.step ?? 0;
    const step = Math.max(this.#lengths.newest() + 1, measured);
    const length = this.lengthAt(step);
    return Number.isNaN(length) ? undefined : { step, length };
  }

  /** True if some direction was no weighted sum of the tasks' gradients. */
  get hasDirections(): boolean {
    return this.#cosines.length > 0;
  }

  /** True if some direction was a weighted sum of the tasks' gradients. */
  get hasWeights(): boolean {
    return this.#weighted;
  }

  /** The sums of the training batches, in buckets of `width` steps. */
  sumsPoints(width: number): readonly SumsPoint[] {
    const kept = this.#sumsLine.width === width ? this.#sumsLine.points : [];
    const points: SumsPoint[] = [];
    for (let from = kept.length * width; from + width <= this.steps; from += width) {
      points.push({ from, to: from + width, sums: this.sumsBetween(from, from + width) });
    }
    this.#sumsLine = { width, points: points.length === 0 ? kept : [...kept, ...points] };
    return this.#sumsLine.points;
  }

  /**
   * The effective weight of each task, averaged over those of the steps after `from` that have one;
   * steps on one task's loss, which no method weighed, are left out. Not-a-number where none has,
   * undefined where there is no such step.
   */
  meanWeights(from: number): readonly number[] | undefined {
    const taskSteps = new Set(this.taskSteps.map(({ step }) => step));
    const steps = Array.from({ length: Math.max(0, this.steps - from) }, (_, index) => from + index).filter((step) => !taskSteps.has(step + 1));
    if (steps.length === 0) return undefined;
    return Array.from({ length: this.tasks }, (_, task) => {
      let sum = 0;
      let known = 0;
      for (const step of steps) {
        const weight = this.#weights.at(step * this.tasks + task);
        if (Number.isNaN(weight)) continue;
        sum += weight;
        known += 1;
      }
      return sum / known;
    });
  }

  /**
   * Sums of the training batches of the steps (from, to], added up: [sumsLength]. What is not known
   * of a step is left out.
   */
  sumsBetween(from: number, to: number): Float64Array {
    const added = new Float64Array(this.sumsLength);
    for (let step = from; step < Math.min(to, this.steps); step += 1) {
      const first = step * this.sumsLength;
      for (let index = 0; index < this.sumsLength; index += 1) {
        const sum = this.#sums.at(first + index);
        if (!Number.isNaN(sum)) added[index] = (added[index] ?? 0) + sum;
      }
    }
    return added;
  }

  /** The training loss of a task at a step, from 1; not-a-number where it is unknown. */
  lossAt(task: number, step: number): number {
    return this.#losses.at((step - 1) * this.tasks + task);
  }

  /** The training loss of a task in the first step in which it had one; not-a-number without any. */
  firstLoss(task: number): number {
    return this.#firstKnown((step) => this.lossAt(task, step));
  }

  /** The total that was minimised in the first step that had one; not-a-number without any. */
  firstTotal(): number {
    return this.#firstKnown((step) => this.#totals.at(step - 1));
  }

  #firstKnown(value: (step: number) => number): number {
    for (let step = 1; step <= this.steps; step += 1) if (!Number.isNaN(value(step))) return value(step);
    return Number.NaN;
  }

  /** A copy for storing. */
  store(): StoredSeries {
    return {
      steps: this.steps,
      layout: this.layout,
      losses: this.#losses.copy(),
      sums: this.#sums.copy(),
      totals: this.#totals.copy(),
      weights: this.#weights.copy(),
      tests: this.tests,
      conflicts: this.conflicts.store(),
      cosines: this.#cosines.copy(),
      lengths: this.#lengths.copy(),
      notes: this.notes,
      taskSteps: this.taskSteps,
    };
  }

  /**
   * Whole buckets only, so that a point never moves. Steps that are not known are left out; a
   * bucket of none is not-a-number.
   */
  #points(line: string, width: number, value: (step: number) => number): readonly SeriesPoint[] {
    const buckets = this.#lines.get(line);
    const kept = buckets?.width === width ? buckets.points : [];
    const points: SeriesPoint[] = [];
    for (let from = kept.length * width; from + width <= this.steps; from += width) {
      let sum = 0;
      let known = 0;
      let min = Number.POSITIVE_INFINITY;
      let max = Number.NEGATIVE_INFINITY;
      for (let step = from; step < from + width; step += 1) {
        const current = value(step);
        if (Number.isNaN(current)) continue;
        sum += current;
        known += 1;
        min = Math.min(min, current);
        max = Math.max(max, current);
      }
      points.push({ from, to: from + width, mean: sum / known, min, max });
    }
    if (points.length === 0 && buckets?.width === width) return kept;
    const all = [...kept, ...points];
    this.#lines.set(line, { width, points: all });
    return all;
  }

  #weightedLength({ step, tasks, gram }: ConflictMeasure): number {
    return directionLength(tasks.map((task) => this.#weights.at((step - 1) * this.tasks + task)), gram);
  }

  #forgetBuckets(step: number): void {
    for (const [line, { width, points }] of this.#lines) {
      this.#lines.set(line, { width, points: points.filter((point) => point.to <= step) });
    }
    const { width, points } = this.#sumsLine;
    this.#sumsLine = { width, points: points.filter((point) => point.to <= step) };
  }
}

/**
 * The notes on steps up to one; a note that reaches beyond it counts in full, since where in it the
 * steps lie is not known.
 */
function upTo(notes: readonly NotedSteps[], step: number): readonly NotedSteps[] {
  return notes.filter(({ first }) => first <= step);
}

/** One entry for each kind of note: how often, first and last. */
function mergedNotes(notes: readonly NotedSteps[]): readonly NotedSteps[] {
  const merged = new Map<NotedSteps['note'], NotedSteps>();
  for (const one of notes) {
    const before = merged.get(one.note);
    merged.set(one.note, before === undefined ? one : { ...before, count: before.count + one.count, last: Math.max(before.last, one.last) });
  }
  return [...merged.values()];
}
