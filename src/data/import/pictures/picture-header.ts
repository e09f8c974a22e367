/* What the first bytes of a picture say of it: enough to refuse one before anything is decoded. */

export interface PictureHeader {
  readonly format: 'png' | 'jpeg' | 'gif' | 'webp' | 'bmp' | 'other';
  /** Pixels as they lie in the file, before any turn that it asks for; undefined where it is not told. */
  readonly size: { readonly height: number; readonly width: number } | undefined;
}

/** Endings of the names of pictures. */
const endings: ReadonlySet<string> = new Set(['png', 'jpg', 'jpeg', 'jfif', 'gif', 'webp', 'bmp', 'avif']);

/** True for the ending of a picture's name. */
export function isPictureEnding(ending: string): boolean {
  return endings.has(ending);
}

/** The header of a picture; undefined for bytes that are no picture of a known format. */
export function pictureHeader(bytes: Uint8Array): PictureHeader | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) {
    return { format: 'png', size: bytes.length < 24 ? undefined : { width: view.getUint32(16), height: view.getUint32(20) } };
  }
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return { format: 'jpeg', size: jpegSize(view) };
  if (startsWith(bytes, [0x47, 0x49, 0x46, 0x38])) {
    return { format: 'gif', size: bytes.length < 10 ? undefined : { width: view.getUint16(6, true), height: view.getUint16(8, true) } };
  }
  if (startsWith(bytes, [0x42, 0x4d]) && bytes.length >= 26) {
    return { format: 'bmp', size: { width: Math.abs(view.getInt32(18, true)), height: Math.abs(view.getInt32(22, true)) } };
  }
  const tag = textAt(bytes, 0, 4);
  if (tag === 'RIFF' && textAt(bytes, 8, 4) === 'WEBP') return { format: 'webp', size: webpSize(view, bytes) };
  if (textAt(bytes, 4, 4) === 'ftyp' && textAt(bytes, 8, 4).startsWith('avi')) return { format: 'other', size: undefined };
  return undefined;
}

/** The size that the frame header of a JPEG states (ITU T.81, § B.2.2). */
function jpegSize(view: DataView): PictureHeader['size'] {
  for (let at = 2; at + 9 < view.byteLength; ) {
    if (view.getUint8(at) !== 0xff) return undefined;
    const marker = view.getUint8(at + 1);
    // Fill bytes before a marker.
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    at += 2 + view.getUint16(at + 2);
  }
  return undefined;
}

/** RFC 9649, §§ 2.5 to 2.7. */
function webpSize(view: DataView, bytes: Uint8Array): PictureHeader['size'] {
  if (bytes.length < 30) return undefined;
  switch (textAt(bytes, 12, 4)) {
    case 'VP8 ':
      return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
    case 'VP8L': {
      const bits = view.getUint32(21, true);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case 'VP8X':
      return { width: 1 + (view.getUint32(24, true) & 0xffffff), height: 1 + (view.getUint32(26, true) >>> 8) };
    default:
      return undefined;
  }
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, index) => bytes[index] === byte);
}

function textAt(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length));
}
