import type { Tie } from '../../domain/network/ties';
import { limits } from '../../experiment/limits';
import { useAppStore } from '../common/app-store';
import { Field } from '../widgets/field';
import { NumberField } from '../widgets/number-field';
import { showReal } from '../common/parameters/parameter-field';
import { Select } from '../widgets/select';
import { useText } from '../common/texts/use-text';

const kinds = ['equal', 'orthogonal'] as const;

/** What a tie is for, and how strong it is. */
export function TieFields({ tie }: { readonly tie: Tie }) {
  const { t } = useText();
  const store = useAppStore();
  const { first, second, strength, kind = 'equal' } = tie;
  const execute = store.getState().document.execute;
  const [min, max] = limits.tieStrength;
  const note = t('training.note.restart');
  return (
    <>
      <Field label={t('canvas.tie-kind')} help={{ about: t('canvas.tie-kind-help'), formula: t(`canvas.tie-formula-${kind}`), note }}>
        {({ id, describedBy }) => (
          <Select
            id={id}
            describedBy={describedBy}
            value={kind}
            options={kinds.map((value) => ({ value, label: t(`canvas.tie-${value}`) }))}
            onChange={(chosen) => execute('tie.set', { first, second, kind: chosen })}
          />
        )}
      </Field>
      <Field label={t('canvas.tie-strength')} english="Strength λ" help={{ about: t('canvas.tie-strength-help'), note }}>
        {({ id, describedBy }) => (
          <NumberField
            id={id}
            describedBy={describedBy}
            value={strength}
            range={{ min, max, log: true }}
            show={showReal}
            onCommit={(value) => execute('tie.set', { first, second, strength: value })}
          />
        )}
      </Field>
    </>
  );
}
