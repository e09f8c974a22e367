import { ownKernel } from './kernel-attributes';
import { runProgram } from './runner';
import type { Program } from './runner-program';
import { forEachIndex, lengthOf, workgroupsFor } from './threads';

/** images [batch, h, w, channels] → [batch, h · factor, w · factor, channels]: each pixel many times. */
export const upsample = ownKernel('Upsample', ({ backend, tensor, number }) => {
  const images = tensor('images');
  const factor = number('factor');
  const [batch = 0, height = 0, width = 0, channels = 0] = images.shape;
  const shape = [batch, height * factor, width * factor, channels];
  return runProgram(backend, upsampleProgram(factor), [images], shape, workgroupsFor(lengthOf(images) * factor * factor), [['u32', width, channels]]);
});

/** cotangent [T, batch, h · factor, w · factor, channels] → [T, batch, h, w, channels]. */
export const upsampleGradient = ownKernel('UpsampleGradient', ({ backend, tensor, number }) => {
  const cotangent = tensor('cotangent');
  const factor = number('factor');
  const [tasks = 0, batch = 0, height = 0, width = 0, channels = 0] = cotangent.shape;
  const shape = [tasks, batch, height / factor, width / factor, channels];
  return runProgram(backend, gradientProgram(factor), [cotangent], shape, workgroupsFor(lengthOf(cotangent) / factor / factor), [['u32', width / factor, channels]]);
});

/** Rows of all images lie one after another. */
function upsampleProgram(factor: number): Program {
  return {
    key: `Upsample ${factor}`,
    inputs: [['images', 'f32']],
    outputs: [['larger', 'f32']],
    uniforms: [['width', 'u32'], ['channels', 'u32']],
    body: () => forEachIndex('arrayLength(&larger)', `
  let channel = index % uniforms.channels;
  let x = index / uniforms.channels % (uniforms.width * ${factor}u);
  let y = index / uniforms.channels / (uniforms.width * ${factor}u);
  larger[index] = images[(y / ${factor}u * uniforms.width + x / ${factor}u) * uniforms.channels + channel];`),
  };
}

function gradientProgram(factor: number): Program {
  return {
    key: `UpsampleGradient ${factor}`,
    inputs: [['cotangent', 'f32']],
    outputs: [['sums', 'f32']],
    uniforms: [['width', 'u32'], ['channels', 'u32']],
    body: () => forEachIndex('arrayLength(&sums)', `
  let channel = index % uniforms.channels;
  let x = index / uniforms.channels % uniforms.width * ${factor}u;
  let y = index / uniforms.channels / uniforms.width * ${factor}u;
  var sum = 0.0;
  for (var row = y; row < y + ${factor}u; row += 1u) {
    for (var column = x; column < x + ${factor}u; column += 1u) {
      sum += cotangent[(row * uniforms.width * ${factor}u + column) * uniforms.channels + channel];
    }
  }
  sums[index] = sum;`),
  };
}
