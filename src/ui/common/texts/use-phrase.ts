import { useMemo } from 'react';
import type { Phrase, PhrasePart } from '../../../experiment/naming/phrase';
import { phraseText } from '../../../i18n/phrase-text';
import { useApp } from '../app-store';

/** Puts phrases of studies and runs into words, in the language of the page. */
export function usePhrase(): (part: Phrase | Exclude<PhrasePart, boolean>) => string {
  const language = useApp((state) => state.view.language);
  return useMemo(() => (part) => phraseText(language, part), [language]);
}
