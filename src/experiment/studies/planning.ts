import { ok, type Result } from '../../lib/result';
import { applyCommand } from '../commands';
import { analyseExperiment } from '../context';
import { limits } from '../limits';
import type { Experiment } from '../schema';
import { singleTaskExperiment } from './single-task';
import { studyLimits, usualValidation, type PlannedRun } from './plans';
import { validationImages } from './kinds/split';
import { noStudy, type StudyFault } from './study-fault';

/**
 * Refuses lists of seeds that are empty, too long, not seeds, or hold one twice: a run counted
 * twice would look like two.
 */
export function checkSeeds(seeds: readonly number[]): Result<true, StudyFault> {
  if (seeds.length === 0) return noStudy('no-seeds');
  if (seeds.length > studyLimits.seeds) return noStudy('too-many-seeds', { given: seeds.length, limit: studyLimits.seeds });
  const [least, most] = limits.seed;
  const bad = seeds.find((seed) => !Number.isInteger(seed) || seed < least || seed > most);
  if (bad !== undefined) return noStudy('bad-seed', { given: bad });
  return checkDistinct(seeds);
}

/** Refuses what is there twice. */
export function checkDistinct(values: readonly (number | string)[]): Result<true, StudyFault> {
  const repeated = values.find((value, index) => values.indexOf(value) < index);
  return repeated === undefined ? ok(true) : noStudy('repeated-value', { given: repeated });
}

/** Refuses more runs than a study may have. */
export function checkRunCount(count: number): Result<true, StudyFault> {
  return count <= studyLimits.runs ? ok(true) : noStudy('too-many-runs', { given: count, limit: studyLimits.runs });
}

/** Refuses a document whose network cannot train; `given` names what was tried with it. */
export function checkRunnable(experiment: Experiment, given?: string | number): Result<true, StudyFault> {
  if (analyseExperiment(experiment).runnable) return ok(true);
  return given === undefined ? noStudy('network-not-runnable') : noStudy('not-runnable', { given });
}

/** The document with another seed, which is a valid one. */
export function withSeed(experiment: Experiment, seed: number): Experiment {
  const edited = applyCommand(experiment, 'training.seed', { seed });
  return edited.ok ? edited.value : experiment;
}

/**
 * The document with train images to choose by: its own share of them, or the usual one where it
 * sets none aside. Refused where that leaves nothing to choose by or nothing to train on.
 */
export function withValidation(experiment: Experiment): Result<Experiment, StudyFault> {
  const { fold = 0, ...rest } = experiment.data;
  const own = rest.validation > 0;
  // A fold belongs to its share: with another share there may be no such stretch.
  const data = own ? experiment.data : { ...rest, validation: usualValidation };
  const aside = validationImages(data.train, data.validation, own ? fold : 0);
  if (aside < 1 || aside >= data.train) return noStudy('too-few-images', { images: data.train });
  return ok({ ...experiment, data });
}

/** Each task alone, with each seed. */
export function singleTaskRuns(experiment: Experiment, seeds: readonly number[]): Result<readonly PlannedRun[], StudyFault> {
  const runs: PlannedRun[] = [];
  for (const seed of seeds) {
    for (const { id } of experiment.tasks) {
      const single = singleTaskExperiment(withSeed(experiment, seed), id);
      if (!single.ok) return single;
      runs.push({ purpose: { kind: 'alone', task: id, seed }, document: single.value });
    }
  }
  return ok(runs);
}
