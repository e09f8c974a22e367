import * as v from 'valibot';
import { metricIds } from '../../domain/metrics/metric-kinds';
import { summaries } from '../../domain/metrics/summaries';
import type { TestDetails } from '../../domain/metrics/summary';
import { sumsLength, sumsPlaces, type TaskLayout } from '../../domain/metrics/task-metrics';
import type { TestedTask, TestPoint } from '../../protocol/metrics';
import { float, floats, ifSound, isUnchanged, whole, type Layouts, type StoredLayout } from './stored-values';

const taskSchema = v.object({
  loss: float,
  count: v.pipe(v.number(), v.minValue(0)),
  sums: floats,
  details: ifSound(
    v.object({
      metrics: ifSound(v.record(v.picklist(metricIds), float)),
      confusion: ifSound(v.instance(Uint32Array)),
    }),
  ),
});
type StoredTask = v.InferOutput<typeof taskSchema>;

const ofAllTasks = {
  step: whole,
  subset: v.boolean(),
  split: ifSound(v.picklist(['test', 'validation', 'train'])),
  images: whole,
  // How many there must be follows from the network: who shows them shows what is there.
  coefficients: ifSound(v.array(v.object({ layer: v.string(), values: floats }))),
};

/** What the first versions of the page kept: blocks of numbers, the tasks one after another. */
const formerSchema = v.object({
  ...ofAllTasks,
  /** [tasks] */
  losses: floats,
  /** All tasks' sums. */
  sums: floats,
  /** [tasks, 4] as `formerScores` names them, NaN for tasks that are no classification. */
  scores: ifSound(floats),
  /** Of classifications, by the index of the task. */
  confusions: ifSound(v.array(v.object({ task: whole, counts: v.instance(Uint32Array) }))),
});
const formerScores = ['precision', 'recall', 'f1', 'auc'] as const;

/** A test as it lies in the database, of this version of the page or an earlier one. */
export const testSchema = v.union([v.object({ ...ofAllTasks, tasks: v.array(taskSchema) }), formerSchema]);

/** The test that was stored; undefined where its arrays do not fit the tasks of the run. */
export function testPointOf(stored: v.InferOutput<typeof testSchema>, layouts: Layouts): TestPoint | undefined {
  const { step, subset, images, split, coefficients } = stored;
  const tasks = 'tasks' in stored ? stored.tasks : formerTasks(stored, layouts.stored);
  const fits = tasks.length === layouts.stored.length && layouts.stored.every(({ sums }, task) => tasks[task]?.sums.length === sums);
  if (!fits) return undefined;
  return {
    step,
    subset,
    images,
    tasks: layouts.today.flatMap((layout, task) => testedTask(tasks[task], layout, isUnchanged(layouts, task))),
    ...(split === undefined ? {} : { split }),
    ...(coefficients === undefined ? {} : { coefficients }),
  };
}

/** A task as it is read today: sums of another kind are unknown. */
function testedTask(stored: StoredTask | undefined, layout: TaskLayout, unchanged: boolean): readonly TestedTask[] {
  if (stored === undefined) return [];
  const { loss, count, sums } = stored;
  const details = soundDetails(stored.details ?? {}, layout);
  return [{ loss, count, sums: unchanged ? sums : new Float32Array(layout.sums).fill(Number.NaN), ...(details === undefined ? {} : { details }) }];
}

/** Without arrays of another length than the measure leaves; undefined where nothing is left. */
function soundDetails({ metrics, confusion }: NonNullable<StoredTask['details']>, { measure, outputSize }: TaskLayout): TestDetails | undefined {
  const lengths = summaries[measure].details?.lengths(outputSize);
  const ofMetrics = metrics === undefined ? {} : { metrics };
  const ofConfusion = confusion === undefined || confusion.length !== lengths?.confusion ? {} : { confusion };
  const details = { ...ofMetrics, ...ofConfusion };
  return Object.keys(details).length === 0 ? undefined : details;
}

/** What a former test has of each task; none where its arrays do not fit them. */
function formerTasks({ losses, sums, scores, confusions, images }: v.InferOutput<typeof formerSchema>, layout: readonly StoredLayout[]): readonly StoredTask[] {
  if (losses.length !== layout.length || sums.length !== sumsLength(layout)) return [];
  const known = scores?.length === layout.length * formerScores.length ? scores : undefined;
  return sumsPlaces(layout).map(({ offset, size }, task) => ({
    loss: losses[task] ?? Number.NaN,
    // Every task had an answer to every image.
    count: images,
    sums: sums.slice(offset, offset + size),
    details: {
      metrics: known === undefined || layout[task]?.measure !== 'classification' ? undefined : scoresOf(known, task),
      confusion: confusions?.find((one) => one.task === task)?.counts,
    },
  }));
}

function scoresOf(scores: Float32Array, task: number): TestDetails['metrics'] {
  return Object.fromEntries(formerScores.map((metric, place) => [metric, scores[task * formerScores.length + place] ?? Number.NaN]));
}
