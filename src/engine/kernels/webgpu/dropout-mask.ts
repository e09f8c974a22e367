import { ownKernel } from './kernel-attributes';
import { mixFunction } from './random';
import { runProgram } from './runner';
import type { Program } from './runner-program';
import { forEachIndex, workgroupsFor } from './threads';

/**
 * The numbers of lib/random: MurmurHash3's 32-bit finaliser (Austin Appleby, public domain) twice.
 * A number is below the rate exactly if its 32 bits are below the rate times 2³², rounded up; so
 * the masks are those of the processor, bit for bit.
 */
const program: Program = {
  key: 'DropoutMask',
  inputs: [],
  outputs: [['mask', 'f32']],
  uniforms: [['key', 'u32'], ['first', 'u32'], ['dropped', 'u32'], ['kept', 'f32']],
  body: () => `${mixFunction}
${forEachIndex('arrayLength(&mask)', `
  let counter = uniforms.first + index;
  let number = mix(mix(counter ^ (uniforms.key * 0x9e3779b1u)) ^ uniforms.key);
  mask[index] = select(uniforms.kept, 0.0, number < uniforms.dropped);`)}`,
};

/** Dropout's noise where it is used, instead of on the processor and uploaded. */
export const dropoutMask = ownKernel('DropoutMask', ({ backend, number, numbers }) => {
  const [size, rate, [key = 0]] = [number('size'), number('rate'), numbers('key')];
  const dropped = Math.min(Math.ceil(rate * 2 ** 32), 2 ** 32 - 1);
  // Counters wrap at 2³², as they do there.
  const first = number('first') % 2 ** 32;
  return runProgram(backend, program, [], [size], workgroupsFor(size), [['u32', key, first, dropped], ['f32', 1 / (1 - rate)]]);
});
