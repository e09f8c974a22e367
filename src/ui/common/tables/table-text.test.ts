import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { latexOf, markdownOf, type TextTable } from './table-text';

/** The cells of a Markdown table, read as GitHub reads them. */
function readMarkdown(text: string): readonly (readonly string[])[] {
  const lines = text.split('\n').filter((line) => line.startsWith('|'));
  const cells = (line: string) =>
    [...line.matchAll(/((?:\\.|[^|\\])*)\|/g)].slice(1).map(([, cell = '']) => cell.trim().replace(/\\(.)/g, '$1'));
  return lines.filter((_, index) => index !== 1).map(cells);
}

/** The cells of a LaTeX table: rows end in \\, columns are set apart by an unescaped &. */
function readLatex(text: string): readonly (readonly string[])[] {
  const body = text.slice(text.indexOf('\\toprule') + '\\toprule'.length, text.indexOf('\\bottomrule')).replace('\\midrule', '');
  const rows = body.split(/ \\\\\n/).map((row) => row.trim()).filter((row) => row !== '');
  const plain = (cell: string) =>
    cell
      .trim()
      .replace(/\\text(backslash|asciitilde|asciicircum)\{\}/g, (_, name: string) => ({ backslash: '\u0001', asciitilde: '\u0002', asciicircum: '\u0003' })[name] ?? '')
      .replace(/(?<!\\)\$(.*?)(?<!\\)\$/g, (_, formula: string) => formula.replace(/\\times/g, '×').replace(/-/g, '−').replace(/\^\{(.*?)\}/g, '^$1'))
      .replace(/\\([{}$&%#_])/g, '$1')
      .replaceAll('~', '\u00a0')
      .replaceAll('\u0001', '\\')
      .replaceAll('\u0002', '~')
      .replaceAll('\u0003', '^');
  return rows.map((row) => row.split(/(?<!\\)&/).map(plain));
}

const table: TextTable = {
  caption: 'All 100 % of it',
  head: ['Task | metric', 'Together', 'Alone & more'],
  rows: [
    ['Digit_1 {a}', '97.8\u00a0% (97.1 to 98.5\u00a0%)', '−0.9\u00a0dB'],
    ['50 % of #2 \\ ~^$', '1.50 × 10⁻⁷', '<b>'],
  ],
};

describe('a table as Markdown', () => {
  it('is read again as it was, marks of the language escaped', () => {
    expect(readMarkdown(markdownOf(table))).toEqual([table.head, ...table.rows].map((row) => row.map((cell) => cell.replaceAll('\u00a0', ' '))));
    expect(markdownOf(table).split('\n')[0]).toBe('All 100 % of it');
    expect(markdownOf(table)).toContain('| :-- | --: | --: |');
    expect(markdownOf(table)).toContain('\\<b\\>');
  });

  it('keeps every cell in its place, whatever stands in it', () => {
    const cell = fc.string({ unit: fc.constantFrom(...Array.from('ab|\\*_`<>[]~ 1.%')), maxLength: 8 });
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { maxLength: 4 }), (rows) => {
        const read = readMarkdown(markdownOf({ caption: '', head: ['a', 'b'], rows }));
        expect(read).toEqual([['a', 'b'], ...rows].map((row) => row.map((one) => one.replace(/\s+/g, ' ').trim())));
      }),
    );
  });
});

describe('a table as LaTeX', () => {
  it('is a booktabs table that is read again as it was', () => {
    const latex = latexOf(table);
    expect(latex).toContain('\\begin{tabular}{lrr}');
    expect(latex).toContain('\\caption{All 100 \\% of it}');
    expect(latex).toContain('1.50 $\\times$ 10$^{-7}$');
    for (const rule of ['toprule', 'midrule', 'bottomrule']) expect(latex.split(`\\${rule}`)).toHaveLength(2);
    const [head, first, second] = readLatex(latex);
    expect(head).toEqual(['Task | metric', 'Together', 'Alone & more']);
    expect(first).toEqual(['Digit_1 {a}', '97.8\u00a0% (97.1 to 98.5\u00a0%)', '−0.9\u00a0dB']);
    expect(second).toEqual(['50 % of #2 \\ ~^$', '1.50 × 10^−7', '<b>']);
  });

  it('has as many columns in every row, whatever stands in it, and leaves no special sign bare', () => {
    const cell = fc.string({ unit: fc.constantFrom(...Array.from('ab&\\%$#_{}~^<>|−×⁷ 1.')), maxLength: 8 });
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 4 }), (rows) => {
        const latex = latexOf({ caption: '', head: ['a', 'b'], rows });
        const body = latex.slice(latex.indexOf('\\midrule') + 8, latex.indexOf('\\bottomrule'));
        const lines = body.split('\n').filter((line) => line.trim() !== '');
        expect(lines).toHaveLength(rows.length);
        for (const line of lines) {
          expect(line.split(/(?<!\\)&/)).toHaveLength(2);
          // Every sign that LaTeX reads has a backslash before it or belongs to a formula.
          expect(line.replace(/\\[&%#_{}$]/g, '').replace(/\$[^$]*\$/g, '').replace(/\\text\w+\{\}/g, '').replace(/(?<!\\)&/, '').slice(0, -2)).not.toMatch(/[%#_{}$^&\\]/);
        }
      }),
    );
  });
});
