/**
 * The four bytes together of the counter-th number of a key, as lib/random has it: MurmurHash3's
 * finaliser, twice.
 */
export function sumOfBytes(key: i32, counter: i32): i32 {
  const number = mix(mix(counter ^ (key * <i32>0x9e3779b1)) ^ key);
  return (number & 255) + ((number >>> 8) & 255) + ((number >>> 16) & 255) + (number >>> 24);
}

function mix(value: i32): i32 {
  let hash = (value ^ (value >>> 16)) * <i32>0x85ebca6b;
  hash = (hash ^ (hash >>> 13)) * <i32>0xc2b2ae35;
  return hash ^ (hash >>> 16);
}
