import { lazy, useState } from 'react';
import { ImagePlus } from 'lucide-react';
import { imageShape } from '../../../experiment/context';
import { useApp } from '../../common/app-store';
import { useText } from '../../common/texts/use-text';
import { Button } from '../../widgets/button';
import { Late } from '../../widgets/late';
import styles from '../thumbnails.module.css';

const OwnDialog = lazy(() => import('./own-dialog'));

/** Opens the dialog in which a picture of one's own is tried; nothing where the data are no images. */
export function OwnButton() {
  const { t } = useText();
  const hasImages = useApp((state) => imageShape(state.document.experiment).length > 0);
  const [isOpen, setOpen] = useState(false);
  if (!hasImages) return undefined;
  return (
    <>
      <Button square className={styles['own']} aria-label={t('predictions.own')} title={t('predictions.own')} onClick={() => setOpen(true)}>
        <ImagePlus size={18} aria-hidden />
      </Button>
      {isOpen ? (
        <Late>
          <OwnDialog onClose={() => setOpen(false)} />
        </Late>
      ) : undefined}
    </>
  );
}
