import { optimizerKind } from '../../domain/optimizers/optimizer-kinds';
import type { Experiment } from '../schema';
import type { StudyPlan } from './plans';

/**
 * Between what a study may compare step sizes: balancing methods, or all tasks together and each by
 * itself.
 */
export type StepLengthCaveat = 'methods' | 'baseline';

/**
 * Why runs of a study may differ by the lengths of their steps alone: its optimiser multiplies the
 * learning rate by the length of the update direction, and its runs make that direction of the
 * tasks' gradients in different ways (as a sum, a mean, or with a length of its own). Undefined
 * where that does not apply.
 */
export function stepLengthCaveat({ tasks, optimizer }: Experiment, plan: StudyPlan): StepLengthCaveat | undefined {
  if (tasks.length < 2 || !optimizerKind(optimizer.kind).scalesWithGradient) return undefined;
  switch (plan.kind) {
    case 'comparison':
      return 'baseline';
    case 'sweep':
      if (plan.axis.kind === 'methods' && plan.axis.methods.length > 1) return 'methods';
      return plan.alone ? 'baseline' : undefined;
    case 'cross-validation':
      return undefined;
  }
}
