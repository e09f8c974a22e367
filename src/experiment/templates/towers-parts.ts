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

/** The same, folded: it stands before its head as the task's tower. */
export function towerOf(sketch: Sketch, task: ExperimentTask, number: number, row: number, from: End, factor = 4): void {
  const layer = drawsPicture(task) ? 'upsample' : 'dense';
  endOf(sketch, task, number, row, from, factor);
  sketch.group('tower', [`${layer}-${number}`], { task });
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

/**
 * The same, folded. Where the next columns are close, what follows moves away when it is opened.
 */
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
    ({ ends, column } = mix(sketch, stages, index + 1, column + 1.1));
  }
  tasks.forEach((task, row) => endOf(sketch, task, row + 1, row, { last: ends[row] ?? input, column }));
  return sketch.network;
}
