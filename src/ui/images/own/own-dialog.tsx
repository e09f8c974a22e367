import { useEffect, useRef, useState } from 'react';
import { CaptureStage } from '../../common/capture/capture-stage';
import { lastSource, rememberSource, type Capture } from '../../common/capture/capture';
import { Dialog } from '../../common/dialog';
import { useText } from '../../common/texts/use-text';
import { Button } from '../../widgets/button';
import { OwnAnswers } from './own-answers';
import { useOwnPicture } from './use-own-picture';
import styles from './own.module.css';

/** Milliseconds between an answer to what the camera shows and the next question. */
const pause = 200;

/** A picture is drawn, shown to the camera or brought as a file, and the network says what it sees in it. */
export default function OwnDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useText();
  const [source, setSource] = useState(lastSource);
  const capture = useRef<Capture>(null);
  const input = useRef<HTMLInputElement>(null);
  const { reply, fault, ask } = useOwnPicture();
  // A file that was brought stays, whatever the camera sees, until something is drawn or chosen.
  const [isBrought, setBrought] = useState(false);
  const bring = (files: FileList | null | undefined) => {
    const [file] = files ?? [];
    if (file === undefined) return false;
    setBrought(true);
    ask(() => Promise.resolve(file));
    return true;
  };

  useEffect(() => {
    const pasted = (event: ClipboardEvent) => {
      if (bring(event.clipboardData?.files)) event.preventDefault();
    };
    document.addEventListener('paste', pasted);
    return () => document.removeEventListener('paste', pasted);
  });
  // What the camera shows changes by itself.
  useEffect(() => {
    if (source !== 'camera' || isBrought) return undefined;
    const timer = setInterval(() => ask(async () => capture.current?.take()), pause);
    return () => clearInterval(timer);
  }, [source, isBrought, ask]);

  return (
    <Dialog title={t('predictions.own')} onClose={onClose}>
      <div
        className={styles['body']}
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault();
          bring(event.dataTransfer.files);
        }}
      >
        <p className={styles['lead']}>{t('capture.ownLead')}</p>
        <div className={styles['stage']}>
          <CaptureStage
            ref={capture}
            source={source}
            onSource={(chosen) => {
              rememberSource(chosen);
              setSource(chosen);
              setBrought(false);
            }}
            onChange={() => {
              setBrought(false);
              ask(async () => capture.current?.take());
            }}
          />
          <Button onClick={() => input.current?.click()}>{t('capture.choose')}</Button>
          <input ref={input} type="file" accept="image/*" hidden data-testid="own-file" onChange={(event) => bring(event.target.files)} />
        </div>
        <OwnAnswers reply={reply} fault={fault} />
      </div>
    </Dialog>
  );
}
