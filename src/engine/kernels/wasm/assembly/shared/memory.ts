// The instructions memory.copy and memory.fill are calls out of the module, which for a row of an
// image cost more than the copying.

/** Copies whole floats. */
export function copyWords(to: usize, from: usize, bytes: usize): void {
  for (; bytes >= 16; bytes -= 16, to += 16, from += 16) v128.store(to, v128.load(from));
  for (; bytes > 0; bytes -= 4, to += 4, from += 4) store<f32>(to, load<f32>(from));
}

/** Sets whole floats to 0. */
export function clearWords(to: usize, bytes: usize): void {
  const zero = f32x4.splat(0);
  for (; bytes >= 16; bytes -= 16, to += 16) v128.store(to, zero);
  for (; bytes > 0; bytes -= 4, to += 4) store<f32>(to, 0);
}
