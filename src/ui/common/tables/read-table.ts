import type { TextTable } from './table-text';

/**
 * A table of the page as it is shown, as texts. What is for the page alone is left out by
 * data-copy="skip"; "aside" is put in parentheses, "after" behind a comma. A cell over several
 * columns leaves the others empty.
 */
export function readTable(table: HTMLTableElement): TextTable {
  const rows = [...table.rows].map((row) =>
    [...row.cells].flatMap((cell) => (cell.dataset['copy'] === 'skip' ? [] : [textOf(cell), ...Array.from({ length: cell.colSpan - 1 }, () => '')])),
  );
  const [head = [], ...body] = rows;
  return { caption: table.caption === null ? '' : textOf(table.caption), head, rows: body };
}

function textOf(node: Node): string {
  const parts = [...node.childNodes].map((child) => {
    if (child instanceof Text) return child.data;
    if (!(child instanceof HTMLElement) || child.getAttribute('role') === 'tooltip' || child.getAttribute('aria-hidden') === 'true') return '';
    const text = textOf(child);
    const how = child.dataset['copy'];
    if (how === 'skip' || text === '') return '';
    return how === 'aside' ? ` (${text})` : how === 'after' ? `, ${text}` : text;
  });
  return parts.join('').replace(/[ \n]+/g, ' ').trim();
}
