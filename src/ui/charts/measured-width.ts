import type { Measure } from './chart-layout';

const known = new Map<string, number>();
/** Names come and go; what is measured again costs little. */
const mostKnown = 500;
let context: CanvasRenderingContext2D | null | undefined;

/** How wide a text of 12 px is in the page's font, in pixels, rounded up. */
export const measuredWidth: Measure = (text) => {
  const before = known.get(text);
  if (before !== undefined) return before;
  if (context === undefined) {
    context = document.createElement('canvas').getContext('2d');
    if (context !== null) context.font = `12px ${getComputedStyle(document.body).fontFamily}`;
  }
  const width = Math.ceil(context?.measureText(text).width ?? 12 * text.length);
  if (known.size >= mostKnown) known.clear();
  known.set(text, width);
  return width;
};
