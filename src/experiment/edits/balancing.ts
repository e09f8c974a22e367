import { balancingMethod, type BalancingId } from '../../domain/balancing/balancing-methods';
import type { ParameterValue } from '../../domain/parameters';
import { ok } from '../../lib/result';
import type { Experiment } from '../schema';
import type { Edited } from './refusal';
import { keptValues, withValue } from './values';

/**
 * Another balancing method; the task weights stay for when a method uses them again. What is to be
 * balanced are tasks that are trained together: any but static weights ends alternate training.
 */
export function setBalancingMethod(experiment: Experiment, args: { readonly method: BalancingId }): Edited {
  const values = keptValues(balancingMethod(args.method).parameters, experiment.balancing.values);
  const { alternate, ...together } = experiment.training;
  const training = alternate === undefined || args.method === 'static' ? experiment.training : together;
  return ok({ ...experiment, balancing: { method: args.method, values }, training });
}

/** A parameter of the balancing method, as near to the value asked for as its range allows. */
export function setBalancingValue(
  experiment: Experiment,
  args: { readonly name: string; readonly value: ParameterValue },
): Edited {
  const { method, values: before } = experiment.balancing;
  const values = withValue(balancingMethod(method).parameters, before, args.name, args.value);
  return values.ok ? ok({ ...experiment, balancing: { method, values: values.value } }) : values;
}
