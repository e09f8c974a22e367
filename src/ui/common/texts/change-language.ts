import { loadLanguage, translator, type Language } from '../../../i18n/translate';
import type { ViewSlice } from '../../../state/app-state';
import { pendingUntil } from '../../../lib/pending';

/**
 * Puts the page into another language once its texts are there; says so where they cannot be
 * loaded.
 */
export async function changeLanguage(view: Pick<ViewSlice, 'language' | 'setLanguage' | 'setNotice'>, language: Language): Promise<void> {
  try {
    await pendingUntil('language', loadLanguage(language));
    view.setLanguage(language);
  } catch {
    view.setNotice(translator(view.language)('common.languageFailed'));
  }
}
