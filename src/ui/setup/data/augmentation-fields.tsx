import { useState } from 'react';
import { Images } from 'lucide-react';
import { augmentationOf, datasetOf, imageShape } from '../../../experiment/context';
import { limits } from '../../../experiment/limits';
import type { Experiment } from '../../../experiment/schema';
import { useApp, useAppStore } from '../../common/app-store';
import { cardOf } from '../../common/cards/card';
import { ParameterField } from '../../common/parameters/parameter-field';
import { useText } from '../../common/texts/use-text';
import { Button } from '../../widgets/button';
import { Late } from '../../widgets/late';
import { TrainingDialog } from './look/late-data-dialog';
import styles from './data-section.module.css';

/** The amounts that are drawn by chance, with how each is counted. */
const amounts = [
  { part: 'shift', kind: 'integer', unit: 'pixels' },
  { part: 'crop', kind: 'real', unit: undefined },
  { part: 'rotate', kind: 'integer', unit: 'degrees' },
  { part: 'zoom', kind: 'real', unit: undefined },
  { part: 'contrast', kind: 'real', unit: undefined },
  { part: 'brightness', kind: 'real', unit: undefined },
  { part: 'noise', kind: 'real', unit: undefined },
  { part: 'cutout', kind: 'real', unit: undefined },
] as const;

/** By how much training images are changed by chance, and whether they are mirrored; nothing for data without images. */
export function AugmentationFields() {
  const { t } = useText();
  const data = useApp((state) => state.document.experiment.data);
  const hasImages = useApp((state) => imageShape(state.document.experiment).length > 0);
  const execute = useApp((state) => state.document.execute);
  const augmentation = augmentationOf(data);
  const { mirrors } = datasetOf({ data });
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
  if (!hasImages) return undefined;
  return (
    <div role="group" aria-label={t('data.augmentation')}>
      <div className={styles['heading']}>
        <h3 className={styles['group']}>{t('data.augmentation')}</h3>
        <PreviewButton />
      </div>
      {fieldOf(shift)}
      <ParameterField
        label={t('data.flip')}
        help={{ about: t('data.flip.about'), note, more: cardOf('augmentation', 'flip') }}
        spec={{ kind: 'flag', default: false }}
        value={augmentation.flip}
        // One that came with the document can be taken off.
        isDisabled={!mirrors && !augmentation.flip}
        nameOf={String}
        onCommit={(value) => execute('data.augmentation', { flip: value === true })}
      />
      {mirrors ? undefined : <p className={styles['note']}>{t('data.flip.not')}</p>}
      {beyond.map(fieldOf)}
    </div>
  );
}

/** Shows images as the training of the document on the desk takes them. */
function PreviewButton() {
  const { t } = useText();
  const store = useAppStore();
  const [seen, setSeen] = useState<Experiment>();
  return (
    <>
      <Button look="quiet" onClick={() => setSeen(store.getState().document.experiment)}>
        <Images size={14} aria-hidden />
        {t('look.preview')}
      </Button>
      {seen === undefined ? undefined : (
        <Late>
          <TrainingDialog experiment={seen} onClose={() => setSeen(undefined)} />
        </Late>
      )}
    </>
  );
}
