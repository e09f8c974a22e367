import { X } from 'lucide-react';
import { useStore } from 'zustand';
import { limits } from '../../../../experiment/limits';
import { collection, type CollectedClass } from '../../../../state/imports/collection';
import type { CaptureSource } from '../../../common/capture/capture';
import { useText } from '../../../common/texts/use-text';
import { Button } from '../../../widgets/button';
import { HoldButton } from './hold-button';
import styles from './collecting.module.css';

interface ClassRowProps {
  readonly collected: CollectedClass;
  /** From 1 on. */
  readonly number: number;
  readonly source: CaptureSource;
  /** Takes a picture of it. */
  readonly onAdd: () => Promise<void>;
}

/** A class: its name, its pictures, and the button that takes more of them. */
export function ClassRow({ collected: { id, name, pictures }, number, source, onAdd }: ClassRowProps) {
  const { t, format } = useText();
  const { rename, removeClass, removePicture } = useStore(collection);
  return (
    <li className={styles['class']} aria-label={name}>
      <div className={styles['head']}>
        <input aria-label={t('capture.nameOf', { number: format.integer(number) })} maxLength={limits.className} autoComplete="off" spellCheck={false} value={name} onChange={(event) => rename(id, event.target.value)} />
        <span className={styles['count']}>{t('capture.count', { count: format.integer(pictures.length) })}</span>
        <Button look="quiet" square aria-label={t('capture.removeClass', { name })} title={t('capture.removeClass', { name })} onClick={() => removeClass(id)}>
          <X size={14} aria-hidden />
        </Button>
      </div>
      <div className={styles['record']}>
        {source === 'pad' ? (
          <Button className={styles['hold']} aria-label={t('capture.addDrawingTo', { name })} onClick={() => void onAdd()}>
            {t('capture.addDrawing')}
          </Button>
        ) : (
          <HoldButton className={styles['hold']} aria-label={t('capture.recordTo', { name })} onHeld={onAdd}>
            {t('capture.record')}
          </HoldButton>
        )}
        <ul className={styles['pictures']}>
          {pictures
            .map((picture, place) => (
              <li key={picture.id}>
                <button
                  type="button"
                  className={styles['picture']}
                  aria-label={t('capture.removePicture', { number: format.integer(place + 1), name })}
                  title={t('capture.removePicture', { number: format.integer(place + 1), name })}
                  onClick={() => removePicture(id, picture.id)}
                >
                  <img src={picture.url} alt="" loading="lazy" />
                  <X size={14} aria-hidden />
                </button>
              </li>
            ))
            // The newest first, where it is seen.
            .toReversed()}
        </ul>
      </div>
    </li>
  );
}
