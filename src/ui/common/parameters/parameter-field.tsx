import type { ParameterValue, PlainSpec } from '../../../domain/parameters';
import { nearestAllowed } from '../../../domain/parameters';
import { Field, type FieldProps } from '../../widgets/field';
import { NumberField } from '../../widgets/number-field';
import { Select } from '../../widgets/select';
import { useText } from '../texts/use-text';
import styles from './parameter-field.module.css';

interface ParameterFieldProps extends Omit<FieldProps, 'children'> {
  readonly spec: PlainSpec;
  /** The stored value; where it is missing the default is shown. */
  readonly value: ParameterValue | undefined;
  readonly unit?: string | undefined;
  /** True for a tick that cannot be set here. */
  readonly isDisabled?: boolean;
  /** The name of a choice. */
  readonly nameOf: (choice: string) => string;
  readonly onCommit: (value: ParameterValue) => void;
}

/** The control that fits a parameter's description: a number, a list or a tick. */
export function ParameterField({ spec, value, unit, isDisabled = false, nameOf, onCommit, help, ...field }: ParameterFieldProps) {
  const { t, format } = useText();
  const shown = nearestAllowed(spec, value);
  const show = spec.kind === 'integer' ? format.integer : showReal;
  const range =
    spec.kind === 'integer' || spec.kind === 'real'
      ? [t('common.range.default', { low: show(spec.min), high: show(spec.max), usual: show(spec.default) })]
      : [];
  const note = [...range, ...(help.note === undefined ? [] : [help.note])].join(' ');
  return (
    <Field {...field} help={{ ...help, note: note === '' ? undefined : note }}>
      {({ id, describedBy }) => {
        switch (spec.kind) {
          case 'integer':
          case 'real':
            return (
              <NumberField
                id={id}
                describedBy={describedBy}
                value={Number(shown)}
                range={{ min: spec.min, max: spec.max, integer: spec.kind === 'integer', log: spec.kind === 'real' && spec.scale === 'log' }}
                show={show}
                unit={unit}
                onCommit={onCommit}
              />
            );
          case 'choice':
            return (
              <Select
                id={id}
                describedBy={describedBy}
                value={String(shown)}
                options={spec.options.map((option) => ({ value: option, label: nameOf(option) }))}
                onChange={onCommit}
              />
            );
          case 'flag':
            return (
              <input
                id={id}
                type="checkbox"
                className={styles['tick']}
                aria-describedby={describedBy}
                disabled={isDisabled}
                checked={shown === true}
                onChange={(event) => onCommit(event.target.checked)}
              />
            );
        }
      }}
    </Field>
  );
}

/** A setting as it was set: all its digits, small ones as 1e-8. */
export function showReal(value: number): string {
  const size = Math.abs(value);
  const text = size !== 0 && size < 1e-4 ? value.toExponential() : String(Number(value.toPrecision(6)));
  return text.replace('-', size < 1e-4 && value > 0 ? '-' : '−');
}
