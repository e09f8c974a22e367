import type { ReactNode } from 'react';
import type { ParameterSpecs, ParameterValue, ParameterValues } from '../../domain/parameters';
import { ParameterField } from './parameter-field';
import { useText } from './use-text';

interface ParameterFieldsProps {
  /** Where the text catalogue has the names of the parameters, what they mean, and the names of their choices. */
  readonly area: 'training' | 'balancing';
  readonly parameters: ParameterSpecs;
  /** The stored values; where one is missing the default is shown. */
  readonly values: ParameterValues;
  /** What a change does to a training that is under way, and the sign for it. */
  readonly note: string;
  readonly mark?: ReactNode;
  readonly unitOf?: (name: string) => string | undefined;
  readonly onCommit: (name: string, value: ParameterValue) => void;
}

/** A field for every parameter of an optimiser, a schedule or a balancing method. */
export function ParameterFields({ area, parameters, values, note, mark, unitOf, onCommit }: ParameterFieldsProps) {
  const { code } = useText();
  return Object.entries(parameters).map(([name, spec]) =>
    spec.kind === 'task' ? undefined : (
      <ParameterField
        key={name}
        label={code(area, `parameter.${name}`)}
        help={{ about: code(area, `parameter.${name}.about`), note }}
        mark={mark}
        spec={spec}
        value={values[name]}
        unit={unitOf?.(name)}
        nameOf={(choice) => code(area, `choice.${choice}`)}
        onCommit={(value) => onCommit(name, value)}
      />
    ),
  );
}
