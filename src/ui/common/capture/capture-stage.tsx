import { useRef, type Ref } from 'react';
import { Select } from '../../widgets/select';
import { Button } from '../../widgets/button';
import { useText } from '../texts/use-text';
import { Camera } from './camera';
import { captureSources, type Capture, type CaptureSource } from './capture';
import { DrawingPad } from './drawing-pad';
import styles from './capture.module.css';

interface CaptureStageProps {
  readonly ref: Ref<Capture>;
  readonly source: CaptureSource;
  readonly onSource: (source: CaptureSource) => void;
  /** Another picture can be taken: something was drawn or wiped off, or the camera has begun. */
  readonly onChange?: () => void;
}

/** The pad or the camera, whichever is chosen. */
export function CaptureStage({ ref, source, onSource, onChange }: CaptureStageProps) {
  const { t } = useText();
  const pad = useRef<Capture>(null);
  const share = (capture: Capture | null) => {
    pad.current = capture;
    if (typeof ref === 'function') return ref(capture);
    if (ref !== null) ref.current = capture;
  };
  return (
    <div className={styles['stage']}>
      <div className={styles['bar']}>
        <Select label={t('capture.source')} value={source} options={captureSources.map((value) => ({ value, label: t(`capture.source.${value}`) }))} onChange={onSource} />
        {source === 'pad' ? <Button onClick={() => pad.current?.clear()}>{t('capture.clear')}</Button> : undefined}
      </div>
      {source === 'pad' ? <DrawingPad ref={share} onChange={onChange} /> : <Camera ref={share} onReady={onChange} />}
    </div>
  );
}
