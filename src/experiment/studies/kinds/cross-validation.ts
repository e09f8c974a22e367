import { estimateOfDifferences, verdictOf, type Estimate, type Verdict } from '../../../domain/metrics/comparing/interval';
import { ok, type Result } from '../../../lib/result';
import type { Experiment } from '../../schema';
import type { FinishedRun } from './comparison';
import { checkRunCount, checkRunnable } from '../planning';
import { studyLimits, type CrossValidationPlan, type PlannedRun } from '../plans';
import { gainOf, type TaskResult } from '../results';
import { noStudy, type StudyFault } from '../study-fault';
import { plainTask } from '../../edits/solo-mute';

/**
 * The weights that are tried: every way to cut 1 into `resolution` equal parts and give each task
 * at least one (a task of weight 0 would not be learned at all, and its metric would say nothing),
 * [candidates][tasks], each summing to 1. Equal weights come first, also where they are not on the
 * grid: they are what all others are compared with.
 */
export function candidateWeights(tasks: number, resolution: number): readonly (readonly number[])[] {
  const equal = Array.from({ length: tasks }, () => 1 / tasks);
  const others = partsOf(resolution, tasks)
    .filter((parts) => parts.some((part) => part !== parts[0]))
    .map((parts) => parts.map((part) => part / resolution));
  return [equal, ...others];
}

/** All ways to write a whole number as a sum of so many whole numbers of at least 1, in order. */
function partsOf(total: number, count: number): readonly (readonly number[])[] {
  if (count === 1) return total >= 1 ? [[total]] : [];
  return Array.from({ length: Math.max(0, total - count + 1) }, (_, index) => index + 1).flatMap((first) =>
    partsOf(total - first, count - 1).map((rest) => [first, ...rest]),
  );
}

/**
 * How many candidates there are, without listing them: C(resolution − 1, tasks − 1), and equal
 * weights where they are not among them.
 */
export function candidateCount(tasks: number, resolution: number): number {
  let ways = resolution >= tasks ? 1 : 0;
  for (let chosen = 1; chosen < tasks; chosen += 1) ways = (ways * (resolution - chosen)) / chosen;
  return ways + (resolution % tasks === 0 ? 0 : 1);
}

/**
 * The runs of a cross-validation: every mixture of static weights on every fold of the train split,
 * fold by fold. Each document sets the share 1 / folds aside, and says which stretch of the
 * shuffled train images that is.
 */
export function planCrossValidation(
  base: Experiment,
  { folds, resolution }: CrossValidationPlan,
): Result<readonly PlannedRun[], StudyFault> {
  const count = base.tasks.length;
  if (count < 2) return noStudy('too-few-tasks');
  const [fewest, most] = studyLimits.folds;
  if (!Number.isInteger(folds) || folds < fewest || folds > most) return noStudy('bad-folds', { given: folds, min: fewest, max: most });
  const [, finest] = studyLimits.resolution;
  const coarsest = Math.max(studyLimits.resolution[0], count);
  if (!Number.isInteger(resolution) || resolution < coarsest || resolution > finest) {
    return noStudy('bad-resolution', { given: resolution, min: coarsest, max: finest });
  }
  const candidates = candidateCount(count, resolution);
  if (candidates > studyLimits.candidates) return noStudy('too-many-candidates', { given: candidates, limit: studyLimits.candidates });
  if (base.data.train < 2 * folds) return noStudy('too-few-images', { images: base.data.train });
  const checked = [checkRunCount(candidates * folds), checkRunnable(base)].find((check) => !check.ok);
  if (checked?.ok === false) return checked;
  const documents = candidateWeights(count, resolution).map((weights) => weighedDocument(base, weights, folds));
  return ok(
    Array.from({ length: folds }, (_, fold) =>
      documents.map((document, candidate): PlannedRun => ({
        purpose: { kind: 'candidate', candidate, fold },
        document: { ...document, data: { ...document.data, ...(fold === 0 ? {} : { fold }) } },
      })),
    ).flat(),
  );
}

function weighedDocument(base: Experiment, weights: readonly number[], folds: number): Experiment {
  return { ...withWeights(base, weights), data: { ...base.data, validation: 1 / folds } };
}

/** The document with static weights, one for each task in order. */
export function withWeights(base: Experiment, weights: readonly number[]): Experiment {
  return {
    ...base,
    tasks: base.tasks.map((task, index) => plainTask(task, weights[index] ?? 0)),
    balancing: { method: 'static', values: {} },
  };
}

/** How one mixture of weights did. */
export interface CandidateScore {
  readonly candidate: number;
  readonly weights: readonly number[];
  /**
   * Gain in percent over equal weights, fold by fold, on the images set aside; above 0 is better.
   */
  readonly gain: Estimate;
  readonly verdict: Verdict;
}

/** What a cross-validation found. */
interface ChosenWeights {
  readonly best: CandidateScore;
  /** All candidates that are through with every fold, the best first. */
  readonly ranking: readonly CandidateScore[];
}

/**
 * The weights with the highest mean over folds of the gain over equal weights on the same fold. The
 * gain and not a sum of losses: losses of different kinds have no common unit, and a sum of losses
 * would favour the weights that put a small-valued loss down; the gain weighs every task the same by
 * what it is judged by. Against equal weights, not against single tasks: both runs of a pair then saw the same
 * images, and no further runs are needed. Equal weights have 0 by definition, so they are chosen
 * where nothing beats them. Undefined until equal weights are through with every fold. The folds'
 * trainings share images, so the interval is narrower than honest repetition would give (Nadeau and
 * Bengio 2003): it is for reading, the choice is by the mean.
 */
export function chooseWeights(
  tasks: Experiment['tasks'],
  { folds, resolution }: CrossValidationPlan,
  finished: readonly FinishedRun[],
): ChosenWeights | undefined {
  const byCandidate = new Map<number, Map<number, readonly TaskResult[]>>();
  for (const { purpose, result } of finished) {
    if (purpose.kind !== 'candidate') continue;
    const own = byCandidate.get(purpose.candidate) ?? new Map<number, readonly TaskResult[]>();
    byCandidate.set(purpose.candidate, own.set(purpose.fold, result.tasks));
  }
  const equal = byCandidate.get(0);
  if (equal?.size !== folds) return undefined;
  const scores = candidateWeights(tasks.length, resolution).flatMap((weights, candidate): readonly CandidateScore[] => {
    const results = byCandidate.get(candidate);
    if (results?.size !== folds) return [];
    const gains = [...results].map(([fold, result]) => {
      const over = gainOf(tasks, result, equal.get(fold) ?? [], 'validation');
      return over.ok ? over.value : Number.NaN;
    });
    const gain = estimateOfDifferences(gains);
    return Number.isNaN(gain.mean) ? [] : [{ candidate, weights, gain, verdict: verdictOf(gain) }];
  });
  const ranking = scores.toSorted((one, other) => other.gain.mean - one.gain.mean || one.candidate - other.candidate);
  const [best] = ranking;
  return best === undefined ? undefined : { best, ranking };
}
