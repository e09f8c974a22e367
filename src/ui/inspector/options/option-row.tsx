import type { ReactNode } from 'react';
import { RotateCcw } from 'lucide-react';
import { fieldClass } from '../../../experiment/field-classes';
import { trainingFields } from '../../../experiment/training-fields';
import { translator } from '../../../i18n/translate';
import { cardOf } from '../../common/cards/card';
import type { CardArea } from '../../common/cards/card-area';
import { Field } from '../../widgets/field';
import type { HelpText } from '../../widgets/popups/help-text';
import { useText } from '../../common/texts/use-text';
import styles from './option-row.module.css';

export type OptionName = keyof typeof trainingFields;

const english = translator('en');

/** A small sign behind the name of a setting that a running training cannot take over. */
export function RestartMark() {
  const { t } = useText();
  return (
    <span className={styles['mark']} title={t('training.note.restart')}>
      <RotateCcw size={11} role="img" aria-label={t('training.note.restart')} />
    </span>
  );
}

interface OptionRowProps {
  readonly name: OptionName;
  readonly formula?: string | undefined;
  /** What the option is set to, where that has a card of its own. */
  readonly chosen?: { readonly area: CardArea; readonly id: string };
  readonly about?: string;
  /** What values there are. */
  readonly range?: string;
  readonly children: (ids: { readonly id: string; readonly describedBy: string }) => ReactNode;
}

/**
 * A training option in one row, with what it means and what changing it does to a running training.
 */
export function OptionRow({ name, formula, chosen, about, range, children }: OptionRowProps) {
  const { t, code } = useText();
  const restart = fieldClass(trainingFields[name]) === 'restart';
  const help: HelpText = {
    about: about ?? code('training', `${name}.about`),
    formula,
    more: chosen === undefined ? cardOf('training', name) : cardOf(chosen.area, chosen.id),
    note: [...(range === undefined ? [] : [range]), t(restart ? 'training.note.restart' : 'training.note.live')].join(' '),
  };
  return (
    <Field label={t(`training.${name}`)} english={english(`training.${name}`)} help={help} mark={restart ? <RestartMark /> : undefined}>
      {children}
    </Field>
  );
}
