import type { ExperimentNetwork, ExperimentTask } from '../schema';
import { convolution, dense, drawsPicture, pooled, Sketch, type End } from './sketch';

/**
 * The end of a task's own branch, in a row: from features that are `factor` times smaller than the
 * images to a small dense layer, or for a picture to one as large as the images, and the head.
 */
export function endOf(sketch: Sketch, task: ExperimentTask, number: number, row: number, from: End, factor = 4): void {
  const { last, column } = sketch.chain(
    [
      drawsPicture(task)
        ? [`upsample-${number}`, 'upsample', { factor }]
        : [`dense-${number}`, 'dense', dense(32)],
    ],
    [from.column, row],
    from.last,
  );
  sketch.head(task, [column, row], last);
}

/** Columns from a box with a name to what stands behind it. */
export const boxColumns = 1.3;

/** The same with its one layer folded: the task's tower, of another size for each kind of task. */
export function towerOf(sketch: Sketch, task: ExperimentTask, number: number, row: number, { last, column }: End): void {
  const place = [column, row] as const;
  const layer = drawsPicture(task)
    ? sketch.add(`upsample-${number}`, 'upsample', { factor: 4 }, place, last)
    : sketch.add(`dense-${number}`, 'dense', dense(32), place, last);
  sketch.group('tower', [layer], { task });
  sketch.head(task, [column + boxColumns, row], layer);
}

/** A convolution and pooling: one stage of a tower, half as high and wide. */
export function stage(sketch: Sketch, name: string, filters: number, place: readonly [column: number, row: number], from: string): End {
  return sketch.chain(
    [
      [`conv-${name}`, 'conv2d', convolution(filters)],
      [`pool-${name}`, 'max-pool', pooled],
    ],
    place,
    from,
  );
}

/** The same, folded to a box. Returns its last layer. */
export function foldedStage(sketch: Sketch, task: ExperimentTask, [row, number]: readonly [row: number, number: number], filters: number, column: number, from: string): string {
  const name = `${row + 1}-${number}`;
  const { last } = stage(sketch, name, filters, [column, row], from);
  sketch.group('stage', [`conv-${name}`, last], { task, number });
  return last;
}

/**
 * An encoder in three columns, from images to features that are four times smaller: quick enough
 * that several of them may stand side by side.
 * @param folds what it is called where it is folded to a box
 */
export function encoder(
  sketch: Sketch,
  name: string,
  filters: number,
  place: readonly [column: number, row: number],
  from: string,
  folds?: { readonly role: 'expert' | 'own-expert' | 'shared-expert'; readonly task?: ExperimentTask; readonly number?: number },
): string {
  const [column, row] = place;
  const first = sketch.add(`conv-${name}-1`, 'conv2d', convolution(8, { stride: 2 }), place, from);
  const layers = [`conv-${name}-1`, `conv-${name}-2`, `pool-${name}`];
  if (folds !== undefined) sketch.group(folds.role, layers, folds);
  return sketch.chain(
    [
      [`conv-${name}-2`, 'conv2d', convolution(filters)],
      [`pool-${name}`, 'max-pool', pooled],
    ],
    [column + 1, row],
    first,
  ).last;
}

/**
 * Puts what mixes the towers behind a stage: their ends in the order of the tasks, in the column in
 * front → what each tower goes on from.
 */
type Mixing = (sketch: Sketch, ends: readonly string[], stage: number, column: number) => { readonly ends: readonly string[]; readonly column: number };

/**
 * One tower per task from the common input, of two stages, with what mixes them behind each stage.
 */
export function mixedTowers(tasks: readonly ExperimentTask[], mix: Mixing): ExperimentNetwork {
  const sketch = new Sketch();
  const input = sketch.add('input', 'input', { field: 'image' }, [0, (tasks.length - 1) / 2]);
  let ends: readonly string[] = tasks.map(() => input);
  let column = 1;
  for (const [index, filters] of [8, 16].entries()) {
    const stages = tasks.map((task, row) => foldedStage(sketch, task, [row, index + 1], filters, column, ends[row] ?? input));
    ({ ends, column } = mix(sketch, stages, index + 1, column + boxColumns));
  }
  tasks.forEach((task, row) => endOf(sketch, task, row + 1, row, { last: ends[row] ?? input, column }));
  return sketch.network;
}
