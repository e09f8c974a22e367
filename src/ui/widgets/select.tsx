import { ChevronDown } from 'lucide-react';
import { classNames } from './class-names';
import styles from './select.module.css';

interface SelectOption<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly disabled?: boolean;
  /** Options of one group stand under its name. */
  readonly group?: string;
}

interface SelectProps<Value extends string> {
  /** Accessible name, unless a <label> names it by `id`. */
  readonly label?: string;
  readonly id?: string;
  readonly value: Value;
  readonly options: readonly SelectOption<Value>[];
  readonly onChange: (value: Value) => void;
  readonly disabled?: boolean;
  readonly describedBy?: string | undefined;
  readonly className?: string | undefined;
}

/** One of several: the browser's own list, which every keyboard and every phone knows. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const { label, id, value, options, onChange, disabled = false, describedBy, className } = props;
  return (
    <span className={classNames(styles['frame'], className)}>
      <select
        id={id}
        aria-label={label}
        aria-describedby={describedBy}
        value={value}
        disabled={disabled}
        className={styles['select']}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.target.value);
          if (chosen !== undefined) onChange(chosen.value);
        }}
      >
        {[...new Set(options.map(({ group }) => group))].map((group) => {
          const members = options.filter((option) => option.group === group).map(optionElement);
          return group === undefined ? (
            members
          ) : (
            <optgroup key={group} label={group}>
              {members}
            </optgroup>
          );
        })}
      </select>
      <ChevronDown size={14} aria-hidden className={styles['arrow']} />
    </span>
  );
}

function optionElement({ value, label, disabled }: SelectOption<string>) {
  return (
    <option key={value} value={value} disabled={disabled}>
      {label}
    </option>
  );
}
