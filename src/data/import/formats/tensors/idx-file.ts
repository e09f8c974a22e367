import { fail, type Result } from '../../../../lib/result';
import { faultIn, type ImportFault } from '../../fault';
import { numbersOf, type NumberType, type Tensor } from './tensor';

/** The type of the numbers in an IDX file by the third byte of its magic number. */
const types: Readonly<Record<number, NumberType>> = { 8: 'u1', 9: 'i1', 11: 'i2', 12: 'i4', 13: 'f4', 14: 'f8' };

/** True for the name of an IDX file, as MNIST's are called. */
export function isIdxName(path: string): boolean {
  return /[.-]idx\d(-ubyte)?$|-ubyte$|\.idx$/i.test(path);
}

/**
 * The numbers in an IDX file: two zeros, a byte for their type, one for how many dimensions there
 * are, the dimensions (4 bytes each, big endian), then the numbers (http://yann.lecun.com/exdb/mnist).
 * Faults: wrong-magic, truncated, too-long, damaged.
 */
export function parseIdx(path: string, bytes: Uint8Array): Result<Tensor, ImportFault> {
  if (bytes.length < 4) return fail(faultIn(path, 'truncated', { expected: 4, found: bytes.length }));
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const type = types[view.getUint8(2)];
  const dimensions = view.getUint8(3);
  if (view.getUint16(0) !== 0 || type === undefined || dimensions < 1 || dimensions > 4) {
    return fail(faultIn(path, 'wrong-magic', { value: `0x${view.getUint32(0).toString(16).padStart(8, '0')}` }, { of: 'byte', at: 0 }));
  }
  const start = 4 + 4 * dimensions;
  if (bytes.length < start) return fail(faultIn(path, 'truncated', { expected: start, found: bytes.length }));
  const shape = Array.from({ length: dimensions }, (_, index) => view.getUint32(4 + 4 * index));
  return numbersOf(path, bytes.subarray(start), type, 'big', shape);
}
