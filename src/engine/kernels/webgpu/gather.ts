import { ownKernel } from './kernel-attributes';
import { dispatch, output, runProgram } from './runner';
import type { Program } from './runner-program';
import { foursOf, forEachIndex, inFours, workgroupsFor } from './threads';

/** A batch of images from the bytes of a data set, normalised, in one pass; only the indices are uploaded. */
export const gatherImages = ownKernel('GatherImages', ({ backend, tensor, number, numbers }) => {
  const [bytes, indices] = [tensor('bytes'), tensor('indices')];
  const [imageSize, scale, offset] = [number('imageSize'), numbers('scale'), numbers('offset')];
  const length = imageSize * (indices.shape[0] ?? 0);
  const uniforms = [['f32', ...inFours(scale), ...inFours(offset)]] as const;
  return runProgram(backend, imagesProgram(imageSize, scale.length), [bytes, indices], [length], workgroupsFor(length), uniforms);
});

function imagesProgram(imageSize: number, channels: number): Program {
  const list = `array<vec4<f32>, ${foursOf(channels)}>`;
  return {
    key: `GatherImages ${imageSize} ${channels}`,
    inputs: [['bytes', 'u32'], ['indices', 'i32']],
    outputs: [['pixels', 'f32']],
    uniforms: [['scale', list], ['offset', list]],
    body: () =>
      forEachIndex('arrayLength(&pixels)', `
  let place = u32(indices[index / ${imageSize}u]) * ${imageSize}u + index % ${imageSize}u;
  let byte = (bytes[place / 4u] >> (8u * (place % 4u))) & 255u;
  let channel = index % ${channels}u;
  pixels[index] = f32(byte) * uniforms.scale[channel / 4u][channel % 4u] + uniforms.offset[channel / 4u][channel % 4u];`),
  };
}

/** Rows of a table of numbers or of class indices. */
export const gatherRows = ownKernel('GatherRows', ({ backend, tensor }) => {
  const [table, indices] = [tensor('table'), tensor('indices')];
  const [columns = 0] = table.shape.slice(1);
  const dtype = table.dtype === 'int32' ? 'int32' : 'float32';
  const shape = [indices.shape[0] ?? 0, columns];
  const rows = output(backend, shape, dtype);
  const workgroups = workgroupsFor((indices.shape[0] ?? 0) * columns);
  dispatch(backend, rowsProgram(columns, dtype === 'int32' ? 'i32' : 'f32'), { inputs: [table, indices], outputs: [rows], workgroups });
  return rows;
});

function rowsProgram(columns: number, type: string): Program {
  return {
    key: `GatherRows ${columns} ${type}`,
    inputs: [['table', type], ['indices', 'i32']],
    outputs: [['rows', type]],
    body: () =>
      forEachIndex('arrayLength(&rows)', `rows[index] = table[u32(indices[index / ${columns}u]) * ${columns}u + index % ${columns}u];`),
  };
}
