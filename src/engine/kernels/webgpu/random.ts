/** As WGSL: MurmurHash3's 32-bit finaliser (Austin Appleby, public domain), as in lib/random. */
export const mixFunction = `
fn mix(value: u32) -> u32 {
  var hash = (value ^ (value >> 16u)) * 0x85ebca6bu;
  hash = (hash ^ (hash >> 13u)) * 0xc2b2ae35u;
  return hash ^ (hash >> 16u);
}`;
