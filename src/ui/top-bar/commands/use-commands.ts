import { balancingMethods } from '../../../domain/balancing/balancing-methods';
import { templateGroups } from '../../../experiment/templates/template-ids';
import { languages, type Translate } from '../../../i18n/translate';
import { keysOf } from '../../../lib/keys';
import { themes } from '../../../state/view/view-slice';
import { useApp, useAppStore } from '../../common/app-store';
import { startFrom } from '../../../state/document/start-from';
import { keyLabel, shortcuts, type ShortcutId } from '../../common/shortcuts';
import { changeLanguage } from '../../common/texts/change-language';
import { useText } from '../../common/texts/use-text';
import { useMedia } from '../../widgets/use-media';
import { languageNames } from '../language-names';
import { onMac } from '../on-mac';
import { speeds } from '../use-bar-actions';
import { speedText } from '../run/speed-text';

/** A tab below the network, by its id and its title. */
export interface NamedTab {
  readonly id: string;
  readonly title: (t: Translate) => string;
}

/** Something that the page can do. */
export interface PageCommand {
  readonly id: string;
  readonly label: string;
  /** The keys that do it too, as they are written on a keyboard. */
  readonly keys: readonly string[];
  readonly run: () => void;
}

/** The shortcuts that open what is always open on a wide screen. */
const ofDrawers: readonly ShortcutId[] = ['setup', 'inspector'];

/** All commands, in the order in which they are listed. */
export function useCommands(actions: Readonly<Record<ShortcutId, () => void>>, tabs: readonly NamedTab[]): readonly PageCommand[] {
  const { t, code } = useText();
  const store = useAppStore();
  const view = useApp((state) => state.view);
  const hasDrawers = useMedia('(max-width: 1100px)');
  const named = (group: string, name: string) => t('topbar.commands.named', { group, name });
  const plain = (id: string, label: string, run: () => void): PageCommand => ({ id, label, keys: [], run });
  const { document, session } = store.getState();
  return [
    ...shortcuts
      .filter(({ id }) => id !== 'list' && (hasDrawers || !ofDrawers.includes(id)))
      .map((shortcut) => ({
        id: shortcut.id,
        label: code('topbar', `key.${shortcut.id}`),
        keys: keyLabel(shortcut, onMac, t('topbar.keys.space')),
        run: actions[shortcut.id],
      })),
    ...speeds.map((speed) => plain(`speed ${speed}`, named(t('topbar.speed'), speedText(speed, t)), () => session.setStepsPerSecond(speed))),
    ...tabs.map((tab) => plain(`tab ${tab.id}`, named(t('topbar.commands.tabs'), tab.title(t)), () => view.openPanel(tab.id))),
    ...keysOf(balancingMethods).map((method) =>
      plain(`method ${method}`, named(t('topbar.commands.method'), code('balancing', method)), () => document.execute('balancing.method', { method })),
    ),
    ...templateGroups.flatMap(({ ids }) =>
      ids.map((template) =>
        plain(`template ${template}`, named(t('canvas.start-from'), code('canvas', `template.${template}`)), () => void startFrom(document, template)),
      ),
    ),
    ...themes.map((theme) => plain(`theme ${theme}`, named(t('topbar.theme'), t(`topbar.theme.${theme}`)), () => view.setTheme(theme))),
    ...languages.map((language) =>
      plain(`language ${language}`, named(t('topbar.language'), languageNames[language]), () => void changeLanguage(view, language)),
    ),
  ];
}
