import { Maximize2, Minimize2, Ungroup } from 'lucide-react';
import { limits } from '../../experiment/limits';
import type { ExperimentGroup } from '../../experiment/schema';
import { useAppStore } from '../common/app-store';
import { NameInput } from '../common/parameters/name-input';
import { useNetworkText } from '../common/texts/use-network-text';
import { useText } from '../common/texts/use-text';
import { Button } from '../widgets/button';
import { Field } from '../widgets/field';
import styles from './layer-inspector.module.css';

/**
 * The name of the group that is selected, and what can be done with it; nothing at all gives it the
 * name of what it is.
 */
export function GroupFields({ group }: { readonly group: ExperimentGroup }) {
  const { t } = useText();
  const store = useAppStore();
  const words = useNetworkText();
  const { document } = store.getState();
  const { name: _given, ...unnamed } = group;
  const isOpen = group.open === true;
  const Icon = isOpen ? Minimize2 : Maximize2;
  return (
    <>
      <Field label={t('canvas.group-name-field')} help={{ about: t('canvas.group-name-help') }}>
        {({ id, describedBy }) => (
          <NameInput
            id={id}
            describedBy={describedBy}
            name={group.name ?? ''}
            placeholder={words.group(unnamed)}
            maxLength={limits.name}
            onCommit={(name) => document.execute('group.name', { id: group.id, name })}
          />
        )}
      </Field>
      <div className={styles['actions']}>
        <Button onClick={() => document.execute('group.fold', { ids: [group.id], open: !isOpen })}>
          <Icon size={14} aria-hidden /> {t(isOpen ? 'canvas.group-fold-one' : 'canvas.group-open-one')}
        </Button>
        <Button onClick={() => document.execute('group.undo', { ids: [group.id] })}>
          <Ungroup size={14} aria-hidden /> {t('canvas.group-undo')}
        </Button>
      </div>
    </>
  );
}
