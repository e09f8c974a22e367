import { crc32, deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { decodePng } from './png';

function chunk(type: string, body: Uint8Array): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length, 0);
  head.write(type, 4, 'latin1');
  const tail = Buffer.alloc(4);
  tail.writeUInt32BE(crc32(Buffer.concat([head.subarray(4), body])), 0);
  return Buffer.concat([head, body, tail]);
}

/**
 * A PNG of the pixels [height, width, channels], row y written with filter y mod 5, so that each of
 * the five is used.
 */
function encodePng(pixels: Uint8Array, width: number, height: number, channels: 1 | 3, depth = 8): Buffer {
  const stride = width * channels;
  const at = (x: number, y: number): number => (x < 0 || y < 0 ? 0 : (pixels[y * stride + x] ?? 0));
  const rows = Buffer.alloc(height * (stride + 1));
  for (let y = 0; y < height; y++) {
    rows[y * (stride + 1)] = y % 5;
    for (let x = 0; x < stride; x++) {
      const [left, above, corner] = [at(x - channels, y), at(x, y - 1), at(x - channels, y - 1)];
      const estimate = left + above - corner;
      const nearest = [left, above, corner].reduce((a, b) => (Math.abs(estimate - b) < Math.abs(estimate - a) ? b : a));
      const prediction = [0, left, above, Math.floor((left + above) / 2), nearest][y % 5] ?? 0;
      rows[y * (stride + 1) + 1 + x] = (at(x, y) - prediction) & 255;
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([depth, channels === 1 ? 0 : 2, 0, 0, 0], 8);
  const data = deflateSync(rows);
  const half = data.length >> 1;
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('tEXt', Buffer.from('Comment\0not for us')),
    chunk('IDAT', data.subarray(0, half)),
    chunk('IDAT', data.subarray(half)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

describe('PNG files', () => {
  it.each([1, 3] as const)('of %i channels come back byte by byte, with all five row filters', (channels) => {
    const [width, height] = [13, 11];
    const pixels = Uint8Array.from({ length: width * height * channels }, (_, i) => (i * i * 31 + i * 7) & 255);
    const raster = decodePng(encodePng(pixels, width, height, channels));
    expect(raster).toEqual({ width, height, channels, pixels });
  });

  it('that are none, or of another sort, are refused in words', () => {
    const pixels = new Uint8Array(12);
    expect(() => decodePng(Buffer.from('GIF89a'))).toThrow('not a PNG file');
    expect(() => decodePng(encodePng(pixels, 4, 3, 1, 3))).toThrow('colour type 0 with 3 bits');
    expect(() => decodePng(encodePng(pixels, 4, 3, 1, 16))).toThrow('too few or too many rows');
    expect(() => decodePng(encodePng(pixels, 4, 3, 1).subarray(0, 40))).toThrow('without header or image data');
  });
});
