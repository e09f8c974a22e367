import { metricIds } from '../../domain/metrics/metric-kinds';
import { isRecord, own } from '../../lib/json';
import type { RunRecord } from '../app-state';
import type { RunGroup } from './kept-keys';
import { decodeExperiment } from './decode';
import { decodeRun } from './stored-run';
import { newestScores } from '../runs/run-scores';
import type { RunScore, RunSummary } from '../runs/run-summary';
import { storedBytes } from './stored-bytes';

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
  const { startedAt, experiment, series } = run;
  const summary = group === 'run' ? { experiment, steps: series.steps, scores: newestScores(run) } : undefined;
  return { startedAt, bytes: storedBytes(stored), summary };
}

/** The same of a run that lies in the database, damaged ones included. */
export function aboutStored(group: RunGroup, stored: unknown): RunAbout {
  const run = decodeRun(stored);
  if (run !== undefined) return aboutRun(group, run, stored);
  const startedAt = isRecord(stored) ? own(stored, 'startedAt') : undefined;
  return { startedAt: typeof startedAt === 'number' ? startedAt : 0, bytes: storedBytes(stored), summary: undefined };
}

/** What lies in the database of it; undefined for anything else. */
export function decodeAbout(raw: unknown): RunAbout | undefined {
  if (!isRecord(raw)) return undefined;
  const [startedAt, bytes] = [own(raw, 'startedAt'), own(raw, 'bytes')];
  if (typeof startedAt !== 'number' || typeof bytes !== 'number') return undefined;
  return { startedAt, bytes, summary: decodeSummary(own(raw, 'summary')) };
}

function decodeSummary(raw: unknown): RunSummary | undefined {
  if (!isRecord(raw)) return undefined;
  const [experiment, steps, scores] = [decodeExperiment(own(raw, 'experiment')), own(raw, 'steps'), own(raw, 'scores')];
  if (experiment === undefined || typeof steps !== 'number' || !Array.isArray(scores)) return undefined;
  return { experiment, steps, scores: scores.flatMap(decodeScore) };
}

function decodeScore(raw: unknown): readonly RunScore[] {
  if (!isRecord(raw)) return [];
  const [task, value] = [own(raw, 'task'), own(raw, 'value')];
  const metric = metricIds.find((id) => id === own(raw, 'metric'));
  return typeof task === 'string' && typeof value === 'number' && metric !== undefined ? [{ task, metric, value }] : [];
}
