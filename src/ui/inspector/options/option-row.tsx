import type { ReactNode } from 'react';
import { RotateCcw } from 'lucide-react';
import { fieldClasses } from '../../../experiment/field-classes';
import { translator } from '../../../i18n/translate';
import { Field } from '../../widgets/field';
import type { HelpText } from '../../widgets/popups/help';
import { useText } from '../../common/texts/use-text';
import styles from './option-row.module.css';

/**
 * The training options by their names in the text catalogue, each with its field of the document.
 */
const optionFields = {
  optimizer: 'optimizer.kind',
  learningRate: 'optimizer.learningRate',
  schedule: 'schedule.kind',
  warmup: 'schedule.warmup',
  batch: 'training.batch',
  batchSize: 'training.batchSize',
  epochs: 'training.epochs',
  evaluateEvery: 'training.evaluateEvery',
  l1: 'regularisation.l1',
  l2: 'regularisation.l2',
  clipNorm: 'regularisation.clipNorm',
  seed: 'seed',
} as const satisfies Record<string, keyof typeof fieldClasses>;

export type OptionName = keyof typeof optionFields;

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
  readonly reference?: string | undefined;
  readonly about?: string;
  /** What values there are. */
  readonly range?: string;
  readonly children: (ids: { readonly id: string; readonly describedBy: string }) => ReactNode;
}

/**
 * A training option in one row, with what it means and what changing it does to a running training.
 */
export function OptionRow({ name, formula, reference, about, range, children }: OptionRowProps) {
  const { t, code } = useText();
  const restart = fieldClasses[optionFields[name]] === 'restart';
  const help: HelpText = {
    about: about ?? code('training', `${name}.about`),
    formula,
    reference,
    note: [...(range === undefined ? [] : [range]), t(restart ? 'training.note.restart' : 'training.note.live')].join(' '),
  };
  return (
    <Field label={t(`training.${name}`)} english={english(`training.${name}`)} help={help} mark={restart ? <RestartMark /> : undefined}>
      {children}
    </Field>
  );
}
