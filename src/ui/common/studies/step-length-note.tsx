import type { Experiment } from '../../../experiment/schema';
import type { StudyPlan } from '../../../experiment/studies/plans';
import { stepLengthCaveat } from '../../../experiment/studies/step-lengths';
import { useText } from '../texts/use-text';

/**
 * Says so where runs of a study of this document may differ by their step sizes alone; nothing
 * where they do not.
 */
export function StepLengthNote({ experiment, plan, className }: { experiment: Experiment; plan: StudyPlan; className: string | undefined }) {
  const { t, code, format } = useText();
  const caveat = stepLengthCaveat(experiment, plan);
  if (caveat === undefined) return undefined;
  const { kind } = experiment.optimizer;
  return (
    <p className={className} data-testid="step-lengths">
      {t(`studies.stepLengths.${caveat}`, { optimizer: code('training', `optimizer.${kind}`), tasks: format.integer(experiment.tasks.length) })}
    </p>
  );
}
