/** Where something lies in the window, in CSS pixels. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

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
  const right = viewport.width - (anchor.left + anchor.width);
  if (side === 'beside' && Math.max(right, anchor.left) >= popup.width + gap + margin) {
    const left = right >= anchor.left ? anchor.left + anchor.width + gap : anchor.left - gap - popup.width;
    return { left: within(left, popup.width, viewport.width), top: within(anchor.top, popup.height, viewport.height) };
  }
  const below = anchor.top + anchor.height + gap;
  const above = anchor.top - gap - popup.height;
  const room = viewport.height - below - margin;
  const left = within(align === 'start' ? anchor.left : anchor.left + anchor.width - popup.width, popup.width, viewport.width);
  if (popup.height > room && above >= margin) return { left, top: above };
  if (popup.height > room && room >= leastRoom && side === 'below') return { left, top: below, room };
  return { left, top: within(below, popup.height, viewport.height) };
}
