import { Select } from '../../widgets/select';
import { useText } from '../../common/texts/use-text';
import { OptionRow } from './option-row';

interface SelectOptionProps<Value extends string> {
  readonly name: 'optimizer' | 'schedule' | 'alternate' | 'batch';
  readonly value: Value;
  readonly options: readonly Value[];
  /** What there is to be said besides what the chosen one does. */
  readonly more?: string;
  readonly formula?: string;
  readonly onChange: (value: Value) => void;
}

/** A training option that is one of a list. */
export function SelectOption<Value extends string>({ name, value, options, more = '', formula, onChange }: SelectOptionProps<Value>) {
  const { code } = useText();
  return (
    <OptionRow name={name} about={`${code('training', `${name}.${value}.about`)} ${more}`.trim()} formula={formula} chosen={{ area: name, id: value }}>
      {({ id, describedBy }) => (
        <Select
          id={id}
          describedBy={describedBy}
          value={value}
          options={options.map((one) => ({ value: one, label: code('training', `${name}.${one}`) }))}
          onChange={onChange}
        />
      )}
    </OptionRow>
  );
}
