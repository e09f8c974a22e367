import { sizeOf } from '../../domain/shape';

type Colour = readonly [red: number, green: number, blue: number];

/** A picture as an uncompressed BMP of 24 bits a pixel; `colour` by row and column. */
export function bmpOf(height: number, width: number, colour: (y: number, x: number) => Colour): Uint8Array {
  const stride = Math.ceil((3 * width) / 4) * 4;
  const bytes = new Uint8Array(54 + stride * height);
  const view = new DataView(bytes.buffer);
  bytes.set([0x42, 0x4d]);
  view.setUint32(2, bytes.length, true);
  view.setUint32(10, 54, true);
  view.setUint32(14, 40, true);
  view.setInt32(18, width, true);
  view.setInt32(22, height, true);
  view.setUint16(26, 1, true);
  view.setUint16(28, 24, true);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [red, green, blue] = colour(y, x);
      bytes.set([blue, green, red], 54 + (height - 1 - y) * stride + 3 * x);
    }
  }
  return bytes;
}

/** A picture of one colour. */
export function plain(colour: Colour, side = 8): Uint8Array {
  return bmpOf(side, side, () => colour);
}

/** Bytes as an IDX file of a shape. */
export function idxOf(shape: readonly number[], values: (place: number) => number): Uint8Array {
  const bytes = new Uint8Array(4 + 4 * shape.length + sizeOf(shape));
  const view = new DataView(bytes.buffer);
  bytes.set([0, 0, 8, shape.length]);
  for (const [axis, size] of shape.entries()) view.setUint32(4 + 4 * axis, size);
  for (let place = 0; place < sizeOf(shape); place += 1) bytes[4 + 4 * shape.length + place] = values(place);
  return bytes;
}

/** A NumPy array of bytes. */
export function npyOf(shape: readonly number[], descr: string, body: Uint8Array): Uint8Array {
  const text = `{'descr': '${descr}', 'fortran_order': False, 'shape': (${shape.join(', ')}${shape.length === 1 ? ',' : ''}), }`;
  const header = text.padEnd(117) + '\n';
  const bytes = new Uint8Array(10 + header.length + body.length);
  bytes.set([0x93, ...new TextEncoder().encode('NUMPY'), 1, 0, header.length & 255, header.length >> 8]);
  bytes.set(new TextEncoder().encode(header), 10);
  bytes.set(body, 10 + header.length);
  return bytes;
}
