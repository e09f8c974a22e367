import { fail, ok, type Result } from '../../../../lib/result';
import { faultIn, type ImportFault } from '../../fault';

/** Numbers with their shape, row-major, as IDX and NumPy files hold them. */
export interface Tensor {
  readonly shape: readonly number[];
  readonly type: NumberType;
  readonly values: Uint8Array | Float64Array | Float32Array | Int32Array;
}

/** Kinds of numbers: unsigned and signed integers and floating point, with how many bytes each has. */
export type NumberType = 'u1' | 'i1' | 'u2' | 'i2' | 'u4' | 'i4' | 'u8' | 'i8' | 'f2' | 'f4' | 'f8';

const sizes: Readonly<Record<NumberType, number>> = { u1: 1, i1: 1, u2: 2, i2: 2, u4: 4, i4: 4, u8: 8, i8: 8, f2: 2, f4: 4, f8: 8 };

/** True if values of a type need not be whole. */
export function isFloat(type: NumberType): boolean {
  return type.startsWith('f');
}

/** How many numbers a shape has; infinite where that is beyond counting. */
export function countOf(shape: readonly number[]): number {
  const count = shape.reduce((product, size) => product * size, 1);
  return Number.isSafeInteger(count) ? count : Number.POSITIVE_INFINITY;
}

/**
 * The numbers that bytes hold; bytes themselves are not copied. Faults: truncated, too-long.
 * @param bytes the numbers alone, without a header
 */
export function numbersOf(path: string, bytes: Uint8Array, type: NumberType, order: 'big' | 'little', shape: readonly number[]): Result<Tensor, ImportFault> {
  const count = countOf(shape);
  const expected = count * sizes[type];
  if (bytes.length !== expected) {
    return fail(faultIn(path, bytes.length < expected ? 'truncated' : 'too-long', { expected, found: bytes.length }));
  }
  if (type === 'u1') return ok({ shape, type, values: bytes });
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const little = order === 'little';
  const read = readers[type];
  const values = type === 'f4' ? new Float32Array(count) : sizes[type] < 4 || type === 'i4' ? numberRoom(type, count) : new Float64Array(count);
  for (let index = 0; index < count; index += 1) values[index] = read(view, index * sizes[type], little);
  return ok({ shape, type, values });
}

function numberRoom(type: NumberType, count: number): Float32Array | Int32Array {
  return isFloat(type) ? new Float32Array(count) : new Int32Array(count);
}

const readers: Readonly<Record<NumberType, (view: DataView, at: number, little: boolean) => number>> = {
  u1: (view, at) => view.getUint8(at),
  i1: (view, at) => view.getInt8(at),
  u2: (view, at, little) => view.getUint16(at, little),
  i2: (view, at, little) => view.getInt16(at, little),
  u4: (view, at, little) => view.getUint32(at, little),
  i4: (view, at, little) => view.getInt32(at, little),
  u8: (view, at, little) => Number(view.getBigUint64(at, little)),
  i8: (view, at, little) => Number(view.getBigInt64(at, little)),
  f2: (view, at, little) => half(view.getUint16(at, little)),
  f4: (view, at, little) => view.getFloat32(at, little),
  f8: (view, at, little) => view.getFloat64(at, little),
};

/** A number of half precision (IEEE 754, binary16) by its bits. */
function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const [exponent, fraction] = [(bits >>> 10) & 31, bits & 0x3ff];
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1024 + fraction) * 2 ** (exponent - 25);
}
