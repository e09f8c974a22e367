import { ChevronDown, Maximize2, Minimize2, Scan } from 'lucide-react';
import { defaultExperiment } from '../../experiment/default-experiment';
import { templateGroups, templateIds } from '../../experiment/templates/template-ids';
import { useAppStore } from '../common/app-store';
import { startFrom } from '../../state/document/start-from';
import { Button } from '../widgets/button';
import { MenuButton, MenuGroup, MenuItem } from '../widgets/popups/menu';
import { useText } from '../common/texts/use-text';
import styles from './network-pane.module.css';
import { MoreMenu } from './more-menu';
import { Palette } from './palette';
import { PanButtons } from './viewport/pan-buttons';
import { useFit } from './viewport/use-fit';

interface CanvasToolbarProps {
  /** Whether the network fills the window. */
  readonly full: boolean;
  readonly onFull: () => void;
}

/** What can be done to the network as a whole. */
export function CanvasToolbar({ full, onFull }: CanvasToolbarProps) {
  const { t, code } = useText();
  const store = useAppStore();
  const fit = useFit();
  /** True for a name that a person gave the experiment, rather than a start network. */
  const isOwnName = (name: string) =>
    name !== '' && name !== defaultExperiment.name && !templateIds.some((template) => code('canvas', `template.${template}`) === name);
  const screen = t(full ? 'canvas.leave-full-screen' : 'canvas.full-screen');

  return (
    <div className={styles['toolbar']} role="group" aria-label={t('canvas.controls')}>
      <Palette />
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
                    const isOwn = isOwnName(store.getState().document.experiment.name);
                    void startFrom(store.getState().document, template, isOwn ? undefined : code('canvas', `template.${template}`));
                  }}
                >
                  {code('canvas', `template.${template}`)}
                </MenuItem>
              ))}
            </MenuGroup>
          ))
        }
      </MenuButton>
      <Button aria-label={t('canvas.fit')} title={t('canvas.fit-help')} onClick={() => fit()}>
        <Scan size={15} aria-hidden />
        <span className={styles['name']}>{t('canvas.fit')}</span>
      </Button>
      <Button aria-label={screen} title={t('canvas.full-screen-help')} aria-pressed={full} onClick={onFull}>
        {full ? <Minimize2 size={15} aria-hidden /> : <Maximize2 size={15} aria-hidden />}
        <span className={styles['name']}>{screen}</span>
      </Button>
      <MoreMenu />
      <PanButtons />
    </div>
  );
}
