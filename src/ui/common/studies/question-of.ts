import type { StudyPlan } from '../../../experiment/studies/plans';
import type { StudyQuestion } from '../../../state/app-state';

/** The question under "Compare" that a study answers. */
export function questionOf(plan: StudyPlan): StudyQuestion {
  switch (plan.kind) {
    case 'comparison':
      return 'together';
    case 'sweep':
      return plan.axis.kind === 'methods' ? 'method' : 'setting';
    case 'cross-validation':
      return 'weights';
  }
}
