import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blank, boundsOf, commonInk, drawBrighter, resampled, type Drawing } from './drawing';

const anyDrawing: fc.Arbitrary<Drawing> = fc
  .tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 7 }))
  .chain(([width, height]) => fc.uint8Array({ minLength: width * height, maxLength: width * height }).map((pixels) => ({ width, height, pixels })));
const pixel = ({ width, height, pixels }: Drawing, x: number, y: number) => (x < 0 || y < 0 || x >= width || y >= height ? 0 : (pixels[y * width + x] ?? Number.NaN));

describe('a resampled drawing', () => {
  it('is the drawing itself, moved, at scale 1 and by whole pixels', () => {
    fc.assert(
      fc.property(anyDrawing, fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 }), (drawing, left, top) => {
        const moved = resampled(drawing, 1, left, top, 11, 12);
        expect([...moved.pixels]).toEqual(Array.from({ length: 11 * 12 }, (_, at) => pixel(drawing, (at % 11) - left, Math.floor(at / 11) - top)));
      }),
    );
  });

  it('weighs the four pixels around each centre by how near they are, anything outside being 0', () => {
    fc.assert(
      fc.property(anyDrawing, fc.double({ min: 0.4, max: 2.5, noNaN: true }), fc.double({ min: -5, max: 5, noNaN: true }), fc.double({ min: -5, max: 5, noNaN: true }), (drawing, scale, left, top) => {
        const found = resampled(drawing, scale, left, top, 9, 8);
        found.pixels.forEach((value, at) => {
          const [u, v] = [((at % 9) + 0.5 - left) / scale, (Math.floor(at / 9) + 0.5 - top) / scale];
          let expected = 0;
          for (let y = -1; y <= drawing.height; y += 1) {
            for (let x = -1; x <= drawing.width; x += 1) {
              expected += pixel(drawing, x, y) * Math.max(0, 1 - Math.abs(u - x - 0.5)) * Math.max(0, 1 - Math.abs(v - y - 0.5));
            }
          }
          // Half a step for rounding.
          expect(Math.abs(value - expected)).toBeLessThan(0.5 + 1e-6);
        });
      }),
    );
  });
});

describe('the bounds of ink', () => {
  it('are those of the pixels that are at least so bright, and all 0 without any', () => {
    const drawing = { width: 4, height: 3, pixels: Uint8Array.of(0, 0, 0, 0, 0, 7, 9, 0, 0, 9, 0, 5) };
    expect(boundsOf(drawing, 8)).toEqual({ left: 1, top: 1, right: 3, bottom: 3 });
    expect(boundsOf(drawing, 1)).toEqual({ left: 1, top: 1, right: 4, bottom: 3 });
    expect(boundsOf(drawing, 10)).toEqual({ left: 0, top: 0, right: 0, bottom: 0 });
  });
});

describe('a drawing put on another', () => {
  it('leaves the brighter pixel; both have in common what the darker ones have', () => {
    fc.assert(
      fc.property(anyDrawing, fc.nat({ max: 3 }), fc.nat({ max: 3 }), fc.uint8Array({ minLength: 100, maxLength: 100 }), (drawing, left, top, pixels) => {
        const on = { width: 10, height: 10, pixels: pixels.slice() };
        const under = (at: number) => pixel(drawing, (at % 10) - left, Math.floor(at / 10) - top);
        expect(commonInk(on, drawing, left, top)).toBe(pixels.reduce((total, value, at) => total + Math.min(value, under(at)), 0));
        drawBrighter(on, drawing, left, top);
        expect([...on.pixels]).toEqual([...pixels].map((value, at) => Math.max(value, under(at))));
      }),
    );
    expect(blank(2, 3).pixels).toHaveLength(6);
  });
});
