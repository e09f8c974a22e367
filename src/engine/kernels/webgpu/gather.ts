import { mirroredBit, rowMask } from '../../../data/moved-rows';
import { ownKernel } from './kernel-attributes';
import { dispatch, output, runProgram } from './runner';
import type { Program } from './runner-program';
import { foursOf, forEachIndex, inFours, workgroupsFor } from './threads';

/**
 * A batch of images from the bytes of a data set, moved and normalised in one pass; only the
 * indices with their moves are uploaded.
 */
export const gatherImages = ownKernel('GatherImages', ({ backend, tensor, number, numbers }) => {
  const [bytes, indices] = [tensor('bytes'), tensor('indices')];
  const [scale, offset] = [numbers('scale'), numbers('offset')];
  const [height = 0, width = 0, channels = 0] = numbers('shape');
  const length = height * width * channels * (indices.shape[0] ?? 0);
  const uniforms = [['f32', ...inFours(scale), ...inFours(offset)]] as const;
  const program = imagesProgram(height, width, channels, number('moved') === 1);
  return runProgram(backend, program, [bytes, indices], [length], workgroupsFor(length), uniforms);
});

function imagesProgram(height: number, width: number, channels: number, moved: boolean): Program {
  const list = `array<vec4<f32>, ${foursOf(channels)}>`;
  return {
    key: `${moved ? 'GatherMovedImages' : 'GatherImages'} ${height} ${width} ${channels}`,
    inputs: [['bytes', 'u32'], ['indices', 'i32']],
    outputs: [['pixels', 'f32']],
    uniforms: [['scale', list], ['offset', list]],
    body: () =>
      forEachIndex('arrayLength(&pixels)', `
  let row = indices[index / ${height * width * channels}u];
  let channel = index % ${channels}u;
  ${moved ? movedPlace(height, width, channels) : unmovedPlace(height * width * channels)}
  let stored = (bytes[place / 4u] >> (8u * (place % 4u))) & 255u;
  let byte = ${moved ? 'select(0u, stored, inside)' : 'stored'};
  pixels[index] = f32(byte) * uniforms.scale[channel / 4u][channel % 4u] + uniforms.offset[channel / 4u][channel % 4u];`),
  };
}

function unmovedPlace(imageSize: number): string {
  return `let place = u32(row) * ${imageSize}u + index % ${imageSize}u;`;
}

/**
 * Where the pixel comes from by the bits of `row` (data/moved-rows.ts), and whether that is
 * `inside` the image at all.
 */
function movedPlace(height: number, width: number, channels: number): string {
  return `
  let across = i32(index / ${channels}u % ${width}u) - ((row << 5u) >> 28u);
  let y = i32(index / ${width * channels}u % ${height}u) - ((row << 1u) >> 28u);
  let x = select(across, ${width - 1} - across, (row & ${mirroredBit}) != 0);
  let inside = (u32(x) < ${width}u) & (u32(y) < ${height}u);
  let image = (row & ${rowMask}) * ${height * width * channels};
  let place = u32(select(image, image + (y * ${width} + x) * ${channels} + i32(channel), inside));`;
}

/** Rows of a table of numbers or of class indices, whatever their moves. */
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
      forEachIndex('arrayLength(&rows)', `rows[index] = table[u32(indices[index / ${columns}u] & ${rowMask}) * ${columns}u + index % ${columns}u];`),
  };
}
