import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { placePopup } from './placement';

const viewport = { width: 1000, height: 700 };

test('a popup hangs below its button, flush with the edge asked for', () => {
  const anchor = { x: 100, y: 50, width: 80, height: 30 };
  expect(placePopup(anchor, { width: 200, height: 100 }, viewport, 'below')).toEqual({ left: 100, top: 86 });
  const atTheEnd = { x: 700, y: 50, width: 80, height: 30 };
  expect(placePopup(atTheEnd, { width: 200, height: 100 }, viewport, 'below', 'end')).toEqual({ left: 580, top: 86 });
});

test('without room below it goes above', () => {
  const anchor = { x: 100, y: 650, width: 80, height: 30 };
  expect(placePopup(anchor, { width: 200, height: 100 }, viewport, 'below').top).toBe(544);
});

test('what is too high for either side scrolls below its button, unless too little would be seen', () => {
  expect(placePopup({ x: 100, y: 60, width: 80, height: 30 }, { width: 200, height: 690 }, viewport, 'below')).toEqual({ left: 100, top: 96, room: 596 });
  expect(placePopup({ x: 100, y: 500, width: 80, height: 30 }, { width: 200, height: 600 }, viewport, 'below')).toEqual({ left: 100, top: 92 });
});

test('beside takes the side with more room, and neither where neither has enough', () => {
  const popup = { width: 300, height: 100 };
  expect(placePopup({ x: 20, y: 50, width: 200, height: 30 }, popup, viewport, 'beside')).toEqual({ left: 226, top: 50 });
  expect(placePopup({ x: 750, y: 50, width: 200, height: 30 }, popup, viewport, 'beside')).toEqual({ left: 444, top: 50 });
  const phone = { width: 390, height: 800 };
  expect(placePopup({ x: 16, y: 50, width: 358, height: 30 }, popup, phone, 'beside')).toEqual({ left: 16, top: 86 });
});

test('beside what lies at the edge of the window a popup keeps its distance from that edge', () => {
  const popup = { width: 300, height: 100 };
  expect(placePopup({ x: 0, y: 50, width: 1, height: 30 }, popup, viewport, 'beside')).toEqual({ left: 8, top: 50 });
  expect(placePopup({ x: 999, y: 50, width: 1, height: 30 }, popup, viewport, 'beside')).toEqual({ left: 692, top: 50 });
});

test('a popup that fits the window always lies within it', () => {
  const length = (max: number) => fc.integer({ min: 0, max });
  fc.assert(
    fc.property(
      fc.record({ x: length(990), y: length(690), width: fc.integer({ min: 1, max: 400 }), height: fc.integer({ min: 1, max: 60 }) }),
      fc.record({ width: fc.integer({ min: 1, max: 900 }), height: fc.integer({ min: 1, max: 600 }) }),
      fc.constantFrom('below' as const, 'beside' as const),
      fc.constantFrom('start' as const, 'end' as const),
      (anchor, popup, side, align) => {
        const { left, top, room } = placePopup(anchor, popup, viewport, side, align);
        expect(left).toBeGreaterThanOrEqual(8);
        expect(top).toBeGreaterThanOrEqual(8);
        expect(left + popup.width).toBeLessThanOrEqual(viewport.width - 8);
        expect(top + (room ?? popup.height)).toBeLessThanOrEqual(viewport.height - 8);
      },
    ),
    { numRuns: 5_000 },
  );
});
