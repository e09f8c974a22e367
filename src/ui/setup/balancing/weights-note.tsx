import { balancingMethod } from '../../../domain/balancing/balancing-methods';
import { useApp } from '../../common/app-store';
import { useText } from '../../common/texts/use-text';
import { useEffectiveWeights } from './use-effective-weights';

/**
 * Whether the weights that a person set count with the method, in a sentence; where they do not,
 * what the read-outs in place of the sliders show, or why they show nothing.
 */
export function WeightsNote() {
  const { t } = useText();
  const method = useApp((state) => state.document.experiment.balancing.method);
  const idle = useApp((state) => state.document.experiment.tasks.every(({ weight }) => weight === 0));
  const rule = useApp((state) => state.document.experiment.balancing.rule);
  const alternating = useApp((state) => state.document.experiment.training.alternate !== undefined);
  const effective = useEffectiveWeights();
  if (alternating) return t('balancing.weights.alternating');
  if (balancingMethod(method).usesPreference) {
    if (idle) return t('balancing.weights.zero');
    if (rule !== undefined) return t('balancing.weights.by-rule');
    // The method's own words say it already.
    return method === 'static' ? undefined : t('balancing.weights.preference');
  }
  if (effective === undefined) return t('balancing.weights.waiting');
  return t(effective.weights.some(Number.isFinite) ? 'balancing.weights.live' : 'balancing.weights.none');
}
