import type { ShownUnit } from '../../../experiment/groups';
import type { Box } from '../../../lib/box';

/** What stands in the box of a layer or of a folded group, from top to bottom. */
export interface PictureCard {
  readonly title: string;
  /** A head's figure, large, and the name of what it counts. */
  readonly figure?: { readonly value: string; readonly name: string };
  readonly facts: readonly string[];
  readonly frozen: boolean;
  readonly broken: boolean;
}

/** How wide a text is in pixels, in a size in pixels. */
export type MeasureText = (text: string, size: number, bold: boolean) => number;

/** A line of a box as it is drawn; the baseline is counted from the box's upper edge. */
export interface PictureLine {
  readonly text: string;
  readonly baseline: number;
  readonly size: number;
  readonly bold: boolean;
  readonly soft: boolean;
  /** Behind the line before, at this distance from the box's left edge. */
  readonly x: number;
}

/** A box with what stands in it. */
export interface PictureBox {
  readonly box: Box;
  readonly lines: readonly PictureLine[];
  readonly isHead: boolean;
}

/** Those of full cards on the canvas (`nodes/layer-node.module.css`), in pixels. */
const sizes = { text: 17.2, figure: 26, line: 21, figureLine: 32, least: 88, most: 200, group: 178, head: 212, height: 80, pads: 16 } as const;
/** From the left edge of a box to its texts: beside the strip of its tasks' colours. */
const inset = { layer: 14, head: 10 } as const;
const right = 10;

/** A unit's box at its place in the document, as large as what stands in it asks for. */
export function pictureBox(unit: ShownUnit, card: PictureCard, measure: MeasureText): PictureBox {
  const isHead = unit.group === undefined && unit.layers[0]?.kind === 'head';
  const left = isHead ? inset.head : inset.layer;
  const most = (unit.group === undefined ? (isHead ? sizes.head : sizes.most) : sizes.group) - left - right;
  const rows = [
    ...wrapped(card.title, most, unit.group === undefined ? 1 : 2, (text) => measure(text, sizes.text, true)).map((text) => ({ text, bold: true, height: sizes.line })),
    ...(card.figure === undefined ? [] : [{ text: card.figure.value, bold: true, height: sizes.figureLine, after: card.figure.name }]),
    ...card.facts.map((text) => ({ text, bold: false, height: sizes.line })),
  ];
  const content = rows.reduce((sum, row) => sum + row.height, 0);
  const height = Math.max(sizes.height, content + sizes.pads);
  let top = (height - content) / 2;
  let widest = 0;
  const lines = rows.flatMap((row): readonly PictureLine[] => {
    const large = row.height === sizes.figureLine;
    const size = large ? sizes.figure : sizes.text;
    const baseline = top + row.height * 0.75;
    top += row.height;
    const width = measure(row.text, size, row.bold);
    const own = { text: row.text, baseline, size, bold: row.bold, soft: !row.bold, x: left };
    if (!('after' in row)) {
      widest = Math.max(widest, width);
      return [own];
    }
    widest = Math.max(widest, width + 6 + measure(row.after, sizes.text, false));
    return [own, { text: row.after, baseline, size: sizes.text, bold: false, soft: true, x: left + width + 6 }];
  });
  const width = isHead ? Math.max(sizes.head, widest + left + right) : Math.max(sizes.least, Math.ceil(widest) + left + right);
  return { box: { x: unit.x, y: unit.y, width, height }, lines, isHead };
}

/** A text in so many lines at the most, broken at blanks; what is too long for them runs on. */
function wrapped(text: string, width: number, most: number, measure: (text: string) => number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const before = lines.at(-1);
    const longer = before === undefined ? word : `${before} ${word}`;
    if (before !== undefined && (measure(longer) <= width || lines.length === most)) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
