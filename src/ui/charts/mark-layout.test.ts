import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeMarks } from './mark-layout';

describe('placeMarks', () => {
  it('puts a text to the right of its line, or to the left where it would leave the chart', () => {
    expect(placeMarks([{ x: 100, width: 80 }], 400, 2)).toEqual([{ row: 0, left: 104 }]);
    expect(placeMarks([{ x: 390, width: 80 }], 400, 2)).toEqual([{ row: 0, left: 306 }]);
  });

  it('staggers what has no room in one row, and leaves out what has none in any', () => {
    const close = [{ x: 150, width: 90 }, { x: 160, width: 90 }, { x: 170, width: 90 }];
    expect(placeMarks(close, 400, 2).map((mark) => mark?.row)).toEqual([0, 1, 0]);
    expect(placeMarks(close, 60, 2)).toEqual([undefined, undefined, undefined]);
  });

  it('never lays a text on another, across another line or out of the chart', () => {
    const mark = fc.record({ x: fc.integer({ min: 0, max: 400 }), width: fc.integer({ min: 10, max: 200 }) });
    fc.assert(
      fc.property(fc.array(mark, { maxLength: 12 }), fc.integer({ min: 1, max: 3 }), (unsorted, rows) => {
        const marks = unsorted.toSorted((one, other) => one.x - other.x);
        const placed = placeMarks(marks, 400, rows);
        const texts = marks.flatMap((own, index) => {
          const place = placed[index];
          return place === undefined ? [] : [{ ...own, ...place, index, right: place.left + own.width }];
        });
        for (const text of texts) {
          expect(text.left).toBeGreaterThanOrEqual(0);
          expect(text.right).toBeLessThanOrEqual(400);
          expect(text.row).toBeLessThan(rows);
          marks.forEach(({ x }, index) => {
            const reach = placed[index]?.row ?? 0;
            if (index !== text.index && reach >= text.row) expect(x <= text.left || x >= text.right).toBe(true);
          });
          for (const other of texts) {
            if (other.index !== text.index && other.row === text.row) expect(other.right <= text.left || other.left >= text.right).toBe(true);
          }
        }
        // The newest always has its place where it is not wider than either side.
        const newest = marks.at(-1);
        if (newest !== undefined && placed.at(-1) === undefined) expect(marks.length > 1 || newest.width + 4 > Math.max(newest.x, 400 - newest.x)).toBe(true);
      }),
    );
  });
});
