import * as v from 'valibot';
import { stepNotes } from '../../domain/balancing/step-notes';
import { sumsLength, sumsPlaces } from '../../domain/metrics/task-metrics';
import { layoutOf } from '../../experiment/context';
import { soundDocument } from '../../experiment/read-document';
import type { Experiment } from '../../experiment/schema';
import type { RunRecord } from '../app-state';
import { RunSeries, type StoredSeries } from '../runs/run-series';
import { decodeLive } from './decode';
import { testPointOf, testSchema } from './stored-tests';
import { floats, ifSound, isUnchanged, keptFromSchema, layoutSchema, whole, type Layouts } from './stored-values';

/** A run as it lies in the database. */
type StoredRun = Omit<RunRecord, 'series'> & { readonly series: StoredSeries };

const setting = v.union([v.number(), v.string(), v.boolean()]);

const conflictSchema = v.pipe(
  v.object({ layer: v.optional(v.string()), tasks: v.array(whole), steps: v.instance(Uint32Array), grams: floats }),
  v.check(({ tasks, steps, grams }) => grams.length === steps.length * tasks.length ** 2),
);

/**
 * What can be drawn without the rest is taken without it where that is damaged, or from before it
 * was kept.
 */
const seriesSchema = v.object({
  steps: whole,
  /** Empty in runs of older versions, and in those of which the worker has said nothing yet. */
  layout: v.fallback(v.array(layoutSchema), []),
  losses: floats,
  sums: floats,
  totals: floats,
  weights: floats,
  cosines: ifSound(floats),
  lengths: ifSound(floats),
  tests: v.array(testSchema),
  conflicts: v.fallback(v.array(conflictSchema), []),
  notes: v.fallback(v.array(v.object({ note: v.picklist(stepNotes), count: whole, first: whole, last: whole })), []),
  taskSteps: v.fallback(v.array(v.object({ step: whole, task: whole })), []),
});

const runSchema = v.object({
  id: v.string(),
  startedAt: v.number(),
  experiment: soundDocument,
  keptFrom: v.exactOptional(keptFromSchema),
  marks: v.array(v.object({ step: whole, field: v.string(), from: setting, to: setting })),
  timeline: v.array(v.object({ step: whole, live: v.unknown() })),
  series: seriesSchema,
});

/** The run as it is to lie in the database: the curves are copied, all else is handed on. */
export function storedRun(run: RunRecord): StoredRun {
  return { ...run, series: run.series.store() };
}

/**
 * A run with its series, ready to be drawn and gone on with, whatever version of the page kept it;
 * undefined unless all of it is sound and its parts fit each other.
 */
export function decodeRun(raw: unknown): RunRecord | undefined {
  const read = v.safeParse(runSchema, raw);
  if (!read.success) return undefined;
  const { id, startedAt, experiment, keptFrom, marks } = read.output;
  const timeline = read.output.timeline.flatMap(({ step, live }) => {
    const settings = decodeLive(live, experiment);
    return settings === undefined ? [] : [{ step, live: settings }];
  });
  const series = seriesOf(read.output.series, experiment);
  if (series === undefined || timeline.length !== read.output.timeline.length) return undefined;
  return { id, startedAt, experiment, ...(keptFrom === undefined ? {} : { keptFrom }), marks, timeline, series };
}

function seriesOf(stored: v.InferOutput<typeof seriesSchema>, experiment: Experiment): RunSeries | undefined {
  const { steps, losses, sums, totals, weights, cosines, lengths, notes } = stored;
  const today = layoutOf(experiment);
  const layouts: Layouts = { stored: stored.layout.length === 0 ? today : stored.layout, today };
  const tasks = today.length;
  if (layouts.stored.length !== tasks || sums.length !== steps * sumsLength(layouts.stored)) return undefined;
  if (losses.length !== steps * tasks || weights.length !== steps * tasks || totals.length !== steps) return undefined;
  const tests = stored.tests.flatMap((test) => testPointOf(test, layouts) ?? []);
  if (tests.length !== stored.tests.length) return undefined;
  const isTask = (task: number) => task < tasks;
  const conflicts = stored.conflicts.every((one) => one.tasks.every(isTask)) ? stored.conflicts : [];
  return new RunSeries(today, {
    steps,
    layout: today,
    losses,
    sums: sumsOfToday(steps, sums, layouts),
    totals,
    weights,
    tests,
    conflicts: conflicts.map((one) => ({ ...one, layer: one.layer })),
    notes,
    taskSteps: stored.taskSteps.every(({ task }) => isTask(task)) ? stored.taskSteps : [],
    // They end with the last direction that was no weighted sum.
    ...(cosines === undefined || cosines.length > steps * tasks ? {} : { cosines }),
    ...(lengths === undefined || lengths.length > steps ? {} : { lengths }),
  });
}

/** [steps, sums] as today's measures leave them; not-a-number for tasks that left others. */
function sumsOfToday(steps: number, sums: Float32Array, layouts: Layouts): Float32Array {
  const unchanged = layouts.today.map((_, task) => isUnchanged(layouts, task));
  if (unchanged.every(Boolean)) return sums;
  const [before, now] = [sumsLength(layouts.stored), sumsLength(layouts.today)];
  const from = sumsPlaces(layouts.stored);
  const made = new Float32Array(steps * now).fill(Number.NaN);
  for (const [task, { offset }] of sumsPlaces(layouts.today).entries()) {
    const place = unchanged[task] === true ? from[task] : undefined;
    if (place === undefined) continue;
    for (let step = 0; step < steps; step += 1) {
      const first = step * before + place.offset;
      made.set(sums.subarray(first, first + place.size), step * now + offset);
    }
  }
  return made;
}
