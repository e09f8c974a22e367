import { isRecord, own } from '../../lib/json';
import type { Language } from '../../i18n/translate';
import type { Theme } from '../app-state';
import { readPlaces, type RunPlaces } from './run-places';
import { longestInterval, splitRange, themes } from './view-slice';

/** How the page was looked at last, in any tab of this browser; what is not known is left out. */
export interface ViewSettings {
  readonly language?: Language;
  readonly theme?: Theme;
  /** Share of the middle column's height that the network has, within `splitRange`. */
  readonly split?: number;
  /** The id of the panel that is open below the network. */
  readonly panel?: string;
  /** Steps between two measures of the conflict, 0 for never. */
  readonly conflictEvery?: number;
  /** Whether layers show pictures. */
  readonly pictures?: boolean;
  /** Places of runs among their colours. */
  readonly runPlaces?: RunPlaces;
}

const key = 'multitask-playground.view';
const languages: readonly Language[] = ['en', 'zh-CN'];

/** What was kept; nothing where that is damaged or the browser allows no storage. */
export function loadViewSettings(storage: () => Pick<Storage, 'getItem'> = () => window.localStorage): ViewSettings {
  try {
    const raw: unknown = JSON.parse(storage().getItem(key) ?? '{}');
    if (!isRecord(raw)) return {};
    const language = languages.find((one) => one === own(raw, 'language'));
    const theme = themes.find((one) => one === own(raw, 'theme'));
    const split = own(raw, 'split');
    const panel = own(raw, 'panel');
    const every = own(raw, 'conflictEvery');
    const pictures = own(raw, 'pictures');
    const places = own(raw, 'runPlaces');
    const isInterval = typeof every === 'number' && Number.isInteger(every) && every >= 0 && every <= longestInterval;
    return {
      ...(language === undefined ? {} : { language }),
      ...(theme === undefined ? {} : { theme }),
      ...(typeof split === 'number' && split >= splitRange[0] && split <= splitRange[1] ? { split } : {}),
      ...(typeof panel === 'string' && panel.length <= 40 ? { panel } : {}),
      ...(isInterval ? { conflictEvery: every } : {}),
      ...(typeof pictures === 'boolean' ? { pictures } : {}),
      ...(isRecord(places) ? { runPlaces: readPlaces(places) } : {}),
    };
  } catch {
    return {};
  }
}

/** Keeps the settings; where the browser allows no storage they last as long as the page. */
export function saveViewSettings(settings: ViewSettings, storage: () => Pick<Storage, 'setItem'> = () => window.localStorage): void {
  try {
    storage().setItem(key, JSON.stringify(settings));
  } catch {
    // Nothing is lost that a person would miss.
  }
}
