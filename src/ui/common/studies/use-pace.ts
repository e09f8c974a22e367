import { epochExamples, plannedSteps } from '../../../experiment/context';
import { useApp } from '../app-store';

/**
 * Optimiser steps a second to reckon with before a study begins: those of the studies on this page
 * so far, else those of the training on the desk; undefined before anything was trained.
 */
export function usePace(): number | undefined {
  const pace = useApp((state) => state.studies.pace);
  const examples = useApp((state) => state.session.examplesPerSecond);
  const running = useApp((state) => state.session.running);
  if (pace !== undefined) return pace;
  if (running === undefined || examples <= 0) return undefined;
  const examplesPerStep = (running.training.epochs * epochExamples(running)) / plannedSteps(running);
  return examples / examplesPerStep;
}
