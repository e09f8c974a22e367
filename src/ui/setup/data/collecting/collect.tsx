import { useEffect, useId, useRef, useState } from 'react';
import { Plus } from 'lucide-react';
import { useStore } from 'zustand';
import { limits } from '../../../../experiment/limits';
import type { HandedFile } from '../../../../protocol/import-messages';
import { canBeUsed, collectedFiles, collection } from '../../../../state/imports/collection';
import { CaptureStage } from '../../../common/capture/capture-stage';
import { rememberSource, type Capture, type CaptureSource } from '../../../common/capture/capture';
import { useText } from '../../../common/texts/use-text';
import { Button } from '../../../widgets/button';
import { ClassRow } from './class-row';
import styles from './collecting.module.css';

interface CollectProps {
  readonly source: CaptureSource;
  readonly onSource: (source: CaptureSource) => void;
  /** What was collected is to become a data set. */
  readonly onFiles: (files: readonly HandedFile[]) => void;
}

/** Pictures of the pad or the camera are collected into classes, three to begin with. */
export function Collect({ source, onSource, onFiles }: CollectProps) {
  const { t } = useText();
  const { classes, addClasses, addPicture } = useStore(collection);
  const capture = useRef<Capture>(null);
  const hint = useId();
  const [told, tell] = useState('');
  const usable = canBeUsed(classes);
  useEffect(() => {
    if (collection.getState().classes.length === 0) addClasses([1, 2, 3].map((number) => t('capture.className', { number })));
  }, [addClasses, t]);
  useEffect(() => rememberSource(source), [source]);

  const add = async (id: number) => {
    const file = await capture.current?.take();
    if (file === undefined) return tell(source === 'pad' ? t('capture.empty') : t('capture.starting'));
    addPicture(id, file);
    capture.current?.clear();
    tell('');
  };
  return (
    <div className={styles['collect']}>
      <p className={styles['lead']}>{t(source === 'pad' ? 'capture.leadPad' : 'capture.leadCamera')}</p>
      <CaptureStage ref={capture} source={source} onSource={onSource} />
      <div className={styles['side']}>
        <ul className={styles['classes']} aria-label={t('capture.classes')}>
          {classes.map((one, place) => (
            <ClassRow key={one.id} collected={one} number={place + 1} source={source} onAdd={() => add(one.id)} />
          ))}
        </ul>
        <Button look="quiet" disabled={classes.length >= limits.classes} onClick={() => addClasses([t('capture.className', { number: classes.length + 1 })])}>
          <Plus size={14} aria-hidden />
          {t('capture.addClass')}
        </Button>
      </div>
      <div className={styles['end']}>
        <p id={hint} role="status" className={styles['told']}>
          {told === '' && !usable ? t('capture.needed') : told}
        </p>
        <Button
          look="primary"
          aria-disabled={!usable}
          aria-describedby={hint}
          onClick={() => {
            if (usable) onFiles(collectedFiles(classes, t('capture.setName')));
          }}
        >
          {t('capture.make')}
        </Button>
      </div>
    </div>
  );
}
