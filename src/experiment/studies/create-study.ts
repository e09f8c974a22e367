import { ok, type Result } from '../../lib/result';
import type { Experiment } from '../schema';
import { planComparison } from './kinds/comparison';
import { planCrossValidation } from './kinds/cross-validation';
import type { PlannedRun, StudyPlan } from './plans';
import { queuedEntries } from './queue-plan';
import { studyVersion, type Study } from './study';
import type { StudyFault } from './study-fault';
import { planSweep } from './kinds/sweep';

/** The runs that a plan asks for. */
export function planRuns(base: Experiment, plan: StudyPlan): Result<readonly PlannedRun[], StudyFault> {
  switch (plan.kind) {
    case 'comparison':
      return planComparison(base, plan);
    case 'sweep':
      return planSweep(base, plan);
    case 'cross-validation':
      return planCrossValidation(base, plan);
  }
}

/** A new study, every run of it queued. `createdAt` in milliseconds since 1970. */
export function createStudy(id: string, createdAt: number, base: Experiment, plan: StudyPlan): Result<Study, StudyFault> {
  const runs = planRuns(base, plan);
  if (!runs.ok) return runs;
  return ok({ version: studyVersion, id, createdAt, base, plan, entries: queuedEntries(runs.value) });
}
