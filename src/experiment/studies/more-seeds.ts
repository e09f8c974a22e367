import { ok, type Result } from '../../lib/result';
import { limits } from '../limits';
import { planRuns } from './create-study';
import { studyLimits, type PlannedRun, type StudyPlan } from './plans';
import type { Study } from './study';
import { noStudy, type StudyFault } from './study-fault';

/** What a study asks beyond what it has: the plan with all seeds, and the runs of the new ones. */
export interface FurtherRuns {
  readonly plan: StudyPlan;
  readonly runs: readonly PlannedRun[];
}

/**
 * A study with so many further seeds, those after its last one; what it has trained is used again.
 * Refused where that is beyond the limits, and for cross-validation, whose repetitions are folds.
 */
export function furtherSeeds({ base, plan }: Study, count: number): Result<FurtherRuns, StudyFault> {
  if (plan.kind === 'cross-validation') return noStudy('no-seeds');
  const given = plan.seeds.length + count;
  if (given > studyLimits.seeds) return noStudy('too-many-seeds', { given, limit: studyLimits.seeds });
  const known = new Set(plan.seeds);
  const added = nextSeeds(plan.seeds, count);
  const further: StudyPlan = { ...plan, seeds: [...plan.seeds, ...added] };
  const runs = planRuns(base, further);
  if (!runs.ok) return runs;
  return ok({ plan: further, runs: runs.value.filter(({ purpose }) => 'seed' in purpose && !known.has(purpose.seed)) });
}

/** So many seeds after the last one that are not there yet; after the greatest come those from 0. */
function nextSeeds(seeds: readonly number[], count: number): readonly number[] {
  const [, most] = limits.seed;
  const added: number[] = [];
  for (let seed = seeds.at(-1) ?? 0; added.length < count; ) {
    seed = (seed + 1) % (most + 1);
    if (!seeds.includes(seed)) added.push(seed);
  }
  return added;
}
