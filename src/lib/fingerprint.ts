/**
 * A fingerprint of rows of numbers, 16 hexadecimal digits: the 32-bit MurmurHash3 (Austin Appleby,
 * public domain) of their bits, twice, from two seeds. Rows that differ in one bit have the same one
 * in about one case of 2⁶⁴; it does not withstand anybody who looks for such a case.
 */
export function fingerprintOf(...rows: readonly Float32Array[]): string {
  return [0x9747b28c, 0x3c6ef372].map((seed) => hashOf(rows, seed).toString(16).padStart(8, '0')).join('');
}

function hashOf(rows: readonly Float32Array[], seed: number): number {
  let [hash, bytes] = [seed, 0];
  for (const row of rows) {
    bytes += row.byteLength;
    for (const word of new Uint32Array(row.buffer, row.byteOffset, row.length)) {
      hash ^= Math.imul(turned(Math.imul(word, 0xcc9e2d51), 15), 0x1b873593);
      hash = (Math.imul(turned(hash, 13), 5) + 0xe6546b64) | 0;
    }
  }
  hash ^= bytes;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** The 32 bits turned to the left. */
function turned(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}
