/** The areas of the text catalogue whose codes stand in phrases. */
type PhraseArea = 'studies' | 'balancing' | 'data' | 'network' | 'tasks' | 'training';

/** What a placeholder of a text stands for. A list is joined as the language joins lists. */
export type PhrasePart = number | string | boolean | Phrase | readonly (Phrase | string)[];

/** A text that is still to be put into words: a code of the text catalogue and what its placeholders stand for. */
export interface Phrase {
  readonly area: PhraseArea;
  readonly code: string;
  readonly figures: Readonly<Record<string, PhrasePart>>;
}

/** A phrase. */
export function phrase(area: PhraseArea, code: string, figures: Phrase['figures'] = {}): Phrase {
  return { area, code, figures };
}
