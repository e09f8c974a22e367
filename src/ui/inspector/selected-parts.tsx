import { Copy, Trash2 } from 'lucide-react';
import type { Wire } from '../../domain/network/network';
import type { Tie } from '../../domain/network/ties';
import type { ExperimentGroup } from '../../experiment/schema';
import { useAppStore } from '../common/app-store';
import { useNetworkText } from '../common/texts/use-network-text';
import { Button } from '../widgets/button';
import { Section } from '../widgets/section';
import { useText } from '../common/texts/use-text';
import { FreezeButton } from './freeze-button';
import { GroupFields } from './group-fields';
import styles from './layer-inspector.module.css';

interface SelectedPartsProps {
  /** The group whose layers they are. */
  readonly group: ExperimentGroup | undefined;
  readonly layers: readonly string[];
  readonly wires: readonly Wire[];
  readonly ties: readonly Tie[];
}

/** Several parts of the network at once: layers, wires, ties; or all of a group and nothing else. */
export function SelectedParts({ group, layers, wires, ties }: SelectedPartsProps) {
  const { t } = useText();
  const store = useAppStore();
  const words = useNetworkText();
  const isMixed = wires.length + ties.length > 0;
  const count = layers.length + wires.length + ties.length;
  const { document, view } = store.getState();
  return (
    <Section title={group !== undefined && !isMixed ? words.group(group) : t(isMixed ? 'hands.selected-parts' : 'canvas.selected-layers', { count })}>
      {group !== undefined && !isMixed && (
        <>
          <p className={styles['about']}>{t('canvas.group-about', { count: layers.length })}</p>
          <GroupFields key={group.id} group={group} />
        </>
      )}
      <div className={styles['actions']}>
        <FreezeButton ids={layers} />
        {layers.length > 0 && (
          <Button onClick={() => document.execute('layer.duplicate', { ids: layers })}>
            <Copy size={14} aria-hidden /> {t('canvas.duplicate')}
          </Button>
        )}
        <Button
          onClick={() => {
            view.select([]);
            document.execute('network.remove', { layers, wires, ties });
          }}
        >
          <Trash2 size={14} aria-hidden /> {t(isMixed ? 'hands.delete-parts' : 'canvas.delete-layers', { count })}
        </Button>
      </div>
    </Section>
  );
}
