import { plannedSteps } from '../context';
import type { PlannedRun, StudyPlan } from './plans';
import type { RunResult } from './results';
import type { Study, StudyEntry } from './study';

/*
 * What happens to a study while its runs come and go: pure functions from a study to the next one.
 * What cannot be (a result for a run that was stopped meanwhile) leaves the study as it is, the
 * very same object. At most one run of all studies is under way at a time.
 */

/** How far a study is. */
export interface StudyProgress {
  readonly total: number;
  readonly done: number;
  readonly failed: number;
  readonly stopped: number;
  readonly running: number;
  /** True when nothing waits and nothing runs. */
  readonly over: boolean;
}

/** Counts of a study's runs by where they stand. */
export function progressOf({ entries }: Study): StudyProgress {
  const count = (status: StudyEntry['status']) => entries.filter((entry) => entry.status === status).length;
  const running = count('running');
  return {
    total: entries.length,
    done: count('done'),
    failed: count('failed'),
    stopped: count('stopped'),
    running,
    over: running + count('queued') === 0,
  };
}

/**
 * Optimiser steps that a study still has to take.
 * @param taken of the run under way
 */
export function stepsLeft({ entries }: Study, taken: number): number {
  const left = entries.reduce((sum, { status, document }) => (status === 'queued' || status === 'running' ? sum + plannedSteps(document) : sum), 0);
  return Math.max(0, left - taken);
}

/** Planned runs as entries that wait. */
export function queuedEntries(runs: readonly PlannedRun[]): StudyEntry[] {
  return runs.map(({ purpose, document }) => ({ purpose, document, status: 'queued', run: null, result: null, problem: null }));
}

/** The study with a longer plan, and the runs that it asks for beyond those that are there. */
export function withFurtherRuns(study: Study, { plan, runs }: { readonly plan: StudyPlan; readonly runs: readonly PlannedRun[] }): Study {
  return { ...study, plan, entries: [...study.entries, ...queuedEntries(runs)] };
}

/** A run of a study that is to be started: the study and the place of the run in it. */
export interface NextRun {
  readonly study: Study;
  readonly index: number;
  readonly entry: StudyEntry;
}

/**
 * The next run to start: the first that waits, of the oldest study that has one. Undefined while
 * one is under way.
 */
export function nextRun(studies: readonly Study[]): NextRun | undefined {
  if (studies.some(({ entries }) => entries.some(({ status }) => status === 'running'))) return undefined;
  for (const study of studies.toSorted((one, other) => one.createdAt - other.createdAt)) {
    const index = study.entries.findIndex(({ status }) => status === 'queued');
    const entry = study.entries[index];
    if (entry !== undefined) return { study, index, entry };
  }
  return undefined;
}

/** The run at that place is under way, under this id. Only one that waits can be started. */
export function withStarted(study: Study, index: number, run: string): Study {
  return changed(study, (entry, place) =>
    place === index && entry.status === 'queued' ? { ...entry, status: 'running', run } : entry,
  );
}

/** The run of that id is done and gave this. */
export function withResult(study: Study, run: string, result: RunResult): Study {
  return changed(study, (entry) => (isRunning(entry, run) ? { ...entry, status: 'done', result } : entry));
}

/** The run of that id failed, for a reason by its code in the text catalogue's problems. */
export function withFailure(study: Study, run: string, problem: string): Study {
  return changed(study, (entry) => (isRunning(entry, run) ? { ...entry, status: 'failed', problem } : entry));
}

/** Stops a study: what runs or waits is not run. What is done stays. */
export function stopped(study: Study): Study {
  return changed(study, (entry) =>
    entry.status === 'running' || entry.status === 'queued' ? { ...entry, status: 'stopped' } : entry,
  );
}

/** Goes on with a study: what was stopped or failed waits again. */
export function continued(study: Study): Study {
  return changed(study, (entry) =>
    entry.status === 'stopped' || entry.status === 'failed' ? { ...entry, status: 'queued', problem: null } : entry,
  );
}

/**
 * What a run gave is thrown away: it stands as stopped and not begun, so that going on trains it
 * anew. One under way stays.
 */
export function withoutRun(study: Study, run: string): Study {
  return changed(study, (entry) =>
    entry.run === run && entry.status !== 'running' ? { ...entry, status: 'stopped', run: null, result: null, problem: null } : entry,
  );
}

/** The study with a run put back at its place, unless that place has another one by now. */
export function withRun(study: Study, index: number, removed: StudyEntry): Study {
  return changed(study, (entry, place) => (place === index && entry.run === null ? removed : entry));
}

/**
 * The study after the page was loaded anew: what was under way waits again, and keeps the id of its
 * run, so that a kept state of that run can be gone on from.
 */
export function afterReload(study: Study): Study {
  return changed(study, (entry) => (entry.status === 'running' ? { ...entry, status: 'queued' } : entry));
}

/** The studies with one of them changed. */
export function withChange(studies: readonly Study[], id: string, change: (study: Study) => Study): readonly Study[] {
  return studies.map((study) => (study.id === id ? change(study) : study));
}

/** The studies without one of them. */
export function withoutStudy(studies: readonly Study[], id: string): readonly Study[] {
  return studies.some((study) => study.id === id) ? studies.filter((study) => study.id !== id) : studies;
}

function isRunning(entry: StudyEntry, run: string): boolean {
  return entry.status === 'running' && entry.run === run;
}

function changed(study: Study, change: (entry: StudyEntry, index: number) => StudyEntry): Study {
  const entries = study.entries.map(change);
  return entries.every((entry, index) => entry === study.entries[index]) ? study : { ...study, entries };
}
