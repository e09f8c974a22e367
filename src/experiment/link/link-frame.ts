import { crc24 } from '../../lib/crc24';
import { fail, ok, type Result } from '../../lib/result';

/*
 * From version 2 on a link's code is <version>.<length>.<payload>.<check>: how many characters the
 * payload has, and the CRC-24 of all that stands before the last dot. So the end can be found
 * whatever stands behind it, and a changed code is told from one that was cut off. The check is
 * written in hexadecimal digits: a "_" or "-" at the end of an address is not always taken for a
 * part of it.
 */

const checkLength = 6;

/** The payload, which is base64url, in its frame: a link's code. */
export function framed(version: number, payload: string): string {
  const code = `${version}.${payload.length}.${payload}`;
  return `${code}.${checkOf(code)}`;
}

/**
 * The payload of a code whose version has been read off already, with anything behind it. Cut off
 * is a code that ends before its end, and damaged one whose end is there (or where that cannot be
 * told) but whose length or check is wrong.
 */
export function unframed(version: number, rest: string): Result<string, 'cut-off' | 'damaged'> {
  const parts = /^(\d{1,6})\.([\w-]*)(.*)$/s.exec(rest);
  if (parts === null) return fail(/^\d{0,6}$/.test(rest) ? 'cut-off' : 'damaged');
  const [, digits = '', payload = '', behind = ''] = parts;
  const check = checkOf(`${version}.${digits}.${payload}`);
  if (payload.length === Number(digits)) {
    if (behind.startsWith(`.${check}`)) return ok(payload);
    if (`.${check}`.startsWith(behind)) return fail('cut-off');
  }
  return fail(isWhole(Number(digits), payload, behind) ? 'damaged' : 'cut-off');
}

/** True if as much is there as there should be, or something that looks like the end. */
function isWhole(length: number, payload: string, behind: string): boolean {
  const characters = payload.length + behind.length;
  return payload.length >= length || characters > length + checkLength || /\.\w{6}/.test(behind);
}

function checkOf(code: string): string {
  return crc24(code).toString(16).padStart(checkLength, '0');
}
