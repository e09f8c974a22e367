import type { BalancingId } from '../../domain/balancing/balancing-methods';
import type { Experiment } from '../schema';
import { candidateWeights } from '../studies/kinds/cross-validation';
import { fieldLabel, methodLabel, weightLabel } from './labels';
import { taskLabel } from './task-label';
import { phrase, type Phrase } from './phrase';
import type { Purpose, SweepAxis } from '../studies/plans';
import type { Study } from '../studies/study';
import { cellValues } from '../studies/kinds/sweep';

/** What a cell of a sweep stands for: "Learning rate 0.003", or the name of a method. */
export function cellLabel(base: Experiment, axis: SweepAxis, cell: number): Phrase {
  const value: number | BalancingId | undefined = cellValues(axis)[cell];
  if (axis.kind === 'methods') return methodLabel(String(value ?? ''));
  return phrase('studies', 'name.value', { field: fieldLabel(base, axis.path), value: value ?? '' });
}

/** Weights of all tasks: "weights Digit 0.4, Parity 0.6". */
export function weightsLabel(tasks: Experiment['tasks'], weights: readonly number[]): Phrase {
  return phrase('studies', 'name.weights', { items: tasks.map(({ id }, index) => weightLabel(tasks, id, weights[index] ?? 0)) });
}

/** What one run of a study is for. Folds are counted from 1. */
export function purposeLabel({ base, plan }: Pick<Study, 'base' | 'plan'>, purpose: Purpose): Phrase {
  switch (purpose.kind) {
    case 'together':
      return phrase('studies', 'purpose.together', { seed: purpose.seed });
    case 'alone':
      return phrase('studies', 'purpose.baseline', { task: taskLabel(base.tasks, purpose.task), seed: purpose.seed });
    case 'cell': {
      const setting = plan.kind === 'sweep' ? cellLabel(base, plan.axis, purpose.cell) : purpose.cell;
      return phrase('studies', 'purpose.cell', { setting, seed: purpose.seed });
    }
    case 'candidate': {
      const validation = plan.kind === 'cross-validation' ? plan : { folds: 0, resolution: 0 };
      const weights = candidateWeights(base.tasks.length, validation.resolution)[purpose.candidate] ?? [];
      const params = { weights: weightsLabel(base.tasks, weights), fold: purpose.fold + 1, folds: validation.folds };
      return phrase('studies', 'purpose.candidate', params);
    }
  }
}
