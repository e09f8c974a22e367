import type { ConflictColumn, MetricsBatch, NotedSteps, StepNote } from '../../protocol/metrics';

type Batches = readonly [MetricsBatch, ...MetricsBatch[]];

/** Batches of consecutive steps as one; the newest speed counts. */
export function mergeBatches(batches: Batches): MetricsBatch {
  const [first] = batches;
  if (batches.length === 1) return first;
  const notes = mergedNotes(batches);
  const cosines = mergedCosines(batches);
  const taskSteps = batches.flatMap((batch) => batch.taskSteps ?? []);
  return {
    firstStep: first.firstStep,
    steps: batches.reduce((sum, batch) => sum + batch.steps, 0),
    losses: joined(batches.map((batch) => batch.losses)),
    sums: joined(batches.map((batch) => batch.sums)),
    totals: joined(batches.map((batch) => batch.totals)),
    weights: joined(batches.map((batch) => batch.weights)),
    tests: batches.flatMap((batch) => batch.tests),
    conflicts: mergedConflicts(batches),
    examplesPerSecond: batches.at(-1)?.examplesPerSecond ?? first.examplesPerSecond,
    ...(cosines === undefined ? {} : { cosines }),
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
    return [{ layer: first.layer, tasks: first.tasks, steps, grams: joined(columns.map((column) => column.grams)) }];
  });
}

/** NaN for batches without any; undefined if none has any. */
function mergedCosines(batches: Batches): Float32Array | undefined {
  if (batches.every((batch) => batch.cosines === undefined)) return undefined;
  return joined(batches.map((batch) => batch.cosines ?? new Float32Array(batch.weights.length).fill(Number.NaN)));
}

function mergedNotes(batches: Batches): readonly NotedSteps[] {
  const found = new Map<StepNote, NotedSteps>();
  for (const noted of batches.flatMap((batch) => batch.notes ?? [])) {
    const before = found.get(noted.note);
    found.set(noted.note, before === undefined ? noted : { ...noted, count: before.count + noted.count, first: before.first });
  }
  return [...found.values()];
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
