import { describe, expect, it } from 'vitest';
import { fitViewport, smallestFit } from './fit';

const margins = { top: 60, right: 10, bottom: 40, left: 10 };
const pane = { width: 900, height: 400 };

describe('the automatic fit', () => {
  it('puts a drawing in the middle of what the margins leave', () => {
    const { x, y, zoom } = fitViewport([{ x: 100, y: 50, width: 1000, height: 200 }], pane, margins, smallestFit);
    expect(zoom).toBeCloseTo(0.88);
    expect(x + 100 * zoom).toBeCloseTo(10);
    expect(x + 1100 * zoom).toBeCloseTo(890);
    expect(y + 150 * zoom).toBeCloseTo(60 + 300 / 2);
  });

  it('does not blow small drawings up', () => {
    expect(fitViewport([{ x: 0, y: 0, width: 80, height: 60 }], pane, margins, smallestFit).zoom).toBeLessThan(1.2);
  });

  it('shows the upper left part of what would be unreadable, unless asked for all of it', () => {
    const large = { x: -300, y: -200, width: 4000, height: 3000 };
    const part = fitViewport([large], pane, margins, smallestFit);
    expect(part.zoom).toBe(smallestFit);
    expect(part.x + large.x * part.zoom).toBeCloseTo(margins.left);
    expect(part.y + large.y * part.zoom).toBeCloseTo(margins.top);
    expect(fitViewport([large], pane, margins, 0.01).zoom).toBeCloseTo(0.1);
  });

  it('reaches up beside the toolbar before it reaches down over the sentence, but never behind it', () => {
    const low = { x: 0, y: 300, width: 100, height: 80 };
    const tall = { x: 900, y: 0, width: 100, height: 440 };
    const { y, zoom } = fitViewport([low, tall], pane, margins, smallestFit);
    expect(y).toBeLessThan(margins.top);
    expect(y + 440 * zoom).toBeCloseTo(pane.height - margins.bottom);
    const below = fitViewport([{ ...low, y: 0 }, tall], pane, margins, smallestFit);
    expect(below.y).toBeCloseTo(margins.top);
  });

  it('has an answer for a pane without room', () => {
    const { x, y, zoom } = fitViewport([{ x: 0, y: 0, width: 0, height: 0 }], { width: 0, height: 0 }, margins, smallestFit);
    expect([x, y, zoom].every(Number.isFinite)).toBe(true);
  });
});
