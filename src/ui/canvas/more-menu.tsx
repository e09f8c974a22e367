import { useReactFlow } from '@xyflow/react';
import { Ellipsis } from 'lucide-react';
import { useAppStore } from '../common/app-store';
import { MenuButton, MenuItem } from '../widgets/popups/menu';
import { useText } from '../common/texts/use-text';
import { tidyPlaces } from './tidy';
import { fromCanvas } from './viewport/drawing';
import { useDrawing } from './viewport/drawing-context';
import { smallestFit } from './viewport/fit';
import { useFit } from './viewport/use-fit';

/** What is done to the network as a whole more seldom. */
export function MoreMenu() {
  const { t } = useText();
  const tidy = useTidy();
  return (
    <MenuButton face={<Ellipsis size={16} aria-hidden />} square aria-label={t('canvas.more')} menuLabel={t('canvas.more')}>
      {(close) => {
        const item = (act: () => void) => () => {
          close();
          act();
        };
        return (
          <MenuItem about={t('canvas.tidy-help')} onSelect={item(() => void tidy())}>
            {t('canvas.tidy')}
          </MenuItem>
        );
      }}
    </MenuButton>
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
    const sizes = flow.getNodes().flatMap(({ id, measured }) => {
      const { width, height } = measured ?? {};
      if (width === undefined || height === undefined) return [];
      // As large as in the document, which is laid out.
      const { x, y } = fromCanvas(drawing, { x: width, y: height });
      return [[id, { width: x, height: y }] as const];
    });
    const places = await tidyPlaces(network, tasks.map((task) => task.id), new Map(sizes), usualSize);
    store.getState().document.execute('layer.move', { places });
    requestAnimationFrame(() => requestAnimationFrame(() => fit(smallestFit)));
  };
}
