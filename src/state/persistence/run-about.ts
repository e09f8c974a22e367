import * as v from 'valibot';
import { metricIds } from '../../domain/metrics/metric-kinds';
import { soundDocument } from '../../experiment/read-document';
import { isRecord, own } from '../../lib/json';
import type { RunRecord } from '../app-state';
import type { RunGroup } from './kept-keys';
import { decodeRun } from './stored-run';
import { newestScores } from '../runs/run-scores';
import type { RunSummary } from '../runs/run-summary';
import { storedBytes } from './stored-bytes';
import { float, ifSound, keptFromSchema } from './stored-values';

/**
 * What the list knows of each run; the summary is undefined for runs of studies, which the study
 * tells of, and for damaged ones.
 */
export interface RunAbout {
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** What the run takes in the database, about. */
  readonly bytes: number;
  readonly summary: RunSummary | undefined;
}

/**
 * What the list is to know of a run.
 * @param stored the run as it lies in the database
 */
export function aboutRun(group: RunGroup, run: RunRecord, stored: unknown): RunAbout {
  const { startedAt, experiment, keptFrom, series } = run;
  const summary = group === 'run' ? { experiment, ...(keptFrom === undefined ? {} : { keptFrom }), steps: series.steps, scores: newestScores(run) } : undefined;
  return { startedAt, bytes: storedBytes(stored), summary };
}

/** The same of a run that lies in the database, damaged ones included. */
export function aboutStored(group: RunGroup, stored: unknown): RunAbout {
  const run = decodeRun(stored);
  if (run !== undefined) return aboutRun(group, run, stored);
  const startedAt = isRecord(stored) ? own(stored, 'startedAt') : undefined;
  return { startedAt: typeof startedAt === 'number' ? startedAt : 0, bytes: storedBytes(stored), summary: undefined };
}

const sourceSchema = v.object({ of: v.picklist(['test', 'batches']), images: float, step: float });
const scoreSchema = v.object({ task: v.string(), metric: v.picklist(metricIds), value: float, source: v.exactOptional(sourceSchema), before: v.exactOptional(float) });

const aboutSchema = v.object({
  startedAt: float,
  bytes: float,
  summary: ifSound(v.object({ experiment: soundDocument, keptFrom: v.exactOptional(keptFromSchema), steps: float, scores: v.array(ifSound(scoreSchema)) })),
});

/** What lies in the database of it; undefined for anything else. */
export function decodeAbout(raw: unknown): RunAbout | undefined {
  const read = v.safeParse(aboutSchema, raw);
  if (!read.success) return undefined;
  const { summary, ...about } = read.output;
  return { ...about, summary: summary && { ...summary, scores: summary.scores.flatMap((score) => score ?? []) } };
}
