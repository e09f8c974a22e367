import { useId, useRef, type MouseEvent, type ReactNode } from 'react';
import type { HelpText } from './popups/help-text';
import { useHelp } from './popups/use-help';
import styles from './field.module.css';

export interface FieldProps {
  readonly label: string;
  /** The term in English, said in the help where the page is in another language. */
  readonly english?: string | undefined;
  readonly help: HelpText;
  /** What stands after the label, such as the mark that a change asks for a restart. */
  readonly mark?: ReactNode;
  /** The control: gives it this id, and describes it by the help's. */
  readonly children: (ids: { readonly id: string; readonly describedBy: string }) => ReactNode;
}

/**
 * A labelled setting in one row. Hovering and focusing it tells what it means; a press on its label,
 * F1 and a long press open the card.
 */
export function Field({ label, english, help, mark, children }: FieldProps) {
  const id = useId();
  const row = useRef<HTMLDivElement>(null);
  const { handlers, popup, id: describedBy, open } = useHelp({ ...help, english: english === label ? undefined : english }, row);
  const press = {
    onClick: (event: MouseEvent<HTMLLabelElement>) => {
      const { control } = event.currentTarget;
      // A press on the name of a tick sets it, and that is enough.
      if (control instanceof HTMLInputElement && control.type === 'checkbox') return;
      // No keyboard of a phone over the card.
      event.preventDefault();
      open();
    },
  };
  return (
    <div ref={row} className={styles['field']} {...handlers}>
      <label
        htmlFor={id}
        className={styles['label']}
        {...press}
      >
        {label}
        {mark}
      </label>
      <div className={styles['control']}>{children({ id, describedBy })}</div>
      {popup}
    </div>
  );
}
