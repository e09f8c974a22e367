import { Map as MapIcon } from 'lucide-react';
import { lazy } from 'react';
import { Late } from '../../widgets/late';
import { PopupButton } from '../../widgets/popups/popup';
import { useText } from '../../common/texts/use-text';

const Whole = lazy(() => import('./whole'));

/** A button that shows the whole network in small where the pane shows a part of it. */
export function Overview() {
  const { t } = useText();
  return (
    <PopupButton
      square
      align="end"
      face={<MapIcon size={16} aria-hidden />}
      aria-label={t('canvas.overview')}
      title={t('canvas.overview-help')}
      popupLabel={t('canvas.overview')}
    >
      {(close) => (
        <Late>
          <Whole close={close} />
        </Late>
      )}
    </PopupButton>
  );
}
