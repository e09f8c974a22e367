import { type Direction, isBetter } from '../../domain/metrics/metric-kinds';
import { estimate, estimateOfDifferences, pairedEstimate, verdictOf, type Estimate, type Verdict } from '../../domain/metrics/comparing/interval';
import type { Experiment } from '../schema';
import { baselinesBySeed, type FinishedRun } from './kinds/comparison';
import { directionOf, objectivesOf, scoreOf, type Objective, type SplitName, type TaskResult } from './results';

/** One cell of a sweep's table. */
export interface CellSummary {
  readonly cell: number;
  /** Seeds whose runs are over, in the order in which they were recorded. */
  readonly seeds: readonly number[];
  /**
   * For every metric and loss of every task, and last for the gain, which is NaN without single-task runs
   * of the same seeds.
   */
  readonly scores: readonly { readonly objective: Objective; readonly estimate: Estimate }[];
}

/** The runs of a sweep by cell and seed, with the baselines of each seed. */
interface Cells {
  readonly tasks: Experiment['tasks'];
  readonly runs: ReadonlyMap<number, ReadonlyMap<number, readonly TaskResult[]>>;
  readonly baselines: ReadonlyMap<number, readonly TaskResult[]>;
}

function cellsOf(tasks: Experiment['tasks'], finished: readonly FinishedRun[]): Cells {
  const runs = new Map<number, Map<number, readonly TaskResult[]>>();
  for (const { purpose, result } of finished) {
    if (purpose.kind !== 'cell') continue;
    const cell = runs.get(purpose.cell) ?? new Map<number, readonly TaskResult[]>();
    runs.set(purpose.cell, cell.set(purpose.seed, result.tasks));
  }
  return { tasks, runs, baselines: baselinesBySeed(tasks, finished) };
}

/** The scores of a cell by seed; NaN where they are undefined. */
function scoresOf(cells: Cells, cell: number, objective: Objective, split: SplitName): ReadonlyMap<number, number> {
  const { tasks, runs, baselines } = cells;
  return new Map(
    [...(runs.get(cell) ?? [])].map(([seed, result]) => [seed, scoreOf(tasks, result, objective, split, baselines.get(seed))]),
  );
}

/**
 * The table of a sweep: mean and interval over seeds of every metric of every cell that has a run,
 * cell by cell.
 */
export function summarise(tasks: Experiment['tasks'], finished: readonly FinishedRun[], split: SplitName): readonly CellSummary[] {
  const cells = cellsOf(tasks, finished);
  const objectives: readonly Objective[] = [...objectivesOf(tasks), { kind: 'gain' }];
  return [...cells.runs.keys()]
    .toSorted((one, other) => one - other)
    .map((cell) => ({
      cell,
      seeds: [...(cells.runs.get(cell)?.keys() ?? [])],
      scores: objectives.map((objective) => {
        const values = [...scoresOf(cells, cell, objective, split).values()];
        // The gain is a difference of pairs by itself: a run and the single-task runs of its seed.
        return { objective, estimate: objective.kind === 'gain' ? estimateOfDifferences(values) : estimate(values) };
      }),
    }));
}

/** The best cell of a sweep, and what stands between it and the second best. */
export interface BestCell {
  readonly cell: number;
  readonly mean: number;
  /** The second best of the same seeds; undefined where there is no other. */
  readonly runnerUp?: { readonly cell: number; readonly difference: Estimate; readonly verdict: Verdict };
}

/**
 * The cell with the best mean on the images set aside for choosing; never on test images. Cells
 * with fewer runs than another are not compared, since other seeds are other chances, nor are those
 * whose score is undefined. Undefined where none is left. Of equal means the first one wins.
 */
export function bestCell(tasks: Experiment['tasks'], finished: readonly FinishedRun[], objective: Objective): BestCell | undefined {
  const cells = cellsOf(tasks, finished);
  const direction = directionOf(objective);
  const most = Math.max(0, ...[...cells.runs.values()].map((seeds) => seeds.size));
  const candidates = [...cells.runs.keys()]
    .map((cell) => ({ cell, scores: scoresOf(cells, cell, objective, 'validation') }))
    .filter(({ scores }) => scores.size === most)
    .map(({ cell, scores }) => ({ cell, scores, mean: estimate([...scores.values()]).mean }))
    .filter(({ mean }) => !Number.isNaN(mean))
    .toSorted((one, other) => {
      if (isBetter(direction, one.mean, other.mean)) return -1;
      return isBetter(direction, other.mean, one.mean) ? 1 : one.cell - other.cell;
    });
  const [best, second] = candidates;
  if (best === undefined) return undefined;
  if (second === undefined) return { cell: best.cell, mean: best.mean };
  const seeds = [...best.scores.keys()].filter((seed) => second.scores.has(seed));
  const of = (scores: ReadonlyMap<number, number>) => seeds.map((seed) => scores.get(seed) ?? Number.NaN);
  const difference = pairedEstimate(of(best.scores), of(second.scores));
  return { cell: best.cell, mean: best.mean, runnerUp: { cell: second.cell, difference, verdict: verdictOf(difference) } };
}

/**
 * The Pareto front of points with two scores: those that no other point equals or beats in both and
 * beats in one. Their places, in the order given; of equal points all. Points with a score that is
 * not a number are never on it.
 */
export function paretoFront(
  points: readonly (readonly [number, number])[],
  directions: readonly [Direction, Direction],
): readonly number[] {
  const [firstWay, secondWay] = directions;
  const worse = (direction: Direction, value: number, other: number) => isBetter(direction, other, value);
  const dominates = (one: readonly [number, number], other: readonly [number, number]) =>
    !worse(firstWay, one[0], other[0]) &&
    !worse(secondWay, one[1], other[1]) &&
    (isBetter(firstWay, one[0], other[0]) || isBetter(secondWay, one[1], other[1]));
  const sound = [...points.entries()].filter(([, point]) => !point.some(Number.isNaN));
  return sound.filter(([, point]) => !sound.some(([, other]) => dominates(other, point))).map(([place]) => place);
}
