import { createPortal } from 'react-dom';
import { layerGroups } from '../../../domain/network/layer-groups';
import { useNetworkText } from '../../common/texts/use-network-text';
import { useText } from '../../common/texts/use-text';
import { MenuGroup, MenuItem } from '../../widgets/popups/menu';
import { useAddLayer } from './add-layer';
import styles from './palette-entries.module.css';
import { useKindDrag, type DraggedKind } from './pointer/use-kind-drag';

/**
 * All kinds of layers in groups, each with a line about it: press to add, or drag on to the canvas
 * or on to a wire.
 */
export function PaletteEntries({ close }: { readonly close: () => void }) {
  const { code } = useText();
  const { add } = useAddLayer();
  const { dragged, begin } = useKindDrag();
  return (
    <>
      {layerGroups.map(({ group, kinds }) => (
        <MenuGroup key={group} title={code('canvas', `layers.${group}`)}>
          {kinds.map((kind) => (
            <div key={kind} role="none" className={styles['entry']} onPointerDown={(event) => begin(event, kind)}>
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
      ))}
      {dragged !== undefined && <Ghost {...dragged} />}
    </>
  );
}

/** What is dragged, beside the pointer, and what would become of it there. */
function Ghost({ kind, x, y, into, refusal }: DraggedKind) {
  const { t, code } = useText();
  const words = useNetworkText();
  return createPortal(
    <div className={styles['ghost']} style={{ left: x, top: y }} data-testid="dragged-kind">
      <b>{code('network', `kind.${kind}`)}</b>
      {into !== undefined && refusal === undefined && <span>{t('hands.into', { from: words.name(into.from), to: words.name(into.to) })}</span>}
      {refusal !== undefined && <span className={styles['refused']}>{words.refusal(refusal)}</span>}
    </div>,
    document.body,
  );
}
