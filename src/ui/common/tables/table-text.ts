/** A table as plain texts. */
export interface TextTable {
  /** What it is of; '' for none. */
  readonly caption: string;
  readonly head: readonly string[];
  /** [rows][columns], each as long as the head. */
  readonly rows: readonly (readonly string[])[];
}

/** The table in GitHub's Markdown: the first column to the left, all others to the right. */
export function markdownOf({ caption, head, rows }: TextTable): string {
  const line = (cells: readonly string[]) => `| ${cells.map(markdownCell).join(' | ')} |`;
  const rule = `| ${head.map((_, column) => (column === 0 ? ':--' : '--:')).join(' | ')} |`;
  const table = [line(head), rule, ...rows.map(line)].join('\n');
  return caption === '' ? `${table}\n` : `${markdownCell(caption)}\n\n${table}\n`;
}

function markdownCell(text: string): string {
  return text.replace(/\s+/g, ' ').trim().replace(/[\\`*_[\]<>|~#]/g, String.raw`\$&`);
}

/**
 * The table in LaTeX with the rules of booktabs; texts beyond ASCII, such as Chinese, take XeLaTeX
 * or LuaLaTeX.
 */
export function latexOf({ caption, head, rows }: TextTable): string {
  const line = (cells: readonly string[]) => String.raw`    ${cells.map(latexText).join(' & ')} \\`;
  return [
    '% \\usepackage{booktabs}',
    '\\begin{table}',
    '  \\centering',
    ...(caption === '' ? [] : [`  \\caption{${latexText(caption)}}`]),
    `  \\begin{tabular}{l${'r'.repeat(Math.max(0, head.length - 1))}}`,
    '    \\toprule',
    line(head),
    '    \\midrule',
    ...rows.map(line),
    '    \\bottomrule',
    '  \\end{tabular}',
    '\\end{table}',
    '',
  ].join('\n');
}

const latexSigns: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  $: '\\$',
  '&': '\\&',
  '%': '\\%',
  '#': '\\#',
  _: '\\_',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '<': '$<$',
  '>': '$>$',
  '|': '$|$',
  '−': '$-$',
  '±': '$\\pm$',
  '×': '$\\times$',
  '→': '$\\to$',
  '≈': '$\\approx$',
  '✓': '$\\checkmark$',
  '▲': '$\\uparrow$',
  '▼': '$\\downarrow$',
  Δ: '$\\Delta$',
  λ: '$\\lambda$',
  α: '$\\alpha$',
  β: '$\\beta$',
  '\u00a0': '~',
};

const raised = '⁰¹²³⁴⁵⁶⁷⁸⁹';

function latexText(text: string): string {
  const plain = text.replace(/[ \t\r\n]+/g, ' ').trim();
  return plain.replace(/⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]+|./gsu, (part) => {
    const sign = latexSigns[part];
    if (sign !== undefined) return sign;
    if (!/^⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]/.test(part)) return part;
    return `$^{${Array.from(part, (digit) => (digit === '⁻' ? '-' : String(raised.indexOf(digit)))).join('')}}$`;
  });
}
