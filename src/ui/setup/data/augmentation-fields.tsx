import { augmentationOf } from '../../../experiment/context';
import { limits } from '../../../experiment/limits';
import { useApp } from '../../common/app-store';
import { cardOf } from '../../common/cards/card';
import { ParameterField } from '../../common/parameters/parameter-field';
import { useText } from '../../common/texts/use-text';

/** The amounts that are drawn by chance, with how each is counted. */
const amounts = [
  { part: 'shift', kind: 'integer', unit: 'pixels' },
  { part: 'rotate', kind: 'integer', unit: 'degrees' },
  { part: 'zoom', kind: 'real', unit: undefined },
  { part: 'contrast', kind: 'real', unit: undefined },
  { part: 'brightness', kind: 'real', unit: undefined },
] as const;

/** By how much training images are changed by chance, and whether they are mirrored. */
export function AugmentationFields() {
  const { t } = useText();
  const data = useApp((state) => state.document.experiment.data);
  const execute = useApp((state) => state.document.execute);
  const augmentation = augmentationOf(data);
  const note = t('training.note.restart');
  const fieldOf = ({ part, kind, unit }: (typeof amounts)[number]) => {
    const [min, max] = limits[part];
    return (
      <ParameterField
        key={part}
        label={t(`data.${part}`)}
        help={{ about: t(`data.${part}.about`), note, more: cardOf('augmentation', part) }}
        spec={kind === 'integer' ? { kind, min, max, default: 0 } : { kind, min, max, default: 0, scale: 'linear' }}
        value={augmentation[part]}
        unit={unit === undefined ? undefined : t(`data.${unit}`)}
        nameOf={String}
        onCommit={(value) => execute('data.augmentation', { [part]: Number(value) })}
      />
    );
  };
  const [shift, ...beyond] = amounts;
  return (
    <>
      {fieldOf(shift)}
      <ParameterField
        label={t('data.flip')}
        help={{ about: t('data.flip.about'), note, more: cardOf('augmentation', 'flip') }}
        spec={{ kind: 'flag', default: false }}
        value={augmentation.flip}
        nameOf={String}
        onCommit={(value) => execute('data.augmentation', { flip: value === true })}
      />
      {beyond.map(fieldOf)}
    </>
  );
}
