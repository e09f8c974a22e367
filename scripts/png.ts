import { inflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const CHANNELS_OF_COLOUR_TYPE: Readonly<Record<number, number>> = { 0: 1, 2: 3, 4: 2, 6: 4 };

export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  /** [height, width, channels], row-major bytes. */
  readonly pixels: Uint8Array;
}

/**
 * Decodes a PNG of 8 bits a sample, without palette and not interlaced (all that the data packages
 * hold). PNG specification, third edition, §§ 5, 9 and 10. Throws an Error naming what is wrong
 * otherwise.
 */
export function decodePng(file: Uint8Array): Raster {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  if (!bytes.subarray(0, 8).equals(SIGNATURE)) throw new Error('not a PNG file');
  const parts: Buffer[] = [];
  let header: Buffer | undefined;
  for (let offset = 8; offset + 12 <= bytes.length; ) {
    const length = bytes.readUInt32BE(offset);
    const type = bytes.toString('latin1', offset + 4, offset + 8);
    const body = bytes.subarray(offset + 8, offset + 8 + length);
    if (type === 'IHDR') header = body;
    else if (type === 'IDAT') parts.push(body);
    else if (type === 'IEND') break;
    offset += 12 + length;
  }
  if (header === undefined || parts.length === 0) throw new Error('PNG file without header or image data');
  const width = header.readUInt32BE(0);
  const height = header.readUInt32BE(4);
  const channels = CHANNELS_OF_COLOUR_TYPE[header.readUInt8(9)];
  if (channels === undefined || header.readUInt8(8) !== 8 || header.readUInt8(12) !== 0) {
    throw new Error('PNG file with a palette, with interlacing or not of 8 bits a sample');
  }
  const rows = inflateSync(Buffer.concat(parts));
  if (rows.length !== height * (1 + width * channels)) throw new Error('PNG file with too few or too many rows');
  return { width, height, channels, pixels: undoFilters(rows, height, width * channels, channels) };
}

/**
 * Undoes the filter named by the first byte of each row. `step` is the distance in bytes to the
 * sample on the left.
 */
function undoFilters(rows: Uint8Array, height: number, stride: number, step: number): Uint8Array {
  const pixels = new Uint8Array(height * stride);
  for (let y = 0; y < height; y++) {
    const filter = rows[y * (stride + 1)] ?? 0;
    if (filter > 4) throw new Error(`PNG file with the unknown filter ${filter}`);
    const source = y * (stride + 1) + 1;
    const target = y * stride;
    for (let x = 0; x < stride; x++) {
      const left = x >= step ? (pixels[target + x - step] ?? 0) : 0;
      const above = y > 0 ? (pixels[target + x - stride] ?? 0) : 0;
      const corner = x >= step && y > 0 ? (pixels[target + x - stride - step] ?? 0) : 0;
      pixels[target + x] = (rows[source + x] ?? 0) + prediction(filter, left, above, corner);
    }
  }
  return pixels;
}

function prediction(filter: number, left: number, above: number, corner: number): number {
  if (filter === 1) return left;
  if (filter === 2) return above;
  if (filter === 3) return (left + above) >> 1;
  if (filter === 4) return paeth(left, above, corner);
  return 0;
}

function paeth(left: number, above: number, corner: number): number {
  const estimate = left + above - corner;
  const toLeft = Math.abs(estimate - left);
  const toAbove = Math.abs(estimate - above);
  const toCorner = Math.abs(estimate - corner);
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}
