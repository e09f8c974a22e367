import { fail, ok, type Result } from '../../lib/result';
import type { Plan, PlanStep } from '../../plan/compile';
import type { Problem } from '../../protocol/problem';

/**
 * The step of the plan that computes a layer (its id in the document), and its index. Fails with
 * 'no-such-layer' for one that does not exist, or that no task's head is reached from.
 */
export function findLayer({ steps }: Plan, id: string): Result<{ readonly index: number; readonly step: PlanStep }, Problem> {
  const index = steps.findIndex(({ layer }) => layer.id === id);
  const step = steps[index];
  if (step !== undefined) return ok({ index, step });
  return fail({ code: 'no-such-layer', params: { layer: id }, detail: '', canContinue: true });
}
