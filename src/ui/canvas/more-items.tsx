import { useEffect, useRef } from 'react';
import { useReactFlow } from '@xyflow/react';
import { useAppStore } from '../common/app-store';
import { MenuGroup, MenuItem } from '../widgets/popups/menu';
import { useNetworkText } from '../common/texts/use-network-text';
import { useText } from '../common/texts/use-text';
import { pendingUntil } from '../../lib/pending';
import { shownNetwork } from '../../experiment/groups';
import { placesOfLayers } from './flow-graph';
import { tidyPlaces } from './tidy';
import { fromCanvas } from './viewport/drawing';
import { useDrawing } from './viewport/drawing-context';
import { smallestFit } from './viewport/fit';
import { useFit } from './viewport/use-fit';

/** What is done to the network as a whole more seldom: the items of its menu. */
export default function MoreItems({ close }: { readonly close: () => void }) {
  const texts = useText();
  const { t } = texts;
  const words = useNetworkText();
  const store = useAppStore();
  const tidy = useTidy();
  const items = useRef<HTMLDivElement>(null);
  // They came behind their menu, which could not give the first of them the focus.
  useEffect(() => items.current?.querySelector<HTMLElement>('[role="menuitem"]')?.focus(), []);
  const item = (act: () => void) => () => {
    close();
    act();
  };
  const save = async (format: 'svg' | 'png') => {
    const { saveNetwork } = await pendingUntil('picture', import('./picture/save-network'));
    await saveNetwork(format, store.getState(), words, texts);
  };
  const { document, view } = store.getState();
  const { pictures } = view;
  const groups = document.experiment.network.folded ?? [];
  const ids = groups.map((group) => group.id);
  const chosen = groups.flatMap((group) => (group.layers.some((layer) => view.selectedLayers.includes(layer)) ? [group.id] : []));
  return (
    <div ref={items} role="none">
      <MenuItem about={t('canvas.tidy-help')} onSelect={item(() => void tidy())}>
        {t('canvas.tidy')}
      </MenuItem>
      <MenuItem checked={pictures} about={t('canvas.maps-about')} onSelect={item(() => view.setPictures(!pictures))}>
        {t('canvas.maps')}
      </MenuItem>
      <MenuItem disabled={view.selectedLayers.length < 2} onSelect={item(() => document.execute('group.make', { ids: view.selectedLayers }))}>
        {t('canvas.group-make')}
      </MenuItem>
      <MenuItem disabled={chosen.length === 0} onSelect={item(() => document.execute('group.undo', { ids: chosen }))}>
        {t('canvas.group-undo')}
      </MenuItem>
      <MenuItem disabled={ids.length === 0} onSelect={item(() => document.execute('group.fold', { ids, open: true }))}>
        {t('canvas.group-open-all')}
      </MenuItem>
      <MenuItem disabled={ids.length === 0} onSelect={item(() => document.execute('group.fold', { ids, open: false }))}>
        {t('canvas.group-fold-all')}
      </MenuItem>
      <MenuGroup title={t('canvas.picture')}>
        {(['svg', 'png'] as const).map((format) => (
          <MenuItem key={format} about={t(`canvas.picture.${format}.about`)} disabled={document.experiment.network.layers.length === 0} onSelect={item(() => void save(format))}>
            {t(`canvas.picture.${format}`)}
          </MenuItem>
        ))}
      </MenuGroup>
    </div>
  );
}

const usualSize = { width: 120, height: 84 };

/** Lays all layers out anew, and shows them. */
function useTidy(): () => Promise<void> {
  const store = useAppStore();
  const flow = useReactFlow();
  const drawing = useDrawing();
  const fit = useFit();
  return async () => {
    const { network, tasks } = store.getState().document.experiment;
    const shown = shownNetwork(network);
    const sizes = flow.getNodes().flatMap(({ id, measured }) => {
      const { width, height } = measured ?? {};
      if (width === undefined || height === undefined) return [];
      // As large as in the document, which is laid out.
      const { x, y } = fromCanvas(drawing, { x: width, y: height });
      return [[id, { width: x, height: y }] as const];
    });
    const places = await tidyPlaces(shown, tasks.map((task) => task.id), new Map(sizes), usualSize);
    store.getState().document.execute('layer.move', { places: placesOfLayers(shown, places) });
    requestAnimationFrame(() => requestAnimationFrame(() => fit(smallestFit)));
  };
}
