import type { Tie } from '../../../domain/network/ties';
import type { Format } from '../../../i18n/format';
import type { Box } from '../../../lib/box';

interface TiePath {
  readonly path: string;
  /**
   * Where its strength is written: beside the line, or over it; between layers, never behind one.
   */
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'middle';
}

/** From how far apart a tie bows to the side: there may be a layer between. */
const near = 110;
/** How far out it bows, beyond the layers at its ends, which one between is likely to resemble. */
const beyond = 18;
/** From a line to the strength beside it. */
const beside = 8;
/**
 * How far within a box's right side the strength begins where a badge may stand at its upper edge:
 * right behind it.
 */
const badgeInset = 4;
/**
 * From the lower edge of a layer to the strength of a long tie that begins there: half of what lies
 * between rows.
 */
const below = 15;

/**
 * The line of a tie, between the edges of two boxes that face each other: from bottom to top where
 * they stand one above the other, else from side to side. A long one bows out, so that it does not
 * run through the layers between, and has its strength where it begins.
 * @param badged true if the lower box may have a badge on its upper edge, which the strength is to
 * keep clear of
 */
export function tiePath(one: Box, other: Box, badged: boolean): TiePath {
  const [a, b] = [middle(one), middle(other)];
  const gapX = Math.abs(a.x - b.x) - (one.width + other.width) / 2;
  const gapY = Math.abs(a.y - b.y) - (one.height + other.height) / 2;
  const upright = gapY >= gapX;
  const [from, to] = upright ? [edgeY(one, a.y < b.y), edgeY(other, b.y < a.y)] : [edgeX(one, a.x < b.x), edgeX(other, b.x < a.x)];
  const bows = Math.hypot(to.x - from.x, to.y - from.y) > near;
  const half = (upright ? Math.max(one.width, other.width) : Math.max(one.height, other.height)) / 2;
  const out = bows ? half + beyond : 0;
  // The middle of a quadratic curve lies halfway to its control point.
  const control = { x: (from.x + to.x) / 2 + (upright ? -2 * out : 0), y: (from.y + to.y) / 2 + (upright ? 0 : 2 * out) };
  const path = `M${from.x},${from.y}Q${control.x},${control.y} ${to.x},${to.y}`;
  const [x, y] = [(from.x + to.x) / 4 + control.x / 2, (from.y + to.y) / 4 + control.y / 2];
  if (!upright) return { path, x, y: y + (bows ? 16 : -14), anchor: 'middle' };
  const [upper, lower] = from.y < to.y ? [from, other] : [to, one];
  if (bows) return { path, x: upper.x + beside, y: upper.y + below, anchor: 'start' };
  return { path, x: badged ? Math.max(x + beside, lower.x + lower.width - badgeInset) : x + beside, y, anchor: 'start' };
}

function middle({ x, y, width, height }: Box) {
  return { x: x + width / 2, y: y + height / 2 };
}

function edgeY(box: Box, below: boolean) {
  return { x: middle(box).x, y: below ? box.y + box.height : box.y };
}

function edgeX(box: Box, right: boolean) {
  return { x: right ? box.x + box.width : box.x, y: middle(box).y };
}

/** What stands beside a tie: its kind's sign and its strength, with thin blanks between badges. */
export function tieText({ kind, strength }: Tie, format: Format): string {
  const number = format.significant(strength).replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '');
  return `${kind === 'orthogonal' ? '⊥\u2009' : ''}λ\u2009${number}`;
}
