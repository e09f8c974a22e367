import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import { classNames } from '../class-names';
import { Formula } from '../formula/formula';
import { putBeside } from './popup';
import styles from './help.module.css';

export interface HelpText {
  /** The term in English, said first where the page calls it otherwise. */
  readonly english?: string | undefined;
  /** What it means. */
  readonly about: string;
  readonly formula?: string | undefined;
  /** What a change does to a training that is under way, or the like. */
  readonly note?: string | undefined;
  /** The paper, or a page to read on. */
  readonly reference?: string | undefined;
}

/** How long a pointer rests on a word before its help opens, in milliseconds. */
const restingTime = 350;

/**
 * The id of the text for aria-describedby, handlers for what it belongs to, and the popup itself.
 */
interface Help {
  readonly id: string;
  /**
   * Spread on the element that the pointer rests on or the focus enters; the help opens beside it.
   */
  readonly handlers: {
    readonly onPointerEnter: (event: { readonly pointerType: string }) => void;
    readonly onPointerLeave: () => void;
    readonly onFocus: () => void;
    readonly onBlur: () => void;
    readonly onKeyDown: (event: { readonly key: string }) => void;
  };
  readonly show: () => void;
  /** To be put into the anchor's component. */
  readonly popup: ReactNode;
}

/**
 * What a number means and its formula: beside `anchor` on hover, on focus, or when `show` is called
 * by a tap. Closed by Escape, by leaving and by a press elsewhere.
 */
export function useHelp(text: HelpText, anchor: { readonly current: HTMLElement | null }): Help {
  const id = useId();
  const popup = useRef<HTMLSpanElement>(null);
  const [open, setOpen] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const change = (next: boolean, delay: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setOpen(next), delay);
  };

  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    const element = popup.current;
    if (!open || element === null) return;
    element.showPopover();
    if (anchor.current !== null) putBeside(element, anchor.current, 'beside', 'start');
    const hide = (event: Event) => {
      if (event.target instanceof Node && anchor.current?.contains(event.target) === true) return;
      setOpen(false);
    };
    document.addEventListener('pointerdown', hide);
    document.addEventListener('scroll', hide, true);
    return () => {
      document.removeEventListener('pointerdown', hide);
      document.removeEventListener('scroll', hide, true);
      if (element.matches(':popover-open')) element.hidePopover();
    };
  }, [open, anchor]);

  return {
    id,
    handlers: {
      onPointerEnter: (event) => {
        if (event.pointerType === 'mouse') change(true, restingTime);
      },
      onPointerLeave: () => change(false, 0),
      onFocus: () => change(true, restingTime),
      onBlur: () => change(false, 0),
      onKeyDown: (event) => {
        if (event.key === 'Escape') change(false, 0);
      },
    },
    show: () => change(true, 0),
    popup: (
      <span ref={popup} id={id} role="tooltip" popover="manual" className={styles['popup']}>
        {text.english === undefined ? undefined : <strong lang="en">{text.english}</strong>}
        <span className={styles['about']}>{text.about}</span>
        {text.formula === undefined ? undefined : (
          <span className={styles['formula']}>
            <Formula text={text.formula} />
          </span>
        )}
        {text.note === undefined ? undefined : <span className={styles['note']}>{text.note}</span>}
        {text.reference === undefined || text.reference === '' ? undefined : <cite className={styles['note']}>{text.reference}</cite>}
      </span>
    ),
  };
}

/** A word with help: on hover, on focus and by a tap. */
export function HelpTerm({ text, children, className }: { text: HelpText; children: ReactNode; className?: string | undefined }) {
  const anchor = useRef<HTMLButtonElement>(null);
  const help = useHelp({ ...text, english: text.english === children ? undefined : text.english }, anchor);
  return (
    <>
      <button
        ref={anchor}
        type="button"
        className={classNames(styles['term'], className)}
        aria-describedby={help.id}
        onClick={help.show}
        {...help.handlers}
      >
        {children}
      </button>
      {help.popup}
    </>
  );
}
