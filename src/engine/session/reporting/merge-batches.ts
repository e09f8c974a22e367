import type { StepNote } from '../../../domain/balancing/step-notes';
import { joinFloats } from '../../../lib/join-floats';
import type { ConflictColumn, MetricsBatch, NotedSteps } from '../../../protocol/metrics';

type Batches = readonly [MetricsBatch, ...MetricsBatch[]];

/** Batches of consecutive steps as one; the newest speed counts. */
export function mergeBatches(batches: Batches): MetricsBatch {
  const [first] = batches;
  if (batches.length === 1) return first;
  const notes = mergedNotes(batches);
  const cosines = mergedRows(batches, ({ cosines: own }) => own, ({ weights }) => weights.length);
  const lengths = mergedRows(batches, ({ lengths: own }) => own, ({ steps }) => steps);
  const taskSteps = batches.flatMap((batch) => batch.taskSteps ?? []);
  return {
    firstStep: first.firstStep,
    steps: batches.reduce((sum, batch) => sum + batch.steps, 0),
    losses: joinFloats(batches.map((batch) => batch.losses)),
    sums: joinFloats(batches.map((batch) => batch.sums)),
    totals: joinFloats(batches.map((batch) => batch.totals)),
    weights: joinFloats(batches.map((batch) => batch.weights)),
    tests: batches.flatMap((batch) => batch.tests),
    conflicts: mergedConflicts(batches),
    examplesPerSecond: batches.at(-1)?.examplesPerSecond ?? first.examplesPerSecond,
    ...(cosines === undefined ? {} : { cosines }),
    ...(lengths === undefined ? {} : { lengths }),
    ...(notes.length === 0 ? {} : { notes }),
    ...(taskSteps.length === 0 ? {} : { taskSteps }),
  };
}

function mergedConflicts(batches: Batches): ConflictColumn[] {
  const found = new Map<string, ConflictColumn[]>();
  for (const column of batches.flatMap((batch) => batch.conflicts)) {
    const key = JSON.stringify([column.layer, column.tasks]);
    found.set(key, [...(found.get(key) ?? []), column]);
  }
  return [...found.values()].flatMap((columns) => {
    const [first] = columns;
    if (first === undefined) return [];
    const steps = Uint32Array.from(columns.flatMap((column) => [...column.steps]));
    return [{ layer: first.layer, tasks: first.tasks, steps, grams: joinFloats(columns.map((column) => column.grams)) }];
  });
}

/** NaN for batches without any, as many as they would have; undefined if none has any. */
function mergedRows(
  batches: Batches,
  rows: (batch: MetricsBatch) => Float32Array | undefined,
  size: (batch: MetricsBatch) => number,
): Float32Array | undefined {
  if (batches.every((batch) => rows(batch) === undefined)) return undefined;
  return joinFloats(batches.map((batch) => rows(batch) ?? new Float32Array(size(batch)).fill(Number.NaN)));
}

function mergedNotes(batches: Batches): readonly NotedSteps[] {
  const found = new Map<StepNote, NotedSteps>();
  for (const noted of batches.flatMap((batch) => batch.notes ?? [])) {
    const before = found.get(noted.note);
    found.set(noted.note, before === undefined ? noted : { ...noted, count: before.count + noted.count, first: before.first });
  }
  return [...found.values()];
}
