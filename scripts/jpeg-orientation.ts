import type { Pixels } from '../src/data/import/pictures/picture';

const exif = 'Exif\0\0';
/** The tag of the orientation, and the type of its value (Exif 2.32, § 4.6.4). */
const [orientationTag, short] = [0x0112, 3];

/** How a JPEG wants to be turned, 1 to 8 as Exif 2.32 numbers it; 1, upright, where it says nothing. */
export function orientationOf(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // Segments: a marker of two bytes, then the length of what follows with these two bytes.
  for (let at = 2; at + 4 <= bytes.length && view.getUint8(at) === 0xff; at += 2 + view.getUint16(at + 2)) {
    const marker = view.getUint8(at + 1);
    // The picture itself begins.
    if (marker === 0xda) break;
    const end = Math.min(bytes.length, at + 2 + view.getUint16(at + 2));
    if (marker === 0xe1 && String.fromCharCode(...bytes.subarray(at + 4, at + 10)) === exif) return orientationIn(new DataView(bytes.buffer, bytes.byteOffset + at + 10, Math.max(0, end - at - 10)));
  }
  return 1;
}

/** That of the first directory of a TIFF structure; 1 where there is none, or it is cut off. */
function orientationIn(view: DataView): number {
  if (view.byteLength < 10) return 1;
  const little = view.getUint16(0) === 0x4949;
  const directory = view.getUint32(4, little);
  if (directory + 2 > view.byteLength) return 1;
  const entries = view.getUint16(directory, little);
  for (let entry = 0; entry < entries; entry += 1) {
    const at = directory + 2 + 12 * entry;
    if (at + 12 > view.byteLength) return 1;
    if (view.getUint16(at, little) !== orientationTag || view.getUint16(at + 2, little) !== short) continue;
    const value = view.getUint16(at + 8, little);
    return value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
}

/** An image upright that wants to be turned in one of the eight ways. */
export function turnedUpright(image: Pixels, orientation: number): Pixels {
  const { height, width, channels, data } = image;
  if (orientation === 1) return image;
  const isOnSide = orientation >= 5;
  const [outHeight, outWidth] = isOnSide ? [width, height] : [height, width];
  const fromBelow = [3, 4, 6, 7].includes(orientation);
  const fromRight = [2, 3, 7, 8].includes(orientation);
  const result = new Uint8Array(data.length);
  for (let y = 0; y < outHeight; y += 1) {
    for (let x = 0; x < outWidth; x += 1) {
      const [row, column] = isOnSide ? [x, y] : [y, x];
      const from = (fromBelow ? height - 1 - row : row) * width + (fromRight ? width - 1 - column : column);
      for (let channel = 0; channel < channels; channel += 1) result[(y * outWidth + x) * channels + channel] = data[from * channels + channel] ?? 0;
    }
  }
  return { height: outHeight, width: outWidth, channels, data: result };
}
