import { Ellipsis } from 'lucide-react';
import { lazy } from 'react';
import { Late } from '../widgets/late';
import { MenuButton } from '../widgets/popups/menu';
import { useText } from '../common/texts/use-text';

const MoreItems = lazy(() => import('./more-items'));

/** The menu of what is done to the network as a whole more seldom. */
export function MoreMenu() {
  const { t } = useText();
  return (
    <MenuButton face={<Ellipsis size={16} aria-hidden />} square aria-label={t('canvas.more')} menuLabel={t('canvas.more')}>
      {(close) => (
        <Late>
          <MoreItems close={close} />
        </Late>
      )}
    </MenuButton>
  );
}
