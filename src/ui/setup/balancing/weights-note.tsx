import { balancingMethod } from '../../../domain/balancing/balancing-methods';
import { useApp } from '../../common/app-store';
import { useText } from '../../common/texts/use-text';
import styles from './balancing-section.module.css';
import { useEffectiveWeights } from './use-effective-weights';

/**
 * What the method makes of the tasks' weights: what the read-outs in place of the sliders show, or
 * why they show nothing.
 */
export function WeightsNote() {
  const { t } = useText();
  const weighted = useApp((state) => balancingMethod(state.document.experiment.balancing.method).usesPreference);
  const idle = useApp((state) => state.document.experiment.tasks.every(({ weight }) => weight === 0));
  const effective = useEffectiveWeights();
  const text = () => {
    if (weighted) return idle ? t('tasks.weight.zero') : undefined;
    if (effective === undefined) return t('tasks.effective.waiting');
    return t(effective.weights.some(Number.isFinite) ? 'tasks.effective.live' : 'tasks.effective.none');
  };
  const shown = text();
  return shown === undefined ? undefined : <p className={styles['note']}>{shown}</p>;
}
