import { ok } from '../../lib/result';
import { sameJson } from '../../lib/json';
import { labelledShare } from '../class-imbalance';
import { taskAmount, taskOf } from '../context';
import type { Experiment, ExperimentTask } from '../schema';
import { refuse, type Edited } from './refusal';
import { asSet, mixed } from './solo-mute';

/** What may set static weights in a person's place. */
export type WeightRule = NonNullable<Experiment['balancing']['rule']>;

/** All rules, in the order in which they are offered. */
export const weightRules: readonly WeightRule[] = ['equal', 'amount', 'difficulty', 'classes'];

/**
 * What a rule goes by, a number above 0 for each task: 1; its train examples that have a label; the
 * inverse of its first loss, 1 for the smallest; its classes, 1 for a task without any. Undefined where first losses are asked
 * for and one is not known, or is 0.
 */
function measured(experiment: Experiment, rule: WeightRule, firstLosses: readonly number[] | undefined): readonly number[] | undefined {
  const { tasks, data } = experiment;
  switch (rule) {
    case 'equal':
      return tasks.map(() => 1);
    case 'amount':
      return tasks.map((task, place) => taskAmount(experiment, place) * labelledShare(taskOf(data, task).target.classes.length, task.labels?.imbalance));
    case 'classes':
      return tasks.map((task) => Math.max(1, taskOf(data, task).target.classes.length));
    case 'difficulty': {
      const known = tasks.flatMap((_, task) => firstLosses?.[task] ?? []);
      // Of the smallest, so that none is too small to be divided by.
      const smallest = Math.min(...known);
      return known.length === tasks.length && known.every((loss) => loss > 0 && Number.isFinite(loss)) ? known.map((loss) => smallest / loss) : undefined;
    }
  }
}

/**
 * The weights [tasks] by a rule, in proportion to what it goes by: of mean 1, or of sum 1 where the
 * document's weights have that sum. `firstLosses`, for difficulty alone: each task's loss in the
 * first step of a run. Undefined where they are missing.
 */
export function weightsByRule(experiment: Experiment, rule: WeightRule, firstLosses?: readonly number[]): readonly number[] | undefined {
  const shares = measured(experiment, rule, firstLosses);
  if (shares === undefined) return undefined;
  const whole = experiment.weightsSumToOne ? 1 : shares.length;
  const sum = shares.reduce((total, share) => total + share, 0);
  return shares.map((share) => (share / sum) * whole);
}

/**
 * Has a rule set the weights, now and after every edit that they follow from; without one they stay
 * as they are, a person's to set. By difficulty they are set once, of the losses given. Needs static
 * weights.
 */
export function setWeightRule(
  experiment: Experiment,
  { rule, firstLosses }: { readonly rule?: WeightRule | undefined; readonly firstLosses?: readonly number[] | undefined },
): Edited {
  if (rule === undefined) return ok(withoutRule(experiment));
  const weights = weightsByRule(experiment, rule, firstLosses);
  if (experiment.balancing.method !== 'static' || weights === undefined) return refuse('no-weights-by-rule');
  return ok(weighed({ ...experiment, balancing: { ...experiment.balancing, rule } }, weights));
}

/** The document with weights that a person sets. */
export function withoutRule(experiment: Experiment): Experiment {
  const { rule: _rule, ...balancing } = experiment.balancing;
  return { ...experiment, balancing };
}

/**
 * The document with the weights that its rule makes of it, after an edit of the document `before`.
 * By difficulty they stay while the tasks ask the same of the same data; where they do not, weights
 * that other losses made are a person's.
 */
export function followingRule(before: Experiment, experiment: Experiment): Experiment {
  const { rule } = experiment.balancing;
  if (rule === undefined) return experiment;
  if (rule === 'difficulty') return sameJson(questions(before), questions(experiment)) ? experiment : withoutRule(experiment);
  return weighed(experiment, weightsByRule(experiment, rule) ?? []);
}

function weighed(experiment: Experiment, weights: readonly number[]): Experiment {
  const tasks = asSet(experiment.tasks).map((task, index): ExperimentTask => ({ ...task, weight: weights[index] ?? task.weight }));
  return { ...experiment, tasks: mixed(tasks, experiment.weightsSumToOne) };
}

/** What first losses are of. */
function questions({ data, tasks }: Experiment) {
  return [data.dataset, data.own?.fingerprint, tasks.map(({ id, kind, field, groups, loss }) => [id, kind, field, groups, loss])];
}
