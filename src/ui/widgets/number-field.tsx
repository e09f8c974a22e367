import { useState, type KeyboardEvent } from 'react';
import { classNames } from './class-names';
import { readNumber, stepped, withinRange, type NumberRange } from './numbers';
import styles from './number-field.module.css';

interface NumberFieldProps {
  /** Accessible name, unless a <label> names it by `id`. */
  readonly label?: string | undefined;
  readonly id?: string | undefined;
  readonly value: number;
  readonly range: NumberRange;
  /** How the value is written while nobody edits it. */
  readonly show: (value: number) => string;
  /** A unit behind the number. */
  readonly unit?: string | undefined;
  /** Called with an allowed value when a person is done: Enter, leaving the field, an arrow key. */
  readonly onCommit: (value: number) => void;
  readonly disabled?: boolean;
  readonly describedBy?: string | undefined;
  readonly className?: string | undefined;
}

/** A number to type; arrow keys and page keys step it, Escape takes back what was typed. */
export function NumberField(props: NumberFieldProps) {
  const { label, id, value, range, show, unit, onCommit, disabled = false, describedBy, className } = props;
  /** What stands in the field while it is edited. */
  const [draft, setDraft] = useState<string>();
  const wrong = draft !== undefined && readNumber(draft) === undefined;

  const commit = () => {
    const typed = draft === undefined ? undefined : readNumber(draft);
    setDraft(undefined);
    if (typed === undefined) return;
    const allowed = withinRange(typed, range);
    if (allowed !== value) onCommit(allowed);
  };
  const keyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const move = moves[event.key];
    if (move !== undefined) {
      event.preventDefault();
      const from = (draft === undefined ? undefined : readNumber(draft)) ?? value;
      setDraft(undefined);
      onCommit(stepped(from, move.direction, range, move.large || event.shiftKey));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      commit();
    } else if (event.key === 'Escape' && draft !== undefined) {
      event.stopPropagation();
      setDraft(undefined);
    }
  };

  return (
    <span className={classNames(styles['frame'], wrong && styles['wrong'], className)}>
      <input
        id={id}
        type="text"
        role="spinbutton"
        inputMode={range.integer === true ? 'numeric' : 'decimal'}
        enterKeyHint="done"
        autoComplete="off"
        spellCheck={false}
        aria-label={label}
        aria-describedby={describedBy}
        aria-valuenow={numeral(value)}
        aria-valuetext={unit === undefined ? show(value) : `${show(value)} ${unit}`}
        aria-valuemin={numeral(range.min)}
        aria-valuemax={numeral(range.max)}
        aria-invalid={wrong}
        disabled={disabled}
        className={styles['input']}
        value={draft ?? show(value)}
        onChange={(event) => setDraft(event.target.value)}
        onFocus={(event) => event.target.select()}
        onBlur={commit}
        onKeyDown={keyDown}
      />
      {unit === undefined ? undefined : (
        <span className={styles['unit']} aria-hidden>
          {unit}
        </span>
      )}
    </span>
  );
}

/**
 * A number for an ARIA attribute; those know no powers of ten, and the value is in aria-valuetext
 * in any case.
 */
function numeral(value: number): number | undefined {
  return /e/.test(String(value)) ? undefined : value;
}

const moves: Readonly<Record<string, { readonly direction: 1 | -1; readonly large: boolean }>> = {
  ArrowUp: { direction: 1, large: false },
  ArrowDown: { direction: -1, large: false },
  PageUp: { direction: 1, large: true },
  PageDown: { direction: -1, large: true },
};
