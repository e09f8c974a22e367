import { Trash2 } from 'lucide-react';
import type { Tie } from '../../domain/network/ties';
import { useAppStore } from '../common/app-store';
import { Button } from '../widgets/button';
import { Section } from '../widgets/section';
import { useNetworkText } from '../common/texts/use-network-text';
import { useText } from '../common/texts/use-text';
import styles from './layer-inspector.module.css';
import { TieFields } from './tie-fields';

/** One tie: which layers it joins, how, and how strongly. */
export function TieDetails({ tie }: { readonly tie: Tie }) {
  const { t } = useText();
  const store = useAppStore();
  const words = useNetworkText();
  const { view, document } = store.getState();
  return (
    <Section title={t('canvas.tie-of', { first: words.name(tie.first), second: words.name(tie.second) })}>
      <dl className={styles['facts']}>
        <div>
          <dt>{t('canvas.tie-between')}</dt>
          <dd>
            {[tie.first, tie.second].map((id) => (
              <div key={id}>
                <button type="button" className={styles['link']} onClick={() => view.select([id])}>
                  {words.name(id)}
                </button>
              </div>
            ))}
          </dd>
        </div>
      </dl>
      <TieFields tie={tie} />
      <div className={styles['actions']}>
        <Button
          onClick={() => {
            view.select([]);
            document.execute('tie.remove', { first: tie.first, second: tie.second });
          }}
        >
          <Trash2 size={14} aria-hidden /> {t('canvas.tie-delete')}
        </Button>
      </div>
    </Section>
  );
}
