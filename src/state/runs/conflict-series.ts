import type { ConflictColumn } from '../../protocol/metrics';

/** One measure of the conflict between tasks. */
export interface ConflictMeasure {
  readonly step: number;
  /** Indices of the tasks, ascending. */
  readonly tasks: readonly number[];
  /** [tasks, tasks] inner products of their gradients. */
  readonly gram: Float32Array;
}

/** What is drawn of two tasks. */
export type PairQuantity = 'cosine' | 'similarity';

/** Two tasks over time, the quantity averaged over buckets of steps. */
interface PairLine {
  readonly first: number;
  readonly second: number;
  /** By the last step of each bucket, ascending. */
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

/** Sums of a quantity by bucket, for each pair of a column, up to a measure. */
interface Added {
  readonly width: number;
  readonly quantity: PairQuantity;
  readonly buckets: readonly Map<number, { sum: number; count: number }>[];
  upTo: number;
}

/** The measures of one layer, or of all shared weights together, in growing typed arrays. */
class Column {
  readonly tasks: readonly number[];
  length = 0;
  #steps = new Uint32Array(64);
  #grams: Float32Array;
  #added: Added | undefined;
  #newest: ConflictMeasure | undefined;
  /** What was asked for last, by its place. */
  #asked: { readonly index: number; readonly measure: ConflictMeasure } | undefined;

  constructor(tasks: readonly number[]) {
    this.tasks = tasks;
    this.#grams = new Float32Array(64 * tasks.length ** 2);
  }

  append(steps: Uint32Array, grams: Float32Array): void {
    const first = steps[0];
    if (first === undefined) return;
    // What is measured again, after going on from a checkpoint, takes the place of what was there.
    this.cutAfter(first - 1);
    const end = this.length + steps.length;
    const size = this.tasks.length ** 2;
    if (end > this.#steps.length) {
      const room = Math.max(end, 2 * this.#steps.length);
      const [grownSteps, grownGrams] = [new Uint32Array(room), new Float32Array(room * size)];
      grownSteps.set(this.#steps.subarray(0, this.length));
      grownGrams.set(this.#grams.subarray(0, this.length * size));
      this.#steps = grownSteps;
      this.#grams = grownGrams;
    }
    this.#steps.set(steps, this.length);
    this.#grams.set(grams, this.length * size);
    this.length = end;
    this.#newest = undefined;
    this.#asked = undefined;
  }

  cutAfter(step: number): void {
    // From behind: what is appended hardly ever reaches back.
    const kept = this.#steps.subarray(0, this.length).findLastIndex((measured) => measured <= step) + 1;
    if (kept === this.length) return;
    this.length = kept;
    this.#added = undefined;
    this.#newest = undefined;
    this.#asked = undefined;
  }

  /** The measure of a step, if it was measured. */
  at(step: number): ConflictMeasure | undefined {
    let [from, to] = [0, this.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((this.#steps[middle] ?? 0) < step) from = middle + 1;
      else to = middle;
    }
    return from < this.length && this.#steps[from] === step ? this.#measure(from) : undefined;
  }

  /** The last measure at a step or before it; the same object until another one is asked for. */
  upTo(step: number): ConflictMeasure | undefined {
    const index = this.#steps.subarray(0, this.length).findLastIndex((measured) => measured <= step);
    if (index < 0) return undefined;
    if (this.#asked?.index !== index) this.#asked = { index, measure: this.#measure(index) };
    return this.#asked.measure;
  }

  /**
   * The last so many measures at a step or before it, from old to new; fewer at the start.
   */
  last(count: number, step: number): readonly ConflictMeasure[] {
    const end = this.#steps.subarray(0, this.length).findLastIndex((measured) => measured <= step) + 1;
    const begin = Math.max(0, end - count);
    return Array.from({ length: end - begin }, (_, place) => this.#measure(begin + place));
  }

  /** The same object until there is a newer one. */
  newest(): ConflictMeasure | undefined {
    if (this.length > 0) this.#newest ??= this.#measure(this.length - 1);
    return this.#newest;
  }

  /** Only what was measured since the last call is added, unless that was about something else. */
  lines(width: number, quantity: PairQuantity): readonly PairLine[] {
    const pairs = this.tasks.flatMap((_, row) => this.tasks.slice(row + 1).map((_other, offset) => [row, row + 1 + offset] as const));
    if (this.#added?.width !== width || this.#added.quantity !== quantity) {
      this.#added = { width, quantity, buckets: pairs.map(() => new Map()), upTo: 0 };
    }
    const added = this.#added;
    for (; added.upTo < this.length; added.upTo += 1) {
      const bucket = Math.ceil((this.#steps[added.upTo] ?? 0) / width);
      for (const [place, [row, column]] of pairs.entries()) {
        const value = this.#quantity(quantity, added.upTo, row, column);
        if (!Number.isFinite(value)) continue;
        const sums = added.buckets[place]?.get(bucket) ?? { sum: 0, count: 0 };
        added.buckets[place]?.set(bucket, { sum: sums.sum + value, count: sums.count + 1 });
      }
    }
    return pairs.map(([row, column], place) => ({
      first: this.tasks[row] ?? -1,
      second: this.tasks[column] ?? -1,
      points: [...(added.buckets[place] ?? [])]
        .map(([bucket, { sum, count }]) => ({ x: bucket * width, y: sum / count }))
        .sort((one, two) => one.x - two.x),
    }));
  }

  store(layer: string | undefined): ConflictColumn {
    const size = this.tasks.length ** 2;
    return { layer, tasks: this.tasks, steps: this.#steps.slice(0, this.length), grams: this.#grams.slice(0, this.length * size) };
  }

  #measure(index: number): ConflictMeasure {
    const size = this.tasks.length ** 2;
    return { step: this.#steps[index] ?? 0, tasks: this.tasks, gram: this.#grams.slice(index * size, (index + 1) * size) };
  }

  #quantity(quantity: PairQuantity, index: number, row: number, column: number): number {
    const tasks = this.tasks.length;
    const entry = (one: number, other: number) => this.#grams[index * tasks * tasks + one * tasks + other] ?? Number.NaN;
    const [product, first, second] = [entry(row, column), entry(row, row), entry(column, column)];
    return quantity === 'cosine' ? product / Math.sqrt(first * second) : (2 * Math.sqrt(first * second)) / (first + second);
  }
}

/** The conflict between the tasks of a run, by layer and in total; grows outside React. */
export class ConflictSeries {
  readonly #columns = new Map<string | undefined, Column>();

  constructor(stored: readonly ConflictColumn[] = []) {
    this.append(stored);
  }

  /** How many measures there are in all columns. */
  get length(): number {
    return [...this.#columns.values()].reduce((sum, column) => sum + column.length, 0);
  }

  /** The layers that were measured, in the order in which they were first. */
  get layers(): readonly string[] {
    return [...this.#columns.keys()].filter((layer) => layer !== undefined);
  }

  append(columns: readonly ConflictColumn[]): void {
    for (const { layer, tasks, steps, grams } of columns) {
      let column = this.#columns.get(layer);
      if (column === undefined || column.tasks.join() !== tasks.join()) {
        column = new Column(tasks);
        this.#columns.set(layer, column);
      }
      column.append(steps, grams);
    }
  }

  /** Forgets what was measured after a step. */
  cutAfter(step: number): void {
    for (const column of this.#columns.values()) column.cutAfter(step);
  }

  /**
   * The measure of a layer, or (undefined) of all shared weights together, at a step, if there is
   * one.
   */
  at(layer: string | undefined, step: number): ConflictMeasure | undefined {
    return this.#columns.get(layer)?.at(step);
  }

  /**
   * The last measure of a layer, or (undefined) of all shared weights together, at a step or before
   * it.
   */
  upTo(layer: string | undefined, step: number): ConflictMeasure | undefined {
    return this.#columns.get(layer)?.upTo(step);
  }

  /**
   * The last so many measures of a layer, or (undefined) of all shared weights together, at a step
   * or before it, from old to new; fewer at the start.
   */
  last(layer: string | undefined, count: number, step = Number.POSITIVE_INFINITY): readonly ConflictMeasure[] {
    return this.#columns.get(layer)?.last(count, step) ?? [];
  }

  /** The last measure of a layer, or (undefined) of all shared weights together. */
  newest(layer: string | undefined): ConflictMeasure | undefined {
    return this.#columns.get(layer)?.newest();
  }

  /**
   * A quantity of each two tasks over time, in buckets of `width` steps: the cosine of their
   * gradients, or their magnitude similarity 2‖g_i‖‖g_j‖ / (‖g_i‖² + ‖g_j‖²) (Yu et al. 2020).
   * Where a gradient is zero there is none.
   */
  lines(layer: string | undefined, width: number, quantity: PairQuantity): readonly PairLine[] {
    return this.#columns.get(layer)?.lines(width, quantity) ?? [];
  }

  /** A copy for storing. */
  store(): readonly ConflictColumn[] {
    return [...this.#columns].map(([layer, column]) => column.store(layer));
  }
}
