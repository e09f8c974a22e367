import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { ExperimentGroup } from '../../../experiment/schema';
import { useAppStore } from '../../common/app-store';
import { useText } from '../../common/texts/use-text';
import { useNetworkView } from '../network-view';
import styles from './layer-node.module.css';

function takeFocus(field: HTMLInputElement | null): void {
  field?.focus();
  field?.select();
}

/** A group's name, which a double click or F2 lets one change where it stands. */
export function GroupName({ group }: { readonly group: ExperimentGroup }) {
  const { words } = useNetworkView();
  const { t } = useText();
  const store = useAppStore();
  const [typed, setTyped] = useState<string>();
  const place = useRef<HTMLSpanElement>(null);
  const name = words.group(group);

  useEffect(() => {
    // The box around it has the focus, which is React Flow's.
    const box = place.current?.closest('.react-flow__node');
    const heard = (event: Event) => {
      if (!(event instanceof globalThis.KeyboardEvent) || event.key !== 'F2') return;
      event.preventDefault();
      setTyped(name);
    };
    box?.addEventListener('keydown', heard);
    return () => box?.removeEventListener('keydown', heard);
  }, [name]);

  const end = (kept: boolean) => {
    setTyped(undefined);
    if (kept && typed !== undefined && typed !== name) store.getState().document.execute('group.name', { id: group.id, name: typed });
    place.current?.closest<HTMLElement>('.react-flow__node')?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === 'Enter' || event.key === 'Escape') end(event.key === 'Enter');
  };
  return (
    <span ref={place} className={styles['title']} onDoubleClick={() => setTyped(name)}>
      {typed === undefined ? (
        name
      ) : (
        <input
          className={`nodrag nopan nokey ${styles['rename'] ?? ''}`}
          aria-label={t('canvas.group-name', { group: name })}
          value={typed}
          ref={takeFocus}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={onKeyDown}
          onBlur={() => end(true)}
        />
      )}
    </span>
  );
}
