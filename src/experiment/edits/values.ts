import {
  isAllowed,
  nearestAllowed,
  type ParameterSpecs,
  type ParameterValue,
  type ParameterValues,
} from '../../domain/parameters';
import { own } from '../../lib/json';
import { ok, type Result } from '../../lib/result';
import { refuse, type EditRefusal } from './refusal';

/** The values with one of them set to the nearest that its description allows. */
export function withValue(
  specs: ParameterSpecs,
  values: ParameterValues,
  name: string,
  value: ParameterValue,
): Result<Record<string, ParameterValue>, EditRefusal> {
  const spec = own(specs, name);
  if (spec === undefined) return refuse('unknown-parameter', { name });
  if (Number.isNaN(value)) return refuse('not-a-number');
  const allowed = nearestAllowed(spec, value);
  return ok({ ...values, [name]: typeof allowed === 'number' ? allowed + 0 : allowed });
}

/** Those values that another description knows by the same name and allows. */
export function keptValues(specs: ParameterSpecs, values: ParameterValues): Record<string, ParameterValue> {
  return Object.fromEntries(
    Object.entries(values).filter(([name, value]) => {
      const spec = own(specs, name);
      return spec !== undefined && isAllowed(spec, value);
    }),
  );
}
