/** What a citation of a paper needs. */
export interface Paper {
  /** 'inproceedings': of a conference; 'article': of a journal; 'misc': neither, such as a preprint. */
  readonly kind: 'inproceedings' | 'article' | 'misc';
  /** "Last, First", in the paper's order. */
  readonly authors: readonly string[];
  readonly title: string;
  /** The conference, the journal, or what else it appeared as. */
  readonly venue: string;
  readonly year: number;
  readonly volume?: string;
  readonly number?: string;
  /** "794–803". */
  readonly pages?: string;
  /** A page on which it can be read. */
  readonly url: string;
}

/** The conference, journal or other field of a BibTeX entry that names the venue. */
const venueField = { inproceedings: 'booktitle', article: 'journal', misc: 'howpublished' } as const;

/** Letters that plain BibTeX knows by commands alone. */
const commands: Readonly<Record<string, string>> = { é: "{\\'e}", á: "{\\'a}", ë: '{\\"e}', ö: '{\\"o}', ç: '{\\c c}', ø: '{\\o}', '²': '$^2$', '–': '--', '—': '---' };

function escaped(text: string): string {
  return text.replace(/[éáëöçø²–—&%]/g, (sign) => commands[sign] ?? `\\${sign}`);
}

/** A title whose capitals BibTeX keeps: words with one beyond their first letter stand in braces. */
function keepingCapitals(title: string): string {
  return title.replace(/[^\s:,]*[^\s:,({][A-Z][^\s:,]*/g, (word) => `{${word}}`);
}

/**
 * A BibTeX entry.
 * @param key by which it is cited, such as "yu2020pcgrad"
 */
export function bibtex(key: string, { kind, authors, title, venue, year, volume, number, pages, url }: Paper): string {
  const fields: readonly (readonly [name: string, value: string | undefined])[] = [
    ['author', authors.map(escaped).join(' and ')],
    ['title', escaped(keepingCapitals(title))],
    [venueField[kind], escaped(venue)],
    ['volume', volume],
    ['number', number],
    ['pages', pages === undefined ? undefined : escaped(pages)],
    ['year', String(year)],
    ['url', url],
  ];
  const lines = fields.flatMap(([name, value]) => (value === undefined ? [] : [`  ${name} = {${value}},`]));
  return [`@${kind}{${key},`, ...lines, '}'].join('\n');
}

/** A paper as a reader names it: "Yu et al.: Gradient Surgery for Multi-Task Learning (NeurIPS 2020)". */
export function citation({ authors, title, venue, year }: Paper): string {
  const names = authors.map((author) => author.split(',')[0] ?? author);
  const [first = ''] = names;
  const who = names.length > 3 ? `${first} et al.` : names.join(', ');
  const short = /\(([^()]+)\)$/.exec(venue)?.[1] ?? venue;
  return `${who}: ${title} (${short} ${year})`;
}
