import type { Result } from '../../../lib/result';
import type { ImportFault } from '../fault';
import type { Found } from '../found';
import type { ImportFile } from '../import-file';
import type { DecodePicture } from '../pictures/picture';

/** What a reader may use beside the files. */
export interface ReadContext {
  readonly decode: DecodePicture;
  readonly report: (done: number, total: number) => void;
}

/**
 * Reads the files of one format. Undefined where they are not of that format, so that another reader
 * is asked; a fault where they are and cannot be read.
 */
export type ReadFormat = (files: readonly ImportFile[], context: ReadContext) => Promise<Result<Found, ImportFault> | undefined>;
