import { useState } from 'react';
import type { SweepField } from '../../../experiment/studies/kinds/sweep-fields';
import { Button } from '../../widgets/button';
import { NumberField } from '../../widgets/number-field';
import { Select } from '../../widgets/select';
import { usePhrase } from '../../common/texts/use-phrase';
import { useText } from '../../common/texts/use-text';
import { spacedValues, usualSpacing, writeValues } from './values';
import styles from './forms.module.css';

/** The values that a field is first offered with. */
export function usualValues(field: SweepField): string {
  return writeValues(spacedValues(usualSpacing(field), field.integer));
}

interface NumberChoiceProps {
  readonly fields: readonly SweepField[];
  readonly path: string;
  /** The list of values as it was typed. */
  readonly text: string;
  /** The list holds what is no number, or what the number cannot be. */
  readonly wrong: boolean;
  readonly onPath: (path: string) => void;
  readonly onText: (text: string) => void;
}

/**
 * A number of the document and the values that it is to have: typed, or filled in from one end to
 * the other.
 */
export function NumberChoice({ fields, path, text, wrong, onPath, onText }: NumberChoiceProps) {
  const { t, code } = useText();
  const phrase = usePhrase();
  const field = fields.find((one) => one.path === path);
  const named = (label: SweepField['label']) => (typeof label === 'boolean' ? '' : phrase(label));
  return (
    <>
      <label className={styles['line']}>
        <span>{t('compare.number')}</span>
        <Select
          value={path}
          options={fields.map((one) => ({ value: one.path, label: named(one.label), group: code('compare', `group.${groupOf(one.path)}`) }))}
          onChange={onPath}
        />
      </label>
      {field === undefined ? undefined : (
        <p className={styles['soft']}>
          {t('compare.now', { value: phrase(field.value), min: phrase(field.min), max: phrase(field.max) })}
        </p>
      )}
      <label className={styles['line']}>
        <span>{t('compare.values')}</span>
        <input
          type="text"
          value={text}
          aria-invalid={wrong}
          autoComplete="off"
          spellCheck={false}
          title={t('compare.values.hint')}
          onChange={(event) => onText(event.target.value)}
        />
      </label>
      {field === undefined ? undefined : <Spaced key={field.path} field={field} onFill={onText} />}
    </>
  );
}

function Spaced({ field, onFill }: { field: SweepField; onFill: (text: string) => void }) {
  const { t, format } = useText();
  const [spacing, setSpacing] = useState(() => usualSpacing(field));
  const range = { min: field.min, max: field.max, integer: field.integer, log: field.scale === 'log' };
  const show = (value: number) => String(value);
  return (
    <div className={styles['spaced']}>
      <label className={styles['part']}>
        {t('compare.from')}
        <NumberField label={t('compare.from')} value={spacing.from} range={range} show={show} onCommit={(from) => setSpacing({ ...spacing, from })} />
      </label>
      <label className={styles['part']}>
        {t('compare.to')}
        <NumberField label={t('compare.to')} value={spacing.to} range={range} show={show} onCommit={(to) => setSpacing({ ...spacing, to })} />
      </label>
      <label className={styles['part']}>
        {t('compare.count')}
        <NumberField
          label={t('compare.count')}
          value={spacing.count}
          range={{ min: 2, max: 50, integer: true }}
          show={format.integer}
          onCommit={(count) => setSpacing({ ...spacing, count })}
        />
      </label>
      <label className={styles['part']}>
        {t('compare.scale.label')}
        <Select
          value={spacing.scale}
          options={[
            { value: 'linear', label: t('compare.scale.linear') },
            { value: 'log', label: t('compare.scale.log'), disabled: !(spacing.from > 0 && spacing.to > 0) },
          ]}
          onChange={(scale) => setSpacing({ ...spacing, scale })}
        />
      </label>
      <Button onClick={() => onFill(writeValues(spacedValues(spacing, field.integer)))}>{t('compare.fill')}</Button>
    </div>
  );
}

function groupOf(path: string): 'optimizer' | 'tasks' | 'balancing' | 'network' | 'training' {
  const [namespace] = path.split('.');
  return namespace === 'optimizer' || namespace === 'tasks' || namespace === 'balancing' || namespace === 'network' ? namespace : 'training';
}
