import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blank, boundsOf, type Drawing } from './drawing';
import { scatter, strokeFragment } from './stroke-fragment';

/** A drawing that is white all over. */
const white = (width: number, height: number): Drawing => ({ width, height, pixels: new Uint8Array(width * height).fill(255) });

describe('a fragment of a stroke', () => {
  it('has ink only within its reach, as bright as is set, and all of it where the stroke is larger', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.double({ min: 0, max: 1, noNaN: true }), (reach, brightness) => {
        const digit = blank(41, 41);
        digit.pixels.set(white(41, 41).pixels);
        const { width, height, pixels } = strokeFragment(digit, 128, 0.5, 1, reach, brightness);
        expect([width, height]).toEqual([2 * reach + 1, 2 * reach + 1]);
        pixels.forEach((value, at) => {
          const far = Math.hypot((at % width) - reach, Math.floor(at / width) - reach);
          expect(value).toBe(far <= reach ? Math.round(255 * brightness) : 0);
        });
      }),
    );
  });

  it('lies around a pixel with ink, each as likely as the other', () => {
    const digit = blank(9, 9);
    for (const at of [10, 40, 66]) digit.pixels[at] = 200;
    digit.pixels[20] = 127;
    for (const chance of [0, 0.34, 0.999]) {
      expect(strokeFragment(digit, 128, chance, 1, 1, 1).pixels[4]).toBe(200);
    }
    // Around the middle one nothing else is near; the pixel below `ink` is never a centre.
    expect([...strokeFragment(digit, 128, 0.5, 1, 1, 1).pixels]).toEqual([0, 0, 0, 0, 200, 0, 0, 0, 0]);
  });
});

describe('a piece that is scattered', () => {
  it('lies wholly inside, and where there is room covers nothing', () => {
    fc.assert(
      fc.property(fc.nat(), (key) => {
        const canvas = blank(12, 30);
        scatter(canvas, white(3, 2), key, 0);
        const { left, top, right, bottom } = boundsOf(canvas, 1);
        expect([right - left, bottom - top]).toEqual([3, 2]);
      }),
    );
    // Of 200 single places half would lie in the half with ink; eight of eight hardly ever do.
    let covering = 0;
    for (let key = 0; key < 200; key += 1) {
      const canvas = blank(20, 20);
      canvas.pixels.fill(90, 0, 200);
      scatter(canvas, white(1, 1), key, 0);
      if (canvas.pixels.indexOf(255) < 200) covering += 1;
    }
    expect(covering).toBeLessThan(8);
  });
});
