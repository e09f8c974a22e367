import type { KeyboardEvent, ReactNode } from 'react';
import styles from './class-groups.module.css';

/** What can be done with the classes of all boxes. */
export interface ClassChips {
  /** The names of the classes, in the order of their indices. */
  readonly names: readonly string[];
  /** Indices of those that are picked. */
  readonly picked: ReadonlySet<number>;
  /** The `boxKey` of the box that something is dragged over. */
  readonly over: string | undefined;
  readonly onPick: (index: number) => void;
  /** A chip is taken up by the pointer: it, or all that are picked if it is among them. */
  readonly onDrag: (index: number) => void;
  readonly onKey: (index: number, event: KeyboardEvent<HTMLElement>) => void;
}

/** What the box of a group has as its `data-box`; that of the classes in none has one too. */
export function boxKey(group: number | undefined): string {
  return group === undefined ? 'none' : String(group);
}

interface ClassBoxProps {
  /** Its name for assistive technology. */
  readonly label: string;
  /** What stands above its classes. */
  readonly children: ReactNode;
  /** The key of the group; undefined for the classes in none. */
  readonly group: number | undefined;
  /** Indices of the classes in it. */
  readonly classes: readonly number[];
  readonly chips: ClassChips;
}

/**
 * A box of classes: each is a chip to drag into another box, or to pick and to move with others.
 * `useClassGroups` hears what is dropped on it.
 */
export function ClassBox({ label, children, group, classes, chips }: ClassBoxProps) {
  const { names, picked, over, onPick, onDrag, onKey } = chips;
  const key = boxKey(group);
  return (
    <div role="group" aria-label={label} className={styles['box']} data-box={key} data-over={over === key}>
      <div className={styles['head']}>{children}</div>
      <div className={styles['chips']}>
        {classes.map((index) => (
          <button
            key={index}
            type="button"
            draggable
            className={styles['chip']}
            data-class={index}
            aria-pressed={picked.has(index)}
            aria-keyshortcuts="ArrowUp ArrowDown"
            onClick={() => onPick(index)}
            onKeyDown={(event) => onKey(index, event)}
            onDragStart={(event) => {
              event.dataTransfer.effectAllowed = 'move';
              // Without any data some browsers do not drag.
              event.dataTransfer.setData('text/plain', names[index] ?? '');
              onDrag(index);
            }}
          >
            {names[index]}
          </button>
        ))}
      </div>
    </div>
  );
}
