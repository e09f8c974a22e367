import { useText } from '../../common/texts/use-text';
import { Button } from '../../widgets/button';
import styles from '../cursor/looking-back.module.css';
import { useZoom } from './zoom-context';

/** Says which steps the charts show, and leads back to the whole run. */
export function ZoomSign() {
  const { t, format } = useText();
  const { zoom, setZoom } = useZoom();
  if (zoom === undefined) return undefined;
  return (
    <div className={styles['sign']}>
      {t('curves.zoom.shown', { from: format.integer(zoom.from), to: format.integer(zoom.to) })}
      <Button className={styles['now']} title={t('curves.zoom.whole.about')} onClick={() => setZoom(undefined)}>
        {t('curves.zoom.whole')} <kbd>0</kbd>
      </Button>
    </div>
  );
}
