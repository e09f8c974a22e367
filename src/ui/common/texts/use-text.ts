import { useMemo } from 'react';
import { formats, type Format } from '../../../i18n/format';
import { translateCode, translator, type Language, type Translate } from '../../../i18n/translate';
import { useApp } from '../app-store';

/** Texts and number formats in the language of the page. */
export interface Texts {
  readonly language: Language;
  readonly t: Translate;
  /** For codes that arrive as data: namespace, code, params. */
  readonly code: (
    namespace: Parameters<typeof translateCode>[1],
    code: string,
    params?: Readonly<Record<string, string | number>>,
  ) => string;
  readonly format: Format;
}

/** The texts of the language that the page is in. */
export function useText(): Texts {
  const language = useApp((state) => state.view.language);
  return useMemo(
    () => ({
      language,
      t: translator(language),
      code: (namespace, code, params) => translateCode(language, namespace, code, params),
      format: formats(language),
    }),
    [language],
  );
}
