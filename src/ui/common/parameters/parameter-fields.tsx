import type { ReactNode } from 'react';
import type { BalancingId } from '../../../domain/balancing/balancing-methods';
import { isPlain, nearestAllowed, type ParameterSpecs, type ParameterValue, type ParameterValues } from '../../../domain/parameters';
import { translateFirst } from '../../../i18n/translate';
import { cardOf } from '../cards/card';
import { ParameterField } from './parameter-field';
import { useText } from '../texts/use-text';

interface ParameterFieldsProps {
  /**
   * Where the text catalogue has the names of the parameters, what they mean, and the names of
   * their choices.
   */
  readonly namespace: 'training' | 'balancing' | 'data';
  readonly parameters: ParameterSpecs;
  /** The stored values; where one is missing the default is shown. */
  readonly values: ParameterValues;
  /** What a change does to a training that is under way, and the sign for it. */
  readonly note: string;
  readonly mark?: ReactNode;
  /**
   * Whose parameters: where the catalogue says what one means in this method, that is told instead
   * of what it means in all.
   */
  readonly of?: BalancingId;
  readonly unitOf?: (name: string, value: number) => string | undefined;
  readonly onCommit: (name: string, value: ParameterValue) => void;
}

/** α and β: each method that has one means something else by it. */
const hasOwnMeaning = (name: string) => name === 'alpha' || name === 'beta';

/** The card of a parameter: of its own in a method where its name means something else in others. */
function moreOf(namespace: ParameterFieldsProps['namespace'], name: string, of: BalancingId | undefined): () => ReactNode {
  if (namespace === 'data') return cardOf('data', name);
  return namespace === 'training' ? cardOf('optimizing', name) : cardOf('balancing', hasOwnMeaning(name) ? `${of}.${name}` : name);
}

/** A field for every parameter of an optimiser, a schedule, a balancing method or a data set. */
export function ParameterFields({ namespace, parameters, values, note, mark, of, unitOf, onCommit }: ParameterFieldsProps) {
  const { code, language } = useText();
  return Object.entries(parameters).map(([name, spec]) =>
    !isPlain(spec) ? undefined : (
      <ParameterField
        key={name}
        label={code(namespace, `parameter.${name}`)}
        help={{
          about: translateFirst(language, namespace, [`${of}.parameter.${name}.about`, `parameter.${name}.about`]),
          formula: of === undefined ? undefined : code('balancing', `${of}.formula`),
          note,
          more: moreOf(namespace, name, of),
        }}
        mark={mark}
        spec={spec}
        value={values[name]}
        unit={unitOf?.(name, Number(nearestAllowed(spec, values[name])))}
        nameOf={(choice) => code(namespace, `choice.${choice}`)}
        onCommit={(value) => onCommit(name, value)}
      />
    ),
  );
}
