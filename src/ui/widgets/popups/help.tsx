import { useRef, type ReactNode } from 'react';
import { classNames } from '../class-names';
import styles from './help.module.css';
import type { HelpText } from './help-text';
import { useHelp } from './use-help';

interface HelpTermProps {
  readonly text: HelpText;
  readonly children: ReactNode;
  readonly className?: string | undefined;
}

/** A word with help: what it means on hover and on focus, all of it by a press, a tap or F1. */
export function HelpTerm({ text, children, className }: HelpTermProps) {
  const anchor = useRef<HTMLButtonElement>(null);
  const help = useHelp({ ...text, english: text.english === children ? undefined : text.english }, anchor);
  return (
    <>
      <button
        ref={anchor}
        type="button"
        className={classNames(styles['term'], className)}
        aria-describedby={help.id}
        onClick={help.open}
        {...help.handlers}
      >
        {children}
      </button>
      {help.popup}
    </>
  );
}
