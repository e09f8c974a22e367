/**
 * Counter-based randomness: every number is a pure function of a key and a counter, so the same
 * layer gets the same weights wherever it stands, and a paused run goes on as if it had never
 * stopped.
 *
 * The mixing function is the 32-bit finaliser of MurmurHash3 (Austin Appleby, public domain),
 * applied twice.
 */
export type RandomKey = number;

function mix(value: number): number {
  let hash = value >>> 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/**
 * A key from any list of words and integers, for instance (seed, "weights", "conv1", 0).
 * Returns an unsigned 32-bit integer; the order of the parts matters.
 */
export function randomKey(...parts: readonly (string | number)[]): RandomKey {
  let hash = 0x9e3779b9;
  for (const part of parts) {
    if (typeof part === 'number') {
      hash = mix(hash ^ mix(part ^ 0x51ed270b));
      hash = mix(hash ^ Math.trunc(part / 0x1_0000_0000));
    } else {
      for (let index = 0; index < part.length; index += 1) hash = mix(Math.imul(hash, 31) ^ part.charCodeAt(index));
      hash = mix(hash ^ 0x2545f491);
    }
  }
  return hash >>> 0;
}

/** The counter-th unsigned 32-bit integer of a key. */
export function randomInteger(key: RandomKey, counter: number): number {
  return mix(mix(counter ^ Math.imul(key, 0x9e3779b1)) ^ key);
}

/** The counter-th number of a key, uniform in [0, 1). */
export function randomUniform(key: RandomKey, counter: number): number {
  return randomInteger(key, counter) / 0x1_0000_0000;
}

/** The counter-th number of a key from the standard normal distribution (Box and Muller 1958). */
export function randomNormal(key: RandomKey, counter: number): number {
  const radius = Math.sqrt(-2 * Math.log(1 - randomUniform(key, 2 * counter)));
  return radius * Math.cos(2 * Math.PI * randomUniform(key, 2 * counter + 1));
}

/**
 * A permutation of 0 … length − 1, by Fisher and Yates' shuffle; the same key gives the same one.
 */
export function randomPermutation(key: RandomKey, length: number): Uint32Array {
  const order = Uint32Array.from({ length }, (_, index) => index);
  for (let index = length - 1; index > 0; index -= 1) {
    const other = Math.floor(randomUniform(key, index) * (index + 1));
    const moved = order[index] ?? 0;
    order[index] = order[other] ?? 0;
    order[other] = moved;
  }
  return order;
}
