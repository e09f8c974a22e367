import { Copy, Trash2 } from 'lucide-react';
import { useAppStore } from '../common/app-store';
import { Button } from '../widgets/button';
import { Section } from '../widgets/section';
import { useText } from '../common/texts/use-text';
import { FreezeButton } from './freeze-button';
import styles from './layer-inspector.module.css';

/** Several layers at once. */
export function SelectedLayers({ ids }: { readonly ids: readonly string[] }) {
  const { t } = useText();
  const store = useAppStore();
  const count = ids.length;
  return (
    <Section title={t('canvas.selected-layers', { count })}>
      <div className={styles['actions']}>
        <FreezeButton ids={ids} />
        <Button onClick={() => store.getState().document.execute('layer.duplicate', { ids })}>
          <Copy size={14} aria-hidden /> {t('canvas.duplicate')}
        </Button>
        <Button onClick={() => store.getState().document.execute('layer.remove', { ids })}>
          <Trash2 size={14} aria-hidden /> {t('canvas.delete-layers', { count })}
        </Button>
      </div>
    </Section>
  );
}
