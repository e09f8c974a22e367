import { Inflate } from 'fflate';
import { fail, ok, type Result } from '../../lib/result';

/**
 * Bytes handed over at a time; deflate makes at most 1032 bytes of each, so no more than half a
 * megabyte lies beyond the limit.
 */
const STEP = 512;

/**
 * What raw deflate data unpack to, if that is at most `limit` bytes. Unpacking stops where the
 * limit is passed, so that a few bytes cannot be made into gigabytes. `dictionary` is what they
 * were packed with, if anything.
 */
export function boundedInflate(data: Uint8Array, limit: number, dictionary?: Uint8Array): Result<Uint8Array, 'too-large' | 'damaged'> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const stream = new Inflate(dictionary === undefined ? {} : { dictionary }, (chunk) => {
    chunks.push(chunk);
    size += chunk.length;
  });
  try {
    for (let at = 0; at < data.length && size <= limit; at += STEP)
      stream.push(data.subarray(at, at + STEP), at + STEP >= data.length);
  } catch {
    return fail(size > limit ? 'too-large' : 'damaged');
  }
  if (size > limit) return fail('too-large');
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return ok(whole);
}
