import { faultIn, type ImportFault } from '../fault';

/** Bytes that a single file may have, and unpack to. */
export const mostOfOne = 1e9;
/** Bytes that all files of an import may unpack to. */
export const mostOfAll = 2e9;
/** Whatever is larger than this may not be more than so many times its packed size. */
const suspicious = { bytes: 32e6, ratio: 200 } as const;

/** What keeps a file of that packed size from being unpacked to that size; undefined where nothing does. */
export function unpackFault(path: string, packed: number, size: number): ImportFault | undefined {
  if (size > mostOfOne) return faultIn(path, 'unpacks-too-large', { most: mostOfOne });
  if (size > suspicious.bytes && size > packed * suspicious.ratio) return faultIn(path, 'unpacks-too-large', { most: suspicious.bytes });
  return undefined;
}
