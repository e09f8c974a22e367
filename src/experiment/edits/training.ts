import { optimizerKind, type OptimizerId } from '../../domain/optimizers/optimizer-kinds';
import type { ParameterValue } from '../../domain/parameters';
import { scheduleKind, type ScheduleId } from '../../domain/schedules/schedule-kinds';
import { ok } from '../../lib/result';
import { limits } from '../limits';
import type { Experiment } from '../schema';
import { numberIn } from './numbers';
import type { Edited } from './refusal';
import { keptValues, withValue } from './values';

/** Another optimiser. A learning rate that is still the old one's default becomes the new one's. */
export function setOptimizer(experiment: Experiment, args: { readonly kind: OptimizerId }): Edited {
  const { optimizer } = experiment;
  const before = optimizerKind(optimizer.kind);
  const after = optimizerKind(args.kind);
  const learningRate = optimizer.learningRate === before.learningRate ? after.learningRate : optimizer.learningRate;
  const values = keptValues(after.parameters, optimizer.values);
  return ok({ ...experiment, optimizer: { ...optimizer, kind: args.kind, learningRate, values } });
}

/** A parameter of the optimiser, as near to the value asked for as its range allows. */
export function setOptimizerValue(
  experiment: Experiment,
  args: { readonly name: string; readonly value: ParameterValue },
): Edited {
  const { optimizer } = experiment;
  const values = withValue(optimizerKind(optimizer.kind).parameters, optimizer.values, args.name, args.value);
  return values.ok ? ok({ ...experiment, optimizer: { ...optimizer, values: values.value } }) : values;
}

/** The learning rate before the schedule's factor. */
export function setLearningRate(experiment: Experiment, args: { readonly rate: number }): Edited {
  const rate = numberIn(args.rate, limits.learningRate, false);
  return rate.ok ? ok({ ...experiment, optimizer: { ...experiment.optimizer, learningRate: rate.value } }) : rate;
}

/** How the learning rate goes on after the warm-up. */
export function setSchedule(experiment: Experiment, args: { readonly kind: ScheduleId }): Edited {
  const { warmup, values = {} } = experiment.schedule;
  const kept = keptValues(scheduleKind(args.kind).parameters, values);
  const named = Object.keys(kept).length === 0 ? {} : { values: kept };
  return ok({ ...experiment, schedule: { kind: args.kind, warmup, ...named } });
}

/** A parameter of the schedule, as near to the value asked for as its range allows. */
export function setScheduleValue(
  experiment: Experiment,
  args: { readonly name: string; readonly value: ParameterValue },
): Edited {
  const { schedule } = experiment;
  const values = withValue(scheduleKind(schedule.kind).parameters, schedule.values ?? {}, args.name, args.value);
  return values.ok ? ok({ ...experiment, schedule: { ...schedule, values: values.value } }) : values;
}

/** The number of first steps over which the learning rate rises; 0 for none. */
export function setWarmup(experiment: Experiment, args: { readonly steps: number }): Edited {
  const warmup = numberIn(args.steps, limits.warmup, true);
  return warmup.ok ? ok({ ...experiment, schedule: { ...experiment.schedule, warmup: warmup.value } }) : warmup;
}

/** One of the penalties or the norm that gradients are clipped to; 0 turns it off. */
export function setRegularisation(
  experiment: Experiment,
  args: { readonly name: 'l1' | 'l2' | 'clipNorm'; readonly value: number },
): Edited {
  const value = numberIn(args.value, args.name === 'clipNorm' ? limits.clipNorm : limits.penalty, false);
  if (!value.ok) return value;
  return ok({ ...experiment, regularisation: { ...experiment.regularisation, [args.name]: value.value } });
}

/** Whether a step sees one example, a batch of batchSize, or all. */
export function setBatch(experiment: Experiment, args: { readonly batch: Experiment['training']['batch'] }): Edited {
  return ok({ ...experiment, training: { ...experiment.training, batch: args.batch } });
}

/**
 * Whether steps are on all tasks at once, or on one each and in which order. One task alone is not
 * balanced against others: the method then is static weights.
 */
export function setAlternate(experiment: Experiment, args: { readonly alternate: Experiment['training']['alternate'] }): Edited {
  const { alternate: _, ...training } = experiment.training;
  if (args.alternate === undefined) return ok({ ...experiment, training });
  const { method } = experiment.balancing;
  const balancing = method === 'static' ? experiment.balancing : { method: 'static' as const, values: {} };
  return ok({ ...experiment, balancing, training: { ...training, alternate: args.alternate } });
}

type TrainingNumber = 'batchSize' | 'epochs' | 'evaluateEvery';
const trainingRanges: Readonly<Record<TrainingNumber, readonly [number, number]>> = {
  batchSize: limits.batchSize,
  epochs: [1, limits.epochs],
  evaluateEvery: limits.evaluateEvery,
};

function setTrainingNumber(experiment: Experiment, name: TrainingNumber, wanted: number): Edited {
  const value = numberIn(wanted, trainingRanges[name], true);
  return value.ok ? ok({ ...experiment, training: { ...experiment.training, [name]: value.value } }) : value;
}

/** Examples of a mini-batch. */
export function setBatchSize(experiment: Experiment, args: { readonly size: number }): Edited {
  return setTrainingNumber(experiment, 'batchSize', args.size);
}

/** The length of the planned run. */
export function setEpochs(experiment: Experiment, args: { readonly epochs: number }): Edited {
  return setTrainingNumber(experiment, 'epochs', args.epochs);
}

/** Steps from one test point to the next. */
export function setEvaluateEvery(experiment: Experiment, args: { readonly steps: number }): Edited {
  return setTrainingNumber(experiment, 'evaluateEvery', args.steps);
}

/** What all chance of a run is drawn from. */
export function setSeed(experiment: Experiment, args: { readonly seed: number }): Edited {
  const seed = numberIn(args.seed, limits.seed, true);
  return seed.ok ? ok({ ...experiment, seed: seed.value }) : seed;
}
