import { areas } from './en/areas';
import type { lateAreas } from './en/late-areas';

export const languages = ['en', 'zh-CN'] as const;
export type Language = (typeof languages)[number];

type English = typeof areas & typeof lateAreas;
type Areas = keyof English & string;

/** 'area.key' for every text there is. */
type TextKey = { [Area in Areas]: `${Area}.${keyof English[Area] & string}` }[Areas];

type TextOf<Key extends TextKey> = Key extends `${infer Area}.${infer Name}`
  ? Area extends Areas
    ? Name extends keyof English[Area]
      ? English[Area][Name]
      : never
    : never
  : never;

type PlaceholdersIn<Text> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | PlaceholdersIn<Rest> : never;

/** The figures that a text needs: one for each {placeholder} of its English form. */
type FiguresOf<Key extends TextKey> = Readonly<Record<PlaceholdersIn<TextOf<Key>>, string | number>>;

type Arguments<Key extends TextKey> = keyof FiguresOf<Key> extends never ? [] : [figures: FiguresOf<Key>];

type Catalogue = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** English is always there, and stands in for what is not; other languages come when they are asked for. */
const catalogues = new Map<Language, Catalogue>([['en', areas]]);

/** Loads the English texts of the panels that come behind the network, which stand as their keys until then. Rejects where it cannot. */
export async function loadLateTexts(): Promise<void> {
  const { lateAreas } = await import('./en/late-areas');
  catalogues.set('en', { ...areas, ...lateAreas });
}

/** Loads the texts of a language, once; until then its texts are English. Rejects where they cannot be loaded. */
export async function loadLanguage(language: Language): Promise<void> {
  if (language === 'zh-CN' && !catalogues.has(language)) catalogues.set(language, (await import('./zh-CN/areas')).areas);
}

/** A function from text keys to texts in one language. */
export type Translate = <Key extends TextKey>(key: Key, ...figures: Arguments<Key>) => string;

function fill(text: string, figures: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(figures[name] ?? whole));
}

function lookUp(language: Language, key: string): string | undefined {
  const dot = key.indexOf('.');
  const catalogue = catalogues.get(language) ?? catalogues.get('en');
  return catalogue?.[key.slice(0, dot)]?.[key.slice(dot + 1)];
}

/** The texts of a language; placeholders are filled in. */
export function translator(language: Language): Translate {
  return (key, ...figures) => fill(lookUp(language, key) ?? key, figures[0] ?? {});
}

/**
 * The text for a code that arrives as data, such as a fault or a problem: `area.code` with its figures. Falls back to the code
 * itself, which a test of the catalogues keeps from happening.
 */
export function translateCode(
  language: Language,
  area: Areas,
  code: string,
  figures: Readonly<Record<string, string | number>> = {},
): string {
  return fill(lookUp(language, `${area}.${code}`) ?? code, figures);
}

/** The text of the first of these codes that has one: from what is said of one thing to what is said of all of its name. Else the last code. */
export function translateFirst(language: Language, area: Areas, codes: readonly string[]): string {
  const found = codes.find((code) => lookUp(language, `${area}.${code}`) !== undefined);
  return translateCode(language, area, found ?? codes.at(-1) ?? '');
}
