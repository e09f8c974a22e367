import { epochOf, plannedSteps } from '../../experiment/context';
import type { Experiment } from '../../experiment/schema';

/**
 * The epoch under way, counted from 1 and never beyond the last, and the share of the planned steps
 * that is done, in [0, 1].
 */
export function runProgress(experiment: Experiment, step: number): { readonly epoch: number; readonly share: number } {
  const { epochs } = experiment.training;
  return {
    epoch: Math.min(epochs, epochOf(experiment, step) + 1),
    share: Math.min(1, step / plannedSteps(experiment)),
  };
}
