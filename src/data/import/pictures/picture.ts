import { fail, ok, type Result } from '../../../lib/result';
import { faultIn, type ImportFault } from '../fault';
import type { ImportFile } from '../import-file';
import { pictureHeader } from './picture-header';

/** An image as bytes: row-major [height, width, channels]. */
export interface Pixels {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly data: Uint8Array;
}

/**
 * A picture out of a file, upright, as [height, width, 4] (red, green, blue, opacity), perhaps made
 * smaller.
 */
export interface Picture extends Pixels {
  /** Its size in the file, upright. */
  readonly natural: { readonly height: number; readonly width: number };
}

/**
 * Decodes a picture, turned as its EXIF says, the first image of an animated one; the browser's or
 * the command line's part. Undefined for what it cannot read.
 */
export type DecodePicture = (bytes: Uint8Array) => Promise<Picture | undefined>;

/** A picture of more pixels than this is not decoded: it would take gigabytes for a moment. */
export const mostPixels = 50e6;

/** Reads and decodes the picture in a file. Faults: those of the file, and of a picture. */
export async function decodeFile(file: ImportFile, decode: DecodePicture): Promise<Result<Picture, ImportFault>> {
  const bytes = await file.read();
  if (!bytes.ok) return bytes;
  const header = pictureHeader(bytes.value);
  if (header === undefined) return fail(faultIn(file.path, 'not-a-picture'));
  const { height = 0, width = 0 } = header.size ?? {};
  if (height * width > mostPixels) return fail(faultIn(file.path, 'picture-too-large', { height, width, most: mostPixels }));
  const picture = await decode(bytes.value);
  if (picture === undefined || picture.height * picture.width === 0) return fail(faultIn(file.path, 'picture-unreadable'));
  return ok(picture);
}
