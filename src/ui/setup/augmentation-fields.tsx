import { augmentationOf } from '../../experiment/context';
import { limits } from '../../experiment/limits';
import { useApp } from '../common/app-store';
import { ParameterField } from '../common/parameters/parameter-field';
import { useText } from '../common/texts/use-text';

const [least, most] = limits.shift;
const shiftSpec = { kind: 'integer', min: least, max: most, default: 0 } as const;
const flipSpec = { kind: 'flag', default: false } as const;

/** How far training images are moved by chance, and whether they are mirrored. */
export function AugmentationFields() {
  const { t } = useText();
  const data = useApp((state) => state.document.experiment.data);
  const execute = useApp((state) => state.document.execute);
  const { shift, flip } = augmentationOf(data);
  const note = t('training.note.restart');
  return (
    <>
      <ParameterField
        label={t('data.shift')}
        help={{ about: t('data.shift.about'), note }}
        spec={shiftSpec}
        value={shift}
        unit={t('data.pixels')}
        nameOf={String}
        onCommit={(value) => execute('data.augmentation', { shift: Number(value) })}
      />
      <ParameterField
        label={t('data.flip')}
        help={{ about: t('data.flip.about'), note }}
        spec={flipSpec}
        value={flip}
        nameOf={String}
        onCommit={(value) => execute('data.augmentation', { flip: value === true })}
      />
    </>
  );
}
