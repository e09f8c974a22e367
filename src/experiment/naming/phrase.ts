/** The namespaces of the text catalogue whose codes stand in phrases. */
type PhraseNamespace = 'studies' | 'effects' | 'balancing' | 'canvas' | 'data' | 'network' | 'tasks' | 'training';

/** What a placeholder of a text stands for. A list is joined as the language joins lists. */
export type PhrasePart = number | string | boolean | Phrase | readonly (Phrase | string)[];

/**
 * A text that is still to be put into words: a code of the text catalogue and what its placeholders
 * stand for.
 */
export interface Phrase {
  readonly namespace: PhraseNamespace;
  readonly code: string;
  readonly params: Readonly<Record<string, PhrasePart>>;
}

/** A phrase. */
export function phrase(namespace: PhraseNamespace, code: string, params: Phrase['params'] = {}): Phrase {
  return { namespace, code, params };
}
