import { NumberField } from '../../widgets/number-field';
import type { NumberRange } from '../../widgets/numbers';
import { showReal } from '../../common/parameters/parameter-field';
import { useText } from '../../common/texts/use-text';
import { OptionRow, type OptionName } from './option-row';

/** A range of whole numbers. */
export const whole = ([min, max]: readonly [number, number]): NumberRange => ({ min, max, integer: true });
/** A range of numbers that differ by powers of ten. */
export const byFactors = ([min, max]: readonly [number, number]): NumberRange => ({ min, max, log: true });

interface NumberOptionProps {
  readonly name: Exclude<OptionName, 'optimizer' | 'schedule' | 'alternate' | 'batch' | 'seed'>;
  readonly value: number;
  readonly range: NumberRange;
  readonly unit?: string;
  readonly onCommit: (value: number) => void;
}

/** A training option that is a number. */
export function NumberOption({ name, value, range, unit, onCommit }: NumberOptionProps) {
  const { t, format } = useText();
  const show = range.integer === true ? format.integer : showReal;
  return (
    <OptionRow name={name} range={t('common.range', { low: show(range.min), high: show(range.max) })} formula={t(`training.${name}.formula`) || undefined}>
      {({ id, describedBy }) => (
        <NumberField
          id={id}
          describedBy={describedBy}
          value={value}
          range={range}
          show={show}
          unit={unit}
          onCommit={onCommit}
        />
      )}
    </OptionRow>
  );
}
