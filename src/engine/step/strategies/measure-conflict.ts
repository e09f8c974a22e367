import { tidy, type Tensor2D } from '@tensorflow/tfjs-core';
import { backwardPass } from '../backward';
import { conflictGrams, conflictPlaces, type ConflictPlace } from '../conflict';
import type { Batch } from '../../data/batch';
import { taskGradients } from '../flat-gradients';
import { jacobianWithoutFrozen } from '../frozen';
import type { Measured, StepInput } from '../step-contract';
import type { StepPass } from '../forward';

/**
 * The Jacobian [tasks, shared weights] of a step whose method needs none, where the conflict is to
 * be measured: one more backward pass from the same forward pass, which changes nothing in the
 * update. Undefined in all other steps.
 */
export function measuredJacobian(input: StepInput, pass: StepPass, batch: Batch): Tensor2D | undefined {
  const { plan, layers } = input;
  if (placesToMeasure(input).length === 0) return undefined;
  return taskGradients(plan, backwardPass({ plan, layers, batch, pass }, pass.cotangents, 'per-task')).shared;
}

/** The conflict in a Jacobian, if this step is to measure it. */
export function measuredGrams(input: StepInput, jacobian: Tensor2D | undefined): Measured | undefined {
  const places = placesToMeasure(input);
  if (jacobian === undefined || places.length === 0) return undefined;
  return { places, grams: tidy(() => conflictGrams(jacobianWithoutFrozen(input.frozen, jacobian), places)) };
}

function placesToMeasure({ plan, frozen, measure }: StepInput): readonly ConflictPlace[] {
  return measure ? conflictPlaces(plan, frozen) : [];
}
