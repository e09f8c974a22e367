import { inflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** The colour type of pictures whose samples are places in a palette. */
const PALETTE = 3;
const CHANNELS_OF_COLOUR_TYPE: Readonly<Record<number, number>> = { 0: 1, 2: 3, 4: 2, 6: 4 };

export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  /** [height, width, channels], row-major bytes. */
  readonly pixels: Uint8Array;
}

/**
 * Decodes a PNG that is not interlaced: grey, colour or palette, of 1 to 16 bits a sample (of 16 the
 * upper 8 are kept), with the opacity of palettes. PNG specification, third edition, §§ 5, 9, 10 and 11.2. Throws an
 * Error naming what is wrong otherwise.
 */
export function decodePng(file: Uint8Array): Raster {
  const { width, height, depth, type, data, palette, opacities } = partsOf(file);
  const samples = type === PALETTE ? 1 : CHANNELS_OF_COLOUR_TYPE[type];
  if (samples === undefined || ![1, 2, 4, 8, 16].includes(depth)) throw new Error(`PNG file of the unknown colour type ${type} with ${depth} bits`);
  const stride = Math.ceil((width * samples * depth) / 8);
  const rows = inflateSync(data, { maxOutputLength: height * (1 + stride) + 1 });
  if (rows.length !== height * (1 + stride)) throw new Error('PNG file with too few or too many rows');
  const bytes = undoFilters(rows, height, stride, Math.max(1, (samples * depth) / 8));
  const values = depth === 8 ? bytes : samplesOf(bytes, height, width * samples, stride, depth, type !== PALETTE);
  if (type !== PALETTE) return { width, height, channels: samples, pixels: values };
  const channels = opacities === undefined ? 3 : 4;
  const pixels = new Uint8Array(values.length * channels);
  values.forEach((index, pixel) => {
    pixels.set(palette.subarray(3 * index, 3 * index + 3), pixel * channels);
    if (opacities !== undefined) pixels[pixel * channels + 3] = opacities[index] ?? 255;
  });
  return { width, height, channels, pixels };
}

interface PngParts {
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  readonly type: number;
  readonly data: Buffer;
  readonly palette: Uint8Array;
  readonly opacities: Uint8Array | undefined;
}

function partsOf(file: Uint8Array): PngParts {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  if (!bytes.subarray(0, 8).equals(SIGNATURE)) throw new Error('not a PNG file');
  const parts: Buffer[] = [];
  const others = new Map<string, Buffer>();
  for (let offset = 8; offset + 12 <= bytes.length; ) {
    const length = bytes.readUInt32BE(offset);
    const type = bytes.toString('latin1', offset + 4, offset + 8);
    const body = bytes.subarray(offset + 8, offset + 8 + length);
    if (type === 'IDAT') parts.push(body);
    else if (type === 'IEND') break;
    else others.set(type, body);
    offset += 12 + length;
  }
  const header = others.get('IHDR');
  if (header === undefined || header.length < 13 || parts.length === 0) throw new Error('PNG file without header or image data');
  if (header.readUInt8(12) !== 0) throw new Error('PNG file with interlacing');
  return {
    width: header.readUInt32BE(0),
    height: header.readUInt32BE(4),
    depth: header.readUInt8(8),
    type: header.readUInt8(9),
    data: Buffer.concat(parts),
    palette: others.get('PLTE') ?? Buffer.alloc(0),
    opacities: others.get('tRNS'),
  };
}

/** Samples of other depths as bytes: packed ones of 1, 2 or 4 bits, stretched to 255 where `isScaled`; of 16 the upper 8. */
function samplesOf(rows: Uint8Array, height: number, perRow: number, stride: number, depth: number, isScaled: boolean): Uint8Array {
  const values = new Uint8Array(height * perRow);
  const most = 2 ** depth - 1;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < perRow; x++) {
      const bit = x * depth;
      const byte = rows[y * stride + (bit >> 3)] ?? 0;
      const value = depth === 16 ? byte : (byte >> (8 - depth - (bit & 7))) & most;
      values[y * perRow + x] = depth < 8 && isScaled ? Math.round((value / most) * 255) : value;
    }
  }
  return values;
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
