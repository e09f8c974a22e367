import { useEffect, useImperativeHandle, useRef, useState, type Ref } from 'react';
import { useText } from '../texts/use-text';
import { Button } from '../../widgets/button';
import { pictureOf, type Capture } from './capture';
import { cameraFault, type CameraFault } from './camera-fault';
import styles from './capture.module.css';

interface CameraProps {
  readonly ref: Ref<Capture>;
  /** It shows something from now on. */
  readonly onReady?: (() => void) | undefined;
}

/** Pixels that a picture of the camera has along each side. */
const pictureSide = 128;

/** What the camera sees, and the middle square of it as pictures; or why it cannot be used. */
export function Camera(props: CameraProps) {
  const [tries, setTries] = useState(0);
  return <CameraView key={tries} {...props} onAgain={() => setTries(tries + 1)} />;
}

function CameraView({ ref, onReady, onAgain }: CameraProps & { readonly onAgain: () => void }) {
  const { t } = useText();
  const video = useRef<HTMLVideoElement>(null);
  const [state, setState] = useState<'starting' | 'showing' | CameraFault>('starting');

  useEffect(() => {
    let wanted = true;
    let stream: MediaStream | undefined;
    const stop = () => stream?.getTracks().forEach((track) => track.stop());
    const begin = async () => {
      // Undefined where the page comes over plain http.
      const { mediaDevices }: Partial<Navigator> = navigator;
      if (mediaDevices === undefined) return setState('insecure');
      try {
        stream = await mediaDevices.getUserMedia({ video: { facingMode: 'environment', width: { ideal: 640 }, height: { ideal: 480 } } });
        if (!wanted) stop();
        else if (video.current !== null) video.current.srcObject = stream;
      } catch (error) {
        if (wanted) setState(cameraFault(error));
      }
    };
    void begin();
    return () => {
      wanted = false;
      stop();
    };
  }, []);

  useImperativeHandle(ref, () => ({
    take: () => (video.current === null || state !== 'showing' ? Promise.resolve(undefined) : pictureOf(middleOf(video.current), 'photo')),
    clear: () => {},
  }));

  if (state !== 'starting' && state !== 'showing') {
    return (
      <div className={styles['square']} role="alert">
        <div className={styles['fault']}>
          <p>{t(`capture.camera.${state}`)}</p>
          <Button onClick={onAgain}>{t('capture.again')}</Button>
        </div>
      </div>
    );
  }
  return (
    <div className={styles['square']}>
      <video
        ref={video}
        muted
        playsInline
        autoPlay
        aria-label={t('capture.cameraView')}
        className={styles['video']}
        onPlaying={() => {
          setState('showing');
          onReady?.();
        }}
      />
      {state === 'starting' ? (
        <p role="status" className={styles['waiting']}>
          {t('capture.starting')}
        </p>
      ) : undefined}
    </div>
  );
}

/** The middle square of what a video shows now. */
function middleOf(video: HTMLVideoElement): HTMLCanvasElement {
  const { videoWidth, videoHeight } = video;
  const side = Math.min(videoWidth, videoHeight);
  const canvas = document.createElement('canvas');
  canvas.width = pictureSide;
  canvas.height = pictureSide;
  const context = canvas.getContext('2d');
  if (context !== null) {
    context.imageSmoothingQuality = 'high';
    context.drawImage(video, (videoWidth - side) / 2, (videoHeight - side) / 2, side, side, 0, 0, pictureSide, pictureSide);
  }
  return canvas;
}
