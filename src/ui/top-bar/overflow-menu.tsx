import { Ellipsis } from 'lucide-react';
import { languages } from '../../i18n/translate';
import { themes } from '../../state/view/view-slice';
import { useApp } from '../common/app-store';
import { changeLanguage } from '../common/texts/change-language';
import { MenuButton, MenuGroup, MenuItem } from '../widgets/popups/menu';
import { keyLabel, shortcuts, type ShortcutId } from '../common/shortcuts';
import { useText } from '../common/texts/use-text';
import { onMac } from './on-mac';
import styles from './top-bar.module.css';

/** Each language by its own name. */
const languageNames = { en: 'English', 'zh-CN': '中文' } as const;

interface OverflowActions {
  readonly undo: () => void;
  readonly redo: () => void;
  readonly open: () => void;
  readonly save: () => void;
  readonly list: () => void;
}

/** What finds no room in the bar: on narrow screens undo, files and sharing too. */
export function OverflowMenu({ actions }: { actions: OverflowActions }) {
  const { t } = useText();
  const view = useApp((state) => state.view);
  const { language, theme, setTheme } = view;
  const canUndo = useApp((state) => state.document.past.length > 0);
  const canRedo = useApp((state) => state.document.future.length > 0);
  const keys = (id: ShortcutId) => {
    const found = shortcuts.find((shortcut) => shortcut.id === id);
    return found === undefined ? undefined : keyLabel(found, onMac, t('topbar.keys.space'))[0];
  };
  return (
    <MenuButton face={<Ellipsis size={16} aria-hidden />} menuLabel={t('topbar.moreMenu')} aria-label={t('topbar.moreMenu')} square align="end">
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
            <MenuGroup title={t('topbar.files')} className={styles['onlyNarrow']}>
              <MenuItem keys={keys('open')} onSelect={item(actions.open)}>
                {t('topbar.openFile')}
              </MenuItem>
              <MenuItem keys={keys('save')} onSelect={item(actions.save)}>
                {t('topbar.saveFile')}
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
            <MenuItem keys="?" onSelect={item(actions.list)}>
              {t('topbar.keys.title')}
            </MenuItem>
          </>
        );
      }}
    </MenuButton>
  );
}
