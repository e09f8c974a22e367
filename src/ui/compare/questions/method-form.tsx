import { useMemo, useState } from 'react';
import { balancingMethods, type BalancingId } from '../../../domain/balancing/balancing-methods';
import { oneOfEachGroup } from '../../../domain/balancing/method-groups';
import type { SweepAxis } from '../../../experiment/studies/plans';
import { keysOf } from '../../../lib/keys';
import { useApp } from '../../common/app-store';
import { useText } from '../../common/texts/use-text';
import type { QuestionFormProps } from './question-form';
import { SweepForm } from './sweep-form';
import styles from './forms.module.css';

const methods = keysOf(balancingMethods);

/**
 * Which balancing method: three are ticked, the current one and recommended ones of each kind; all
 * others are there to tick.
 */
export function MethodForm({ onBegun }: QuestionFormProps) {
  const { t, code } = useText();
  const current = useApp((state) => state.document.experiment.balancing.method);
  const [chosen, setChosen] = useState<readonly BalancingId[]>(() => [...new Set([current, ...oneOfEachGroup])].slice(0, 3));
  // They are run in the order of the list.
  const axis = useMemo((): SweepAxis => ({ kind: 'methods', methods: methods.filter((id) => chosen.includes(id)) }), [chosen]);
  return (
    <SweepForm axis={axis} label={t('compare.method.start', { count: axis.kind === 'methods' ? axis.methods.length : 0 })} onBegun={onBegun}>
      {() => (
        <fieldset className={styles['group']}>
          <legend className={styles['soft']}>{t('compare.methods')}</legend>
          <div className={styles['methods']}>
            {methods.map((id) => (
              <label key={id} className={styles['check']}>
                <input
                  type="checkbox"
                  checked={chosen.includes(id)}
                  onChange={(event) => setChosen(methods.filter((one) => (one === id ? event.target.checked : chosen.includes(one))))}
                />
                {code('balancing', id)}
              </label>
            ))}
          </div>
        </fieldset>
      )}
    </SweepForm>
  );
}
