import { Plus } from 'lucide-react';
import { layerGroups } from '../../domain/network/layer-groups';
import { isLayerKindId, type LayerKindId } from '../../domain/network/layer-kinds';
import { MenuButton, MenuGroup, MenuItem } from '../widgets/popups/menu';
import { useText } from '../common/texts/use-text';
import { useAddLayer } from './add-layer';
import styles from './palette.module.css';

const type = 'application/x-multitask-layer';

/** A kind of layer while it is dragged out of the palette. */
export const draggedKind = {
  type,
  write: (transfer: DataTransfer, kind: LayerKindId) => transfer.setData(type, kind),
  read: (transfer: DataTransfer): LayerKindId | undefined => {
    const kind = transfer.getData(type);
    return isLayerKindId(kind) ? kind : undefined;
  },
};

/**
 * All kinds of layers in groups, each with a line about it: press to add, or drag on to the canvas.
 */
export function Palette() {
  const { t, code } = useText();
  const { add } = useAddLayer();
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
      {(close) =>
        layerGroups.map(({ group, kinds }) => (
          <MenuGroup key={group} title={code('canvas', `layers.${group}`)}>
            {kinds.map((kind) => (
              <div
                key={kind}
                role="none"
                className={styles['entry']}
                draggable
                onDragStart={(event) => draggedKind.write(event.dataTransfer, kind)}
                onDragEnd={close}
              >
                <MenuItem
                  about={code('network', `kind-help.${kind}`)}
                  onSelect={() => {
                    close();
                    add(kind);
                  }}
                >
                  {code('network', `kind.${kind}`)}
                </MenuItem>
              </div>
            ))}
          </MenuGroup>
        ))
      }
    </MenuButton>
  );
}
