import { Plus } from 'lucide-react';
import { useEffect, useState, type ComponentType } from 'react';
import { pendingUntil } from '../../lib/pending';
import { MenuButton } from '../widgets/popups/menu';
import { useText } from '../common/texts/use-text';

/** The kinds of layers to add, in a menu; what stands in it is loaded behind the network. */
export function Palette() {
  const { t } = useText();
  const [entries, setEntries] = useState<{ readonly Entries: ComponentType<{ readonly close: () => void }> }>();
  useEffect(() => {
    void pendingUntil('palette', import('./hands/palette-entries')).then(
      ({ PaletteEntries }) => setEntries({ Entries: PaletteEntries }),
      () => undefined,
    );
  }, []);
  return (
    <MenuButton
      face={
        <>
          <Plus size={14} aria-hidden /> {t('canvas.layer')}
        </>
      }
      menuLabel={t('canvas.layer')}
      title={t('canvas.layer-help')}
      data-testid="palette"
    >
      {(close) => entries !== undefined && <entries.Entries close={close} />}
    </MenuButton>
  );
}
