import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyCommand } from '../commands';
import { defaultExperiment } from '../default-experiment';
import version1 from './golden-links-1.json';
import version2 from './golden-links-2.json';
import { decodeLink, encodeLink } from './link-codec';

const edited = applyCommand({ ...defaultExperiment, name: 'One of many' }, 'task.weight', { task: 'digit', weight: 0.8 });
if (!edited.ok) throw new Error(edited.error.code);
const link = encodeLink(edited.value, { presentation: { language: 'en' } });
const whole = decodeLink(link);

/** What a link gives: the document of the sound one, another, or why none. */
function outcomeOf(text: string, sound = whole): string {
  const read = decodeLink(text);
  if (!read.ok) return read.error.code;
  return JSON.stringify(read) === JSON.stringify(sound) ? 'same' : 'another';
}

/** Every character of ASCII that can be seen, and some that are not of it. */
const characters = [...Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)), '\n', 'é', '…', '\u200b', '\u00ad'];
const inCode = /[\w.-]/;
const places = (text: string) => Array.from({ length: text.length }, (_, place) => place);
const changed = (text: string, place: number, by: string, count = 1) => text.slice(0, place) + by + text.slice(place + count);

/** What a damaged link may give. Its end is there, and never said to be missing. */
const refused = ['damaged', 'not-a-link', 'newer-version'];

describe('a link with one thing wrong opens no other document, and its end is not blamed', () => {
  it('any character that is another one', () => {
    const outcomes = new Map<string, string>();
    for (const place of places(link)) {
      for (const character of characters) {
        if (character === link[place]) continue;
        const text = changed(link, place, character);
        outcomes.set(text, outcomeOf(text));
      }
    }
    const odd = [...outcomes].filter(([, outcome]) => !refused.includes(outcome));
    // Without "#" it is a code alone. A last character that became one that is passed over is
    // missing.
    const allowed = ([text, outcome]: [string, string]) =>
      (outcome === 'same' && text.endsWith(link.slice(1))) ||
      (outcome === 'cut-off' && text.startsWith(link.slice(0, -1)) && !inCode.test(text.at(-1) ?? ''));
    expect(odd.filter((one) => !allowed(one))).toEqual([]);
    expect(outcomes.size).toBeGreaterThan(10_000);
  });

  it.each(version2)('two neighbours that changed places: $what', ({ link: sound }) => {
    const swaps = places(sound).slice(1).filter((place) => sound[place] !== sound[place - 1]);
    const texts = swaps.map((place) => changed(sound, place - 1, `${sound[place] ?? ''}${sound[place - 1] ?? ''}`, 2));
    expect(texts.map((text) => outcomeOf(text)).filter((outcome) => !refused.includes(outcome))).toEqual([]);
  });

  it.each(version2)('a character that is missing, and one that is there twice: $what', ({ link: sound }) => {
    const read = decodeLink(sound);
    const odd = (texts: readonly string[]) => texts.map((text) => [text, outcomeOf(text, read)]).filter(([, outcome]) => !refused.includes(outcome ?? ''));
    // Without "#" it is a code alone, and without its last character cut off.
    const without = places(sound).map((place) => changed(sound, place, ''));
    const cut = sound.slice(0, -1);
    expect(odd([...new Set(without)])).toEqual([[sound.slice(1), 'same'], [cut, 'cut-off']]);
    // A second "#" and what follows the end do no harm.
    const twice = places(sound).map((place) => changed(sound, place, (sound[place] ?? '').repeat(2)));
    expect(odd([...new Set(twice)])).toEqual([[`#${sound}`, 'same'], [`${sound}${sound.at(-1) ?? ''}`, 'same']]);
  });

  it('any letter in the other case, and all of them', () => {
    const other = (letter: string) => (letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase());
    for (const place of places(link)) {
      const letter = link[place] ?? '';
      if (other(letter) !== letter) expect(outcomeOf(changed(link, place, other(letter)))).toBe('damaged');
    }
    for (const { link: sound } of version2) {
      expect(outcomeOf(sound.toUpperCase())).toBe('damaged');
      if (sound !== sound.toLowerCase()) expect(outcomeOf(sound.toLowerCase())).toBe('damaged');
    }
  });

  it('several things at once', () => {
    const change = fc.tuple(fc.nat(), fc.constantFrom(...characters, '', 'AA', 'ab_'), fc.nat({ max: 5 }));
    const links = version2.map(({ link: sound }) => ({ sound, read: decodeLink(sound) }));
    fc.assert(
      fc.property(fc.constantFrom(...links), fc.array(change, { minLength: 2, maxLength: 6 }), ({ sound, read }, changes) => {
        const text = changes.reduce((now, [place, by, count]) => changed(now, place % (now.length + 1), by, count), sound);
        expect(outcomeOf(text, read)).not.toBe('another');
      }),
      { numRuns: 2_000 },
    );
  });
});

it.each(version2)('says that the end is missing wherever a link was cut: $what', ({ link: sound }) => {
  const cuts = places(sound).filter((place) => place > 2);
  expect([...new Set(cuts.map((place) => outcomeOf(sound.slice(0, place))))]).toEqual(['cut-off']);
  for (const behind of ['…', '...', ')', '&fbclid=IwAR0aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789abcdefghijklmnopqrstuvwxyz'])
    expect([behind, outcomeOf(sound.slice(0, -8) + behind)]).toEqual([behind, 'cut-off']);
});

const glued = [
  ...Array.from('.),;:!?"\'>]}*_~|`´’”“»«›…。，、；：！？）】》」』／'),
  ').',
  '...',
  '">',
  '**',
  '__',
  '\\',
  '/',
  '&',
  '&amp;',
  '&nbsp;',
  '&fbclid=IwAR0_aB-1',
  '?utm_source=chat&utm_medium=social',
  '&utm_campaign=a.b',
  ':~:text=digit',
  '#top',
  '%20',
  '%22',
  '%3E',
  '%E2%80%8B',
  '%E2%80%9D',
  '\u200b',
  '\ufeff',
  '\u00a0',
  '\u2060',
  '\r\n',
  ' and more text 123',
  '\nBest regards',
];
const foldings = ['\n', '\r\n', ' ', '\t', '%20', '%0A', '%0D%0A', '\u200b', '\u00ad', '\ufeff', '%E2%80%8B', '%C2%AD', '%EF%BB%BF', '\u2060', '\r\n> ', '\n>> ', '%3E%20', '=\r\n'];
const around = [['<', '>'], ['"', '"'], ['“', '”'], ['«', '»'], ['(', ')'], ['[', '](x)'], ['「', '」'], ['《', '》'], ['  ', '\n'], ['\ufeff', ''], ['URL: <URL:', '>']] as const;
const address = 'https://example.org/play/?device=cpu';
const escapedOnce = (text: string) => Array.from(text, (character) => `%${character.charCodeAt(0).toString(16)}`).join('');

const sound = [
  ...version1.slice(0, 2).map((one) => ({ version: 1, ...one })),
  ...[...version2.slice(0, 1), ...version2.slice(-2)].map((one) => ({ version: 2, ...one })),
];

describe.each(sound)('a sound link of version $version with other things about it opens: $what', ({ link: code }) => {
  const read = decodeLink(code);
  const outcomes = (texts: readonly string[]) => texts.map((text) => [text, outcomeOf(text, read)]).filter(([, outcome]) => outcome !== 'same');

  it('with something glued on', () => {
    expect(outcomes(glued.flatMap((behind) => [code + behind, address + code + behind]))).toEqual([]);
  });

  it('with something folded in, at any place', () => {
    const step = Math.ceil(code.length / 12);
    const texts = places(code).filter((place) => place % step === 0).flatMap((place) => foldings.map((fold) => changed(code, place, fold, 0)));
    expect(outcomes([...texts, ...foldings.map((fold) => code.replace(/.{10}/g, `$&${fold}`))])).toEqual([]);
  });

  it('with something around it', () => {
    expect(outcomes(around.flatMap(([open, close]) => [open + address + code + close, open + code + close]))).toEqual([]);
    expect(outcomes(around.slice(0, -2).map(([open, close]) => open + code.slice(1) + close))).toEqual([]);
  });

  it('escaped, once and twice', () => {
    const twice = (text: string) => text.replaceAll('%', '%25');
    const behind = escapedOnce(code.slice(1));
    const texts = [`%23${code.slice(1)}`, `#${code.slice(1).replaceAll('.', '%2E')}`, `#${behind}`, escapedOnce(code), encodeURIComponent(code)];
    expect(outcomes(texts.flatMap((text) => [text, twice(text), address + text, address + twice(text)]))).toEqual([]);
  });
});
