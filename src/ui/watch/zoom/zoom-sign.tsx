import { useCallback } from 'react';
import { useText } from '../../common/texts/use-text';
import { Button } from '../../widgets/button';
import styles from '../cursor/looking-back.module.css';
import { useEscape } from '../cursor/use-escape';
import { useZoom } from './zoom-context';

/** Says which steps the charts show, or that some are to be chosen, and leads back. */
export function ZoomSign() {
  const { t, format } = useText();
  const { zoom, isChoosing, setZoom, setChoosing } = useZoom();
  const back = useCallback(() => (isChoosing ? setChoosing(false) : setZoom(undefined)), [isChoosing, setChoosing, setZoom]);
  useEscape(isChoosing || zoom !== undefined, back);
  if (isChoosing) {
    return (
      <div className={styles['sign']}>
        {t('curves.zoom.choosing')}
        <Button className={styles['now']} onClick={back}>
          {t('curves.zoom.cancel')} <kbd>Esc</kbd>
        </Button>
      </div>
    );
  }
  if (zoom === undefined) return undefined;
  return (
    <div className={styles['sign']}>
      {t('curves.zoom.shown', { from: format.integer(zoom.from), to: format.integer(zoom.to) })}
      <Button className={styles['now']} title={t('curves.zoom.whole.about')} onClick={back}>
        {t('curves.zoom.whole')} <kbd>Esc</kbd>
      </Button>
    </div>
  );
}
