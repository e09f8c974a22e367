import { describe, expect, it } from 'vitest';
import { drawingFor, fromCanvas, fullDrawing, toCanvas } from './drawing';

const pane = { width: 880, height: 320 };
const row = (count: number) => Array.from({ length: count }, (_, index) => ({ x: 0, y: 110 * index }));

describe('the drawing of a network', () => {
  it('has full cards where they can be read, and small ones where rows would not fit', () => {
    expect(drawingFor(row(3), pane, 0.7, false)).toEqual(fullDrawing);
    expect(drawingFor(row(5), pane, 0.7, false).card).toBe('compact');
    expect(drawingFor(row(5), { width: 1400, height: 800 }, 0.7, false).card).toBe('full');
  });

  it('runs downwards on a narrow screen, in the order of the document', () => {
    const drawing = drawingFor(row(3), pane, 0.7, true);
    expect(drawing.direction).toBe('down');
    const [before, after] = [toCanvas(drawing, { x: 0, y: 0 }), toCanvas(drawing, { x: 160, y: 0 })];
    expect(after.y).toBeGreaterThan(before.y);
    expect(after.x).toBe(before.x);
  });

  it('breaks lines in two on a narrow screen only where layers stand side by side, and heads are none of these', () => {
    const beside = (isHead: boolean) => [
      { x: 0, y: 0 },
      { x: 160, y: 0, isHead },
      { x: 160, y: 110, isHead },
    ];
    expect(drawingFor(beside(true), pane, 0.7, true).tight ?? false).toBe(false);
    expect(drawingFor(beside(false), pane, 0.7, true).tight).toBe(true);
    expect(drawingFor(beside(false), pane, 0.7, false).tight ?? false).toBe(false);
  });

  it.each([false, true])('can be dragged: places go back to the document (downwards: %s)', (narrow) => {
    const drawing = drawingFor(row(8), pane, 0.7, narrow);
    const back = fromCanvas(drawing, toCanvas(drawing, { x: 320, y: -70 }));
    expect(back.x).toBeCloseTo(320);
    expect(back.y).toBeCloseTo(-70);
  });
});
