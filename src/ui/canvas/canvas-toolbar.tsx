import { useReactFlow } from '@xyflow/react';
import { ChevronDown } from 'lucide-react';
import { templateGroups } from '../../experiment/templates/templates';
import { useAppStore } from '../common/app-store';
import { Button } from '../widgets/button';
import { MenuButton, MenuGroup, MenuItem } from '../widgets/popups/menu';
import { useText } from '../common/texts/use-text';
import styles from './network-pane.module.css';
import { smallestFit } from './viewport/fit';
import { Palette } from './palette';
import { tidyPlaces } from './tidy';
import { useFit } from './viewport/use-fit';

const usualSize = { width: 120, height: 84 };

/** What can be done to the network as a whole. */
export function CanvasToolbar() {
  const { t, code } = useText();
  const store = useAppStore();
  const flow = useReactFlow();
  const fit = useFit();

  const tidy = async () => {
    const { network, tasks } = store.getState().document.experiment;
    const sizes = flow.getNodes().flatMap(({ id, measured }) => {
      const { width, height } = measured ?? {};
      return width === undefined || height === undefined ? [] : [[id, { width, height }] as const];
    });
    const places = await tidyPlaces(network, tasks.map((task) => task.id), new Map(sizes), usualSize);
    store.getState().document.execute('layer.move', { places });
    requestAnimationFrame(() => requestAnimationFrame(() => fit(smallestFit)));
  };

  return (
    <div className={styles['toolbar']} role="group" aria-label={t('canvas.controls')}>
      <Palette />
      <Button title={t('canvas.tidy-help')} onClick={() => void tidy()}>
        {t('canvas.tidy')}
      </Button>
      <Button title={t('canvas.fit-help')} onClick={() => fit()}>
        {t('canvas.fit')}
      </Button>
      <MenuButton
        face={
          <>
            {t('canvas.start-from')} <ChevronDown size={14} aria-hidden />
          </>
        }
        menuLabel={t('canvas.start-from')}
        title={t('canvas.start-from-help')}
      >
        {(close) =>
          templateGroups.map(({ group, ids }) => (
            <MenuGroup key={group} title={code('canvas', `templates.${group}`)}>
              {ids.map((template) => (
                <MenuItem
                  key={template}
                  about={code('canvas', `template-help.${template}`)}
                  onSelect={() => {
                    close();
                    store.getState().document.execute('network.start-from', { template });
                  }}
                >
                  {code('canvas', `template.${template}`)}
                </MenuItem>
              ))}
            </MenuGroup>
          ))
        }
      </MenuButton>
    </div>
  );
}
