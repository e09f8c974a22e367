import { Ellipsis } from 'lucide-react';
import { languages } from '../../i18n/translate';
import { themes } from '../../state/view/view-slice';
import { useApp } from '../common/app-store';
import { changeLanguage } from '../common/texts/change-language';
import { MenuButton, MenuGroup, MenuItem } from '../widgets/popups/menu';
import { keyLabel, shortcuts, type ShortcutId } from '../common/shortcuts';
import { useText } from '../common/texts/use-text';
import { languageNames } from './language-names';
import { onMac } from './on-mac';
import styles from './top-bar.module.css';

interface OverflowActions {
  readonly undo: () => void;
  readonly redo: () => void;
  readonly open: () => void;
  readonly save: () => void;
  readonly device: () => void;
  readonly list: () => void;
}

/** What is needed seldom: files, device, language, theme, commands; on narrow screens undo too. */
export function OverflowMenu({ actions }: { actions: OverflowActions }) {
  const { t, code } = useText();
  const view = useApp((state) => state.view);
  const { language, theme, setTheme } = view;
  const device = useApp((state) => state.session.device);
  const canUndo = useApp((state) => state.document.past.length > 0);
  const canRedo = useApp((state) => state.document.future.length > 0);
  const keys = (id: ShortcutId) => {
    const found = shortcuts.find((shortcut) => shortcut.id === id);
    return found === undefined ? undefined : keyLabel(found, onMac, t('topbar.keys.space'))[0];
  };
  return (
    <MenuButton face={<Ellipsis size={16} aria-hidden />} menuLabel={t('topbar.menu')} aria-label={t('topbar.menu')} title={t('topbar.menu')} square align="end">
      {(close) => {
        const item = (act: () => void) => () => {
          close();
          act();
        };
        return (
          <>
            <MenuGroup title={t('topbar.experiment')} className={styles['onlyPhone']}>
              <MenuItem disabled={!canUndo} keys={keys('undo')} onSelect={item(actions.undo)}>
                {t('topbar.undo')}
              </MenuItem>
              <MenuItem disabled={!canRedo} keys={keys('redo')} onSelect={item(actions.redo)}>
                {t('topbar.redo')}
              </MenuItem>
            </MenuGroup>
            <MenuGroup title={t('topbar.files')}>
              <MenuItem keys={keys('open')} onSelect={item(actions.open)}>
                {t('topbar.openFile')}
              </MenuItem>
              <MenuItem keys={keys('save')} onSelect={item(actions.save)}>
                {t('topbar.saveFile')}
              </MenuItem>
            </MenuGroup>
            <MenuGroup title={t('device.title')}>
              <MenuItem keys={keys('device')} onSelect={item(actions.device)}>
                {device === undefined ? t('device.notYet') : code('device', device.device)}
              </MenuItem>
            </MenuGroup>
            <MenuGroup title={t('topbar.language')}>
              {languages.map((option) => (
                <MenuItem key={option} lang={option} checked={language === option} onSelect={item(() => void changeLanguage(view, option))}>
                  {languageNames[option]}
                </MenuItem>
              ))}
            </MenuGroup>
            <MenuGroup title={t('topbar.theme')}>
              {themes.map((option) => (
                <MenuItem key={option} checked={theme === option} onSelect={item(() => setTheme(option))}>
                  {t(`topbar.theme.${option}`)}
                </MenuItem>
              ))}
            </MenuGroup>
            <MenuItem keys={keys('list')} onSelect={item(actions.list)}>
              {t('topbar.commands')}
            </MenuItem>
          </>
        );
      }}
    </MenuButton>
  );
}
