import { fail, ok, type Result } from '../../../../lib/result';
import { faultIn, type ImportFault } from '../../fault';
import { countOf, numbersOf, type NumberType, type Tensor } from './tensor';

/** What a .npy file holds: numbers, or texts row-major. */
export type NpyArray = Tensor | { readonly shape: readonly number[]; readonly texts: readonly string[] };

/** "\x93NUMPY". */
const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
const types: ReadonlySet<string> = new Set(['u1', 'i1', 'u2', 'i2', 'u4', 'i4', 'u8', 'i8', 'f2', 'f4', 'f8']);

/**
 * A NumPy array (the format's versions 1 to 3, numpy.lib.format): numbers of any size, booleans,
 * texts. Faults: wrong-magic, unsupported (objects, complex numbers, Fortran order of more than one
 * dimension), truncated, too-long.
 */
export function parseNpy(path: string, bytes: Uint8Array): Result<NpyArray, ImportFault> {
  if (bytes.length < 12) return fail(faultIn(path, 'truncated', { expected: 12, found: bytes.length }));
  if (!magic.every((byte, index) => bytes[index] === byte)) {
    return fail(faultIn(path, 'wrong-magic', { value: [...bytes.subarray(0, 4)].map((byte) => byte.toString(16).padStart(2, '0')).join(' ') }, { of: 'byte', at: 0 }));
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isLong = view.getUint8(6) > 1;
  const begin = isLong ? 12 : 10;
  const end = begin + (isLong ? view.getUint32(8, true) : view.getUint16(8, true));
  if (end > bytes.length) return fail(faultIn(path, 'truncated', { expected: end, found: bytes.length }));
  const header = new TextDecoder().decode(bytes.subarray(begin, Math.min(end, begin + 4096)));
  const descr = /'descr':\s*'([<>|=]?)([a-zA-Z?])(\d*)'/.exec(header);
  const shape = shapeOf(/'shape':\s*\(([^)]*)\)/.exec(header)?.[1]);
  if (descr === null) return fail(faultIn(path, 'unsupported', { what: /'descr':\s*([^,]{0,40})/.exec(header)?.[1] ?? 'dtype' }));
  if (shape === undefined) return fail(faultIn(path, 'damaged', {}, { of: 'byte', at: begin }));
  if (/'fortran_order':\s*True/.test(header) && shape.filter((size) => size > 1).length > 1) return fail(faultIn(path, 'unsupported', { what: 'fortran_order' }));
  const [, order = '', letter = '', size = ''] = descr;
  const body = bytes.subarray(end);
  if (letter === 'U' || letter === 'S') return textsOf(path, body, letter, Number(size), shape, order === '>');
  const type = letter === '?' || letter === 'b' ? 'u1' : `${letter}${size}`;
  if (!isNumberType(type)) return fail(faultIn(path, 'unsupported', { what: `${order}${letter}${size}` }));
  return numbersOf(path, body, type, order === '>' ? 'big' : 'little', shape);
}

function isNumberType(type: string): type is NumberType {
  return types.has(type);
}

function shapeOf(text: string | undefined): readonly number[] | undefined {
  const sizes = text?.split(',').flatMap((part) => (part.trim() === '' ? [] : [Number(part)]));
  return sizes?.every((size) => Number.isSafeInteger(size) && size >= 0) === true && sizes.length <= 8 ? sizes : undefined;
}

/** Texts of so many characters each, in UTF-32 or in bytes, filled up with zeros. */
function textsOf(path: string, body: Uint8Array, letter: 'U' | 'S', length: number, shape: readonly number[], big: boolean): Result<NpyArray, ImportFault> {
  const bytesEach = letter === 'U' ? 4 * length : length;
  const count = countOf(shape);
  const expected = count * bytesEach;
  if (body.length !== expected) return fail(faultIn(path, body.length < expected ? 'truncated' : 'too-long', { expected, found: body.length }));
  if (bytesEach === 0 && count > 1e6) return fail(faultIn(path, 'damaged'));
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  const texts = Array.from({ length: count }, (_, index) => {
    let text = '';
    for (let at = index * bytesEach; at < (index + 1) * bytesEach; at += letter === 'U' ? 4 : 1) {
      const point = letter === 'U' ? view.getUint32(at, !big) : view.getUint8(at);
      if (point !== 0) text += String.fromCodePoint(point > 0x10ffff ? 0xfffd : point);
    }
    return text;
  });
  return ok({ shape, texts });
}
