import { useId, useMemo, useState, type KeyboardEvent } from 'react';
import type { Box } from '../../../lib/box';
import { PointPopup } from './point-popup';
import menu from './menu.module.css';
import styles from './pick-list.module.css';

/** One thing to pick. */
export interface Pick {
  readonly value: string;
  readonly label: string;
  /** A line of explanation below. */
  readonly about?: string | undefined;
}

interface PickListProps {
  /** What it belongs to, in pixels of the window. */
  readonly at: Box;
  readonly label: string;
  readonly picks: readonly Pick[];
  /** What stands in the list where nothing fits what is typed. */
  readonly nothing: string;
  readonly onPick: (value: string) => void;
  readonly onClose: () => void;
}

/**
 * A list to search in: letters narrow it, arrow keys move in it, Enter or a press picks, Escape
 * closes it.
 */
export function PickList({ at, label, picks, nothing, onPick, onClose }: PickListProps) {
  const id = useId();
  const [typed, setTyped] = useState('');
  const [place, setPlace] = useState(0);
  const found = useMemo(() => picks.filter((pick) => matches(pick.label, typed)), [picks, typed]);
  const current = found[Math.min(place, found.length - 1)];
  const optionId = (pick: Pick) => `${id}-${pick.value}`;

  return (
    <PointPopup at={at} label={label} role="dialog" onClose={onClose}>
      {(close) => {
        const pick = (value: string) => {
          close();
          onPick(value);
        };
        const keyDown = (event: KeyboardEvent) => {
          const to = { ArrowDown: place + 1, ArrowUp: place - 1, Home: 0, End: found.length - 1 }[event.key];
          if (to !== undefined && found.length > 0) {
            event.preventDefault();
            const next = (to + found.length) % found.length;
            setPlace(next);
            const option = found[next];
            if (option !== undefined) document.getElementById(optionId(option))?.scrollIntoView({ block: 'nearest' });
          }
          if (event.key === 'Enter' && current !== undefined) {
            event.preventDefault();
            pick(current.value);
          }
        };
        return (
          <>
            <input
              type="text"
              role="combobox"
              aria-label={label}
              aria-expanded
              aria-controls={id}
              aria-autocomplete="list"
              aria-activedescendant={current === undefined ? undefined : optionId(current)}
              placeholder={label}
              autoComplete="off"
              value={typed}
              onChange={(event) => {
                setTyped(event.target.value);
                setPlace(0);
              }}
              onKeyDown={keyDown}
            />
            <div id={id} role="listbox" aria-label={label} className={styles['list']}>
              {found.map((one) => (
                // The field has the focus and hears the keys.
                <button
                  key={one.value}
                  id={optionId(one)}
                  type="button"
                  role="option"
                  aria-selected={one === current}
                  tabIndex={-1}
                  className={menu['row']}
                  onClick={() => pick(one.value)}
                >
                  {one.label}
                  {one.about === undefined ? undefined : <span className={menu['about']}>{one.about}</span>}
                </button>
              ))}
            </div>
            {found.length === 0 && (
              <p className={styles['nothing']} role="status">
                {nothing}
              </p>
            )}
          </>
        );
      }}
    </PointPopup>
  );
}

/** True if every word that was typed stands in the text. */
function matches(text: string, typed: string): boolean {
  const plain = text.toLowerCase();
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => plain.includes(word));
}
