import { expect, it } from 'vitest';
import { barsPath, cellsOf, stripHeight, stripPixels, stripWidth } from './strip';

it('maps lie in four columns within the strip, one or two of them large', () => {
  for (const rows of [1, 2]) {
    for (const maps of [1, 2, 3, 4, 5, 8]) {
      const cells = cellsOf(maps, rows);
      expect(cells).toHaveLength(Math.min(maps, 4 * rows));
      for (const { x, y, size } of cells) {
        expect(x + size).toBeLessThanOrEqual(stripWidth);
        expect(y + size).toBeLessThanOrEqual(stripHeight(rows));
      }
      expect(new Set(cells.map(({ x, y }) => `${x} ${y}`)).size).toBe(cells.length);
    }
  }
  expect(cellsOf(1, 2)).toEqual([{ x: 0, y: 0, size: 42 }]);
});

it('each map is drawn in its cell as it is, and nothing between them', () => {
  const bytes = Uint8Array.from({ length: 3 * 2 * 2 }, (_, index) => 20 * index);
  const pixels = stripPixels({ shape: [3, 2, 2, 1], bytes }, 1, 1);
  const at = (x: number, y: number) => [...pixels.subarray(4 * (y * stripWidth + x), 4 * (y * stripWidth + x) + 4)];
  expect([at(0, 0), at(19, 0), at(0, 19), at(19, 19)]).toEqual([0, 20, 40, 60].map((grey) => [grey, grey, grey, 255]));
  expect(at(20, 0)).toEqual([0, 0, 0, 0]);
  expect(at(22 + 19, 19)).toEqual([140, 140, 140, 255]);
  // Higher than wide: not stretched.
  const tall = stripPixels({ shape: [1, 4, 2, 3], bytes: new Uint8Array(24).fill(9) }, 1, 1);
  expect([tall[4 * 9 + 3], tall[4 * 10 + 3]]).toEqual([255, 0]);
});

it('bars begin at 0, upwards or downwards', () => {
  expect(barsPath({ bytes: Uint8Array.of(255, 0), low: -1, high: 1 })).toBe('M0.1 127.5V0h.8V127.5zM1.1 127.5V255h.8V127.5z');
  expect(barsPath({ bytes: Uint8Array.of(0), low: 0, high: 0 })).toBe('M0.1 255.0V255h.8V255.0z');
});
