import { describe, expect, it } from 'vitest';
import { fitViewport, roomIn, smallestFit } from './fit';

const pane = { width: 900, height: 400 };
const room = roomIn(pane);

describe('the automatic fit', () => {
  it('puts a drawing in the middle of what the margins leave', () => {
    const { x, y, zoom } = fitViewport([{ x: 100, y: 50, width: 1000, height: 200 }], pane, 'right', smallestFit);
    expect(zoom).toBeCloseTo(0.88);
    expect(x + 100 * zoom).toBeCloseTo(room.x);
    expect(x + 1100 * zoom).toBeCloseTo(room.x + room.width);
    expect(y + 150 * zoom).toBeCloseTo(room.y + room.height / 2);
  });

  it('does not blow small drawings up', () => {
    expect(fitViewport([{ x: 0, y: 0, width: 80, height: 60 }], pane, 'right', smallestFit).zoom).toBeLessThan(1.2);
  });

  it('shows the heads of what would be unreadable, unless asked for all of it', () => {
    const large = { x: -300, y: -200, width: 4000, height: 200 };
    const part = fitViewport([large], pane, 'right', smallestFit);
    expect(part.zoom).toBe(smallestFit);
    expect(part.x + 3700 * part.zoom).toBeCloseTo(room.x + room.width);
    expect(fitViewport([large], pane, 'right', 0.01).zoom).toBeCloseTo(0.22);
    const high = { x: 0, y: 0, width: 200, height: 3000 };
    const foot = fitViewport([high], pane, 'down', smallestFit);
    expect(foot.y + 3000 * foot.zoom).toBeCloseTo(room.y + room.height);
  });

  it('has an answer for a pane without room', () => {
    const { x, y, zoom } = fitViewport([{ x: 0, y: 0, width: 0, height: 0 }], { width: 0, height: 0 }, 'right', smallestFit);
    expect([x, y, zoom].every(Number.isFinite)).toBe(true);
  });
});
