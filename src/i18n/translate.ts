import { namespaces } from './en/namespaces';
import type { cards } from './en/cards';
import type { lateNamespaces } from './en/late-namespaces';

export const languages = ['en', 'zh-CN'] as const;
export type Language = (typeof languages)[number];

type English = typeof namespaces & typeof lateNamespaces & { readonly cards: typeof cards };
type Namespaces = keyof English & string;

/** 'area.key' for every text there is. */
type TextKey = { [Namespace in Namespaces]: `${Namespace}.${keyof English[Namespace] & string}` }[Namespaces];

type TextOf<Key extends TextKey> = Key extends `${infer Namespace}.${infer Name}`
  ? Namespace extends Namespaces
    ? Name extends keyof English[Namespace]
      ? English[Namespace][Name]
      : never
    : never
  : never;

type PlaceholdersIn<Text> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | PlaceholdersIn<Rest> : never;

/** The figures that a text needs: one for each {placeholder} of its English form. */
type ParamsOf<Key extends TextKey> = Readonly<Record<PlaceholdersIn<TextOf<Key>>, string | number>>;

type Arguments<Key extends TextKey> = keyof ParamsOf<Key> extends never ? [] : [params: ParamsOf<Key>];

type Catalogue = Readonly<Record<string, Readonly<Record<string, string>>>>;

/**
 * English is always there, and stands in for what is not; other languages come when they are asked
 * for.
 */
const catalogues = new Map<Language, Catalogue>([['en', namespaces]]);

/**
 * Loads the English texts of the panels that come behind the network, which stand as their keys
 * until then. Rejects where it cannot.
 */
export async function loadLateTexts(): Promise<void> {
  const { lateNamespaces } = await import('./en/late-namespaces');
  catalogues.set('en', { ...catalogues.get('en'), ...lateNamespaces });
}

/**
 * Loads the texts of a language, once; until then its texts are English. Rejects where they cannot
 * be loaded.
 */
export async function loadLanguage(language: Language): Promise<void> {
  if (language === 'zh-CN' && !catalogues.has(language)) catalogues.set(language, (await import('./zh-CN/namespaces')).namespaces);
}

const cardsAsked = new Map<Language, Promise<void>>();

/**
 * Loads the texts of the help's cards in a language, once; the same promise each time. Rejects where
 * they cannot be loaded, and tries again the next time.
 */
export function cardTexts(language: Language): Promise<void> {
  const asked = cardsAsked.get(language) ?? loadCards(language);
  cardsAsked.set(language, asked);
  return asked;
}

async function loadCards(language: Language): Promise<void> {
  try {
    const { cards } = language === 'zh-CN' ? await import('./zh-CN/cards') : await import('./en/cards');
    await loadLanguage(language);
    catalogues.set(language, { ...catalogues.get(language), cards });
  } catch (error) {
    cardsAsked.delete(language);
    throw error;
  }
}

/** A function from text keys to texts in one language. */
export type Translate = <Key extends TextKey>(key: Key, ...params: Arguments<Key>) => string;

function fill(text: string, params: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}

function lookUp(language: Language, key: string): string | undefined {
  const dot = key.indexOf('.');
  const catalogue = catalogues.get(language) ?? catalogues.get('en');
  return catalogue?.[key.slice(0, dot)]?.[key.slice(dot + 1)];
}

/** The texts of a language; placeholders are filled in. */
export function translator(language: Language): Translate {
  return (key, ...params) => fill(lookUp(language, key) ?? key, params[0] ?? {});
}

/**
 * The text for a code that arrives as data, such as a fault or a problem: `area.code` with its
 * figures. Falls back to the code itself, which a test of the catalogues keeps from happening.
 */
export function translateCode(
  language: Language,
  namespace: Namespaces,
  code: string,
  params: Readonly<Record<string, string | number>> = {},
): string {
  return fill(lookUp(language, `${namespace}.${code}`) ?? code, params);
}

/**
 * The text of the first of these codes that has one: from what is said of one thing to what is said
 * of all of its name. Else the last code.
 */
export function translateFirst(language: Language, namespace: Namespaces, codes: readonly string[]): string {
  const found = codes.find((code) => lookUp(language, `${namespace}.${code}`) !== undefined);
  return translateCode(language, namespace, found ?? codes.at(-1) ?? '');
}
