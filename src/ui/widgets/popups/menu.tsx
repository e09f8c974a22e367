import type { KeyboardEvent, ReactNode } from 'react';
import { Check } from 'lucide-react';
import type { ButtonProps } from '../button';
import { classNames } from '../class-names';
import { PopupButton } from './popup';
import styles from './menu.module.css';

interface MenuButtonProps extends Omit<ButtonProps, 'children' | 'role'> {
  readonly face: ReactNode;
  readonly menuLabel: string;
  readonly align?: 'start' | 'end';
  /**
   * The items: MenuItem, MenuGroup. `close` is called by the items themselves through their
   * onSelect.
   */
  readonly children: (close: () => void) => ReactNode;
}

/**
 * A button with a menu: arrow keys, Home and End move in it, also after a press beside its items;
 * Escape closes it.
 */
export function MenuButton({ menuLabel, children, ...rest }: MenuButtonProps) {
  return (
    <PopupButton {...rest} popupLabel={menuLabel} popupRole="menu" popupProps={{ className: styles['menu'], onKeyDown: moveFocus, tabIndex: 0 }}>
      {children}
    </PopupButton>
  );
}

/**
 * Items inside a popup that says more besides: the keys of a menu, and choosing is left to Enter,
 * Space and a press.
 */
export function MenuList({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div role="menu" aria-label={label} tabIndex={-1} onKeyDown={moveFocus}>
      {children}
    </div>
  );
}

interface MenuItemProps {
  readonly children: ReactNode;
  readonly onSelect: () => void;
  /** One of a group, or switched on and off; undefined for plain items. */
  readonly checked?: boolean | undefined;
  readonly disabled?: boolean;
  /** True for the item that has the focus as the popup opens. */
  readonly first?: boolean;
  /** The key that does the same. */
  readonly keys?: string | undefined;
  /** A line of explanation below. */
  readonly about?: string | undefined;
  readonly className?: string | undefined;
  readonly lang?: string;
}

/** One thing to choose in a menu. */
export function MenuItem({ children, onSelect, checked, disabled = false, first = false, keys, about, className, lang }: MenuItemProps) {
  return (
    <button
      type="button"
      role={checked === undefined ? 'menuitem' : 'menuitemradio'}
      {...(checked === undefined ? {} : { 'aria-checked': checked })}
      {...(first ? { 'data-autofocus': true } : {})}
      disabled={disabled}
      onClick={onSelect}
      lang={lang}
      tabIndex={-1}
      className={classNames(styles['row'], styles['item'], className)}
    >
      {checked === undefined ? undefined : <span className={styles['tick']}>{checked ? <Check size={14} aria-hidden /> : undefined}</span>}
      <span className={styles['text']}>
        {children}
        {about === undefined ? undefined : <span className={styles['about']}>{about}</span>}
      </span>
      {keys === undefined ? undefined : <kbd className={styles['keys']}>{keys}</kbd>}
    </button>
  );
}

/** Items that belong together, under a heading. */
export function MenuGroup({ title, children, className }: { title: string; children: ReactNode; className?: string | undefined }) {
  return (
    <div role="group" aria-label={title} className={classNames(styles['group'], className)}>
      <div className={styles['title']} aria-hidden>
        {title}
      </div>
      {children}
    </div>
  );
}

/** Arrow keys, Home and End move the focus among the items; Tab closes the popup. */
export function moveFocus(event: KeyboardEvent<HTMLDivElement>): void {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[role^="menuitem"]:not(:disabled)')].filter(
    (item) => item.offsetParent !== null || item.getClientRects().length > 0,
  );
  const at = items.findIndex((item) => item === document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
  if (to === undefined) {
    if (event.key === 'Tab') event.currentTarget.closest<HTMLElement>('[popover]')?.hidePopover();
    return;
  }
  event.preventDefault();
  items.at(to % items.length)?.focus();
}
