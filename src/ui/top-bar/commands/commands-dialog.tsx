import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { Dialog } from '../../common/dialog';
import { focusKeys } from './focus-keys';
import type { ShortcutId } from '../../common/shortcuts';
import { useText } from '../../common/texts/use-text';
import hidden from '../../widgets/hidden.module.css';
import styles from './commands-dialog.module.css';
import { matching } from './matching';
import { onMac } from '../on-mac';
import { useCommands, type NamedTab, type PageCommand } from './use-commands';

interface CommandsDialogProps {
  readonly actions: Readonly<Record<ShortcutId, () => void>>;
  readonly tabs: readonly NamedTab[];
  readonly onClose: () => void;
}

/**
 * Every command of the page with its keys: what is typed narrows the list, the arrow keys move in
 * it, Enter or a press runs one.
 */
export default function CommandsDialog({ actions, tabs, onClose }: CommandsDialogProps) {
  const { t, format } = useText();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const found = matching(useCommands(actions, tabs), typed);
  useEffect(() => field.current?.focus(), []);
  const active = found[at]?.id;
  useEffect(() => {
    if (active !== undefined) list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  const run = (command: PageCommand | undefined) => {
    if (command === undefined) return;
    onClose();
    command.run();
  };
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const to = { ArrowDown: at + 1, ArrowUp: at - 1 }[event.key];
    if (event.key === 'Enter') run(found[at]);
    else if (to !== undefined && found.length > 0) setAt((to + found.length) % found.length);
    else return;
    event.preventDefault();
  };
  return (
    <Dialog title={t('topbar.commands')} onClose={onClose}>
      <div className={styles['body']}>
        <input
          ref={field}
          className={styles['field']}
          role="combobox"
          aria-label={t('topbar.commands.filter')}
          placeholder={t('topbar.commands.filter')}
          aria-expanded
          aria-autocomplete="list"
          aria-controls={`${id}-list`}
          aria-activedescendant={found[at] === undefined ? undefined : `${id}-${at}`}
          autoComplete="off"
          spellCheck={false}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setAt(0);
          }}
          onKeyDown={press}
        />
        <p role="status" className={found.length === 0 ? styles['none'] : hidden['hidden']}>
          {found.length === 0 ? t('topbar.commands.none') : t('topbar.commands.found', { count: format.integer(found.length) })}
        </p>
        <div ref={list} id={`${id}-list`} role="listbox" tabIndex={-1} aria-label={t('topbar.commands')} className={styles['list']}>
          {found.map((command, place) => (
            <button
              type="button"
              tabIndex={-1}
              key={command.id}
              id={`${id}-${place}`}
              role="option"
              aria-selected={place === at}
              className={styles['row']}
              onPointerMove={() => setAt(place)}
              onClick={() => run(command)}
            >
              <span>{command.label}</span>
              <Keys keys={command.keys} />
            </button>
          ))}
        </div>
        <section className={styles['network']}>
          <h3 className={styles['title']}>{t('topbar.keys.network')}</h3>
          <dl className={styles['keysOnly']}>
            {focusKeys(onMac).map(({ id: key, keys }) => (
              <div key={key} className={styles['row']}>
                <dt>{t(`topbar.key.canvas.${key}`)}</dt>
                <dd>
                  <Keys keys={keys} />
                </dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
    </Dialog>
  );
}

function Keys({ keys }: { readonly keys: readonly string[] }) {
  return (
    <span className={styles['keys']}>
      {keys.map((key) => (
        <kbd key={key} className={styles['key']}>
          {key}
        </kbd>
      ))}
    </span>
  );
}
