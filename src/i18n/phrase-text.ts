import type { Phrase, PhrasePart } from '../experiment/naming/phrase';
import { formats } from './format';
import { translateCode, type Language } from './translate';

/**
 * A phrase in words: placeholders that are phrases themselves are put into words first, lists are
 * joined as the language joins them.
 */
export function phraseText(language: Language, part: Exclude<PhrasePart, boolean>): string {
  if (typeof part === 'string') return part;
  if (typeof part === 'number') return numberText(language, part);
  if (isList(part)) return listText(language, part);
  const params = Object.entries(part.params).map(([name, param]) => {
    const text = typeof param === 'boolean' ? translateCode(language, 'studies', param ? 'yes' : 'no') : phraseText(language, param);
    return [name, text] as const;
  });
  return translateCode(language, part.namespace, part.code, Object.fromEntries(params));
}

function isList(part: Phrase | readonly (Phrase | string)[]): part is readonly (Phrase | string)[] {
  return Array.isArray(part);
}

function listText(language: Language, [first, ...rest]: readonly (Phrase | string)[]): string {
  if (first === undefined) return '';
  const text = phraseText(language, first);
  return rest.length === 0 ? text : translateCode(language, 'studies', 'list', { first: text, rest: listText(language, rest) });
}

/** Whole numbers in full, others with three digits that mean something and no zeros behind them. */
function numberText(language: Language, value: number): string {
  const format = formats(language);
  return Number.isInteger(value) ? format.integer(value) : format.significant(value).replace(/(\.\d*?[1-9])0+(?= |$)|\.0+(?= |$)/, '$1');
}
