import type { Box } from '../../../lib/box';

export type Side = 'below' | 'beside';

const gap = 6;
const margin = 8;
/** What a popup that scrolls must show at the least. */
const leastRoom = 280;

/**
 * Where a popup goes so that it stays in the window and does not cover what it belongs to: 'below'
 * it (above where there is no room), or 'beside' it on the side that has more room (below where
 * neither has enough). All lengths in CSS pixels. One that is too high for either side stays below,
 * no higher than the `room` that is left there.
 */
export function placePopup(
  anchor: Box,
  popup: { readonly width: number; readonly height: number },
  viewport: { readonly width: number; readonly height: number },
  side: Side,
  align: 'start' | 'end' = 'start',
): { readonly left: number; readonly top: number; readonly room?: number } {
  const within = (value: number, length: number, room: number) => Math.max(margin, Math.min(value, room - length - margin));
  const right = viewport.width - (anchor.x + anchor.width);
  if (side === 'beside' && Math.max(right, anchor.x) >= popup.width + gap + margin) {
    const left = right >= anchor.x ? anchor.x + anchor.width + gap : anchor.x - gap - popup.width;
    return { left: within(left, popup.width, viewport.width), top: within(anchor.y, popup.height, viewport.height) };
  }
  const below = anchor.y + anchor.height + gap;
  const above = anchor.y - gap - popup.height;
  const room = viewport.height - below - margin;
  const left = within(align === 'start' ? anchor.x : anchor.x + anchor.width - popup.width, popup.width, viewport.width);
  if (popup.height > room && above >= margin) return { left, top: above };
  if (popup.height > room && room >= leastRoom && side === 'below') return { left, top: below, room };
  return { left, top: within(below, popup.height, viewport.height) };
}
