import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orientationOf, turnedUpright } from './jpeg-orientation';

/** The beginning of a JPEG whose first directory says how it is to be turned. */
function jpegStart(orientation: number, little: boolean): Uint8Array {
  const bytes = new Uint8Array(60);
  const view = new DataView(bytes.buffer);
  bytes.set([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xe1, 0, 40]);
  bytes.set(new TextEncoder().encode('Exif\0\0'), 12);
  const tiff = 18;
  bytes.set(little ? [0x49, 0x49] : [0x4d, 0x4d], tiff);
  view.setUint16(tiff + 2, 42, little);
  view.setUint32(tiff + 4, 8, little);
  view.setUint16(tiff + 8, 1, little);
  view.setUint16(tiff + 10, 0x0112, little);
  view.setUint16(tiff + 12, 3, little);
  view.setUint32(tiff + 14, 1, little);
  view.setUint16(tiff + 18, orientation, little);
  return bytes;
}

describe('the orientation of a JPEG', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('%i is read in both orders of bytes', (orientation) => {
    expect([true, false].map((little) => orientationOf(jpegStart(orientation, little)))).toEqual([orientation, orientation]);
  });

  it('is upright where nothing sound says otherwise', () => {
    expect(orientationOf(jpegStart(9, true))).toBe(1);
    expect(orientationOf(Uint8Array.of(0xff, 0xd8))).toBe(1);
    fc.assert(fc.property(fc.uint8Array({ maxLength: 60 }), fc.nat({ max: 60 }), (noise, cut) => {
      const bytes = jpegStart(6, false);
      bytes.set(noise.subarray(0, 40), 20);
      const found = orientationOf(bytes.subarray(0, cut));
      expect(found >= 1 && found <= 8).toBe(true);
    }));
  });
});

describe('an image that is turned upright', () => {
  // Rows of a 2 × 3 image: 1 2 3 / 4 5 6.
  const image = { height: 2, width: 3, channels: 1, data: Uint8Array.of(1, 2, 3, 4, 5, 6) };
  it.each<readonly [number, number, readonly number[]]>([
    [1, 2, [1, 2, 3, 4, 5, 6]],
    [2, 2, [3, 2, 1, 6, 5, 4]],
    [3, 2, [6, 5, 4, 3, 2, 1]],
    [4, 2, [4, 5, 6, 1, 2, 3]],
    [5, 3, [1, 4, 2, 5, 3, 6]],
    [6, 3, [4, 1, 5, 2, 6, 3]],
    [7, 3, [6, 3, 5, 2, 4, 1]],
    [8, 3, [3, 6, 2, 5, 1, 4]],
  ])('is as Exif says: %i', (orientation, height, pixels) => {
    expect(turnedUpright(image, orientation)).toEqual({ height, width: 6 / height, channels: 1, data: Uint8Array.from(pixels) });
  });
});
