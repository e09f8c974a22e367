import { Maximize2, Minimize2, Ungroup } from 'lucide-react';
import { useState } from 'react';
import { limits } from '../../experiment/limits';
import type { ExperimentGroup } from '../../experiment/schema';
import { useAppStore } from '../common/app-store';
import { useNetworkText } from '../common/texts/use-network-text';
import { useText } from '../common/texts/use-text';
import { Button } from '../widgets/button';
import { Field } from '../widgets/field';
import styles from './layer-inspector.module.css';

/**
 * The name of the group that is selected, and what can be done with it. Enter or leaving the field
 * takes what was typed, Escape gives it up; nothing at all gives the group the name of what it is.
 */
export function GroupFields({ group }: { readonly group: ExperimentGroup }) {
  const { t } = useText();
  const store = useAppStore();
  const words = useNetworkText();
  const [draft, setDraft] = useState<string>();
  const { document } = store.getState();
  const own = group.name ?? '';
  const { name: _given, ...unnamed } = group;
  const isOpen = group.open === true;
  const commit = () => {
    setDraft(undefined);
    if (draft !== undefined && draft.trim() !== own) document.execute('group.name', { id: group.id, name: draft });
  };
  const Icon = isOpen ? Minimize2 : Maximize2;
  return (
    <>
      <Field label={t('canvas.group-name-field')} help={{ about: t('canvas.group-name-help') }}>
        {({ id, describedBy }) => (
          <input
            id={id}
            aria-describedby={describedBy}
            maxLength={limits.name}
            placeholder={words.group(unnamed)}
            autoComplete="off"
            spellCheck={false}
            value={draft ?? own}
            onChange={(event) => setDraft(event.target.value)}
            onFocus={(event) => event.target.select()}
            onBlur={commit}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && !event.nativeEvent.isComposing) commit();
              if (event.key === 'Escape' && draft !== undefined) {
                event.stopPropagation();
                setDraft(undefined);
              }
            }}
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
