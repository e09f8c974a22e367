import { useId, useRef, type ReactNode } from 'react';
import { useHelp, type HelpText } from './popups/help';
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

/** A labelled setting in one row; hovering, focusing or tapping it tells what it means. */
export function Field({ label, english, help, mark, children }: FieldProps) {
  const id = useId();
  const row = useRef<HTMLDivElement>(null);
  const { handlers, popup, id: describedBy, show } = useHelp({ ...help, english: english === label ? undefined : english }, row);
  return (
    <div ref={row} className={styles['field']} {...handlers}>
      <label htmlFor={id} className={styles['label']} onPointerUp={show}>
        {label}
        {mark}
      </label>
      <div className={styles['control']}>{children({ id, describedBy })}</div>
      {popup}
    </div>
  );
}
