import { ok, type Result } from '../../lib/result';
import { plannedSteps } from '../context';
import { limits } from '../limits';
import type { Experiment } from '../schema';
import { planRuns } from './create-study';
import type { StudyPlan } from './plans';
import type { StudyFault } from './study-fault';

/** So many seeds from one on; after the greatest seed come those from 0 on. */
export function seedsFrom(first: number, count: number): number[] {
  const [, most] = limits.seed;
  return Array.from({ length: count }, (_, index) => (first + index) % (most + 1));
}

/** How much a study asks for. */
export interface StudySize {
  readonly runs: number;
  /** Optimiser steps of all runs together. */
  readonly steps: number;
}

/** How much a study of this document would ask for, or why it cannot be. */
export function studySize(base: Experiment, plan: StudyPlan): Result<StudySize, StudyFault> {
  const runs = planRuns(base, plan);
  if (!runs.ok) return runs;
  return ok({ runs: runs.value.length, steps: runs.value.reduce((sum, { document }) => sum + plannedSteps(document), 0) });
}
