import { balancingMethods, type BalancingId } from '../../../domain/balancing/balancing-methods';
import { keysOf } from '../../../lib/keys';
import { useText } from '../../common/texts/use-text';
import styles from './dialogs.module.css';

const methods = keysOf(balancingMethods);

/** Balancing methods to tick; they are run in the order of the list. */
export function MethodChoice({ chosen, onChange }: { chosen: readonly BalancingId[]; onChange: (methods: BalancingId[]) => void }) {
  const { t, code } = useText();
  return (
    <fieldset className={styles['group']}>
      <legend className={styles['soft']}>{t('runs.sweep.methods')}</legend>
      <div className={styles['methods']}>
        {methods.map((id) => (
          <label key={id} className={styles['check']}>
            <input
              type="checkbox"
              checked={chosen.includes(id)}
              onChange={(event) => onChange(methods.filter((one) => (one === id ? event.target.checked : chosen.includes(one))))}
            />
            {code('balancing', id)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
