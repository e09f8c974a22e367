import { mappedRowLength } from '../../../data/affine-maps';
import { mirroredBit, rowMask } from '../../../data/moved-rows';
import { ownKernel } from './kernel-attributes';
import { dispatch, output, runProgram } from './runner';
import type { Program } from './runner-program';
import { mixFunction } from './random';
import { foursOf, forEachIndex, inFours, workgroupsFor } from './threads';

/**
 * A batch of images from the bytes of a data set, moved and normalised in one pass; only the
 * indices with their moves or maps are uploaded.
 */
export const gatherImages = ownKernel('GatherImages', ({ backend, tensor, number, numbers }) => {
  const [bytes, indices] = [tensor('bytes'), tensor('indices')];
  const [scale, offset] = [numbers('scale'), numbers('offset')];
  const [height = 0, width = 0, channels = 0] = numbers('shape');
  const length = height * width * channels * (indices.shape[0] ?? 0);
  const uniforms = [['f32', ...inFours(scale), ...inFours(offset)]] as const;
  const isMapped = indices.shape.length > 1;
  const program = isMapped ? mappedProgram(height, width, channels) : imagesProgram(height, width, channels, number('moved') === 1);
  return runProgram(backend, program, [bytes, indices], [length], workgroupsFor(length), uniforms);
});

function imagesProgram(height: number, width: number, channels: number, moved: boolean): Program {
  return {
    ...bindings(channels),
    key: `${moved ? 'GatherMovedImages' : 'GatherImages'} ${height} ${width} ${channels}`,
    body: () =>
      forEachIndex('arrayLength(&pixels)', `
  let row = indices[index / ${height * width * channels}u];
  let channel = index % ${channels}u;
  ${moved ? movedPlace(height, width, channels) : unmovedPlace(height * width * channels)}
  let stored = (bytes[place / 4u] >> (8u * (place % 4u))) & 255u;
  let byte = ${moved ? 'select(0u, stored, inside)' : 'stored'};
  ${normalised('f32(byte)')}`),
  };
}

function bindings(channels: number): Pick<Program, 'inputs' | 'outputs' | 'uniforms'> {
  const list = `array<vec4<f32>, ${foursOf(channels)}>`;
  return {
    inputs: [['bytes', 'u32'], ['indices', 'i32']],
    outputs: [['pixels', 'f32']],
    uniforms: [['scale', list], ['offset', list]],
  };
}

function normalised(byte: string): string {
  return `pixels[index] = ${byte} * uniforms.scale[channel / 4u][channel % 4u] + uniforms.offset[channel / 4u][channel % 4u];`;
}

/** Images under maps (data/affine-maps.ts), which stand behind their rows. */
function mappedProgram(height: number, width: number, channels: number): Program {
  return {
    ...bindings(channels),
    key: `GatherMappedImages ${height} ${width} ${channels}`,
    body: () => `
fn number(at: u32) -> f32 { return bitcast<f32>(indices[at]); }
/* 0 where there is no such pixel. */
fn byteAt(image: u32, row: i32, column: i32, channel: u32) -> f32 {
  let inside = (u32(column) < ${width}u) & (u32(row) < ${height}u);
  let place = select(image, image + (u32(row) * ${width}u + u32(column)) * ${channels}u + channel, inside);
  return select(0.0, f32((bytes[place / 4u] >> (8u * (place % 4u))) & 255u), inside);
}
fn blend(first: f32, second: f32, share: f32) -> f32 { return first + share * (second - first); }
${mixFunction}
/* The four bytes together of the counter-th number of a key (lib/random), less their mean. */
fn noiseOf(key: u32, counter: u32) -> f32 {
  let number = mix(mix(counter ^ (key * 0x9e3779b1u)) ^ key);
  return f32((number & 255u) + ((number >> 8u) & 255u) + ((number >> 16u) & 255u) + (number >> 24u)) - 510.0;
}
${forEachIndex('arrayLength(&pixels)', `
  let row = index / ${height * width * channels}u * ${mappedRowLength}u;
  let map = row + 1u;
  let channel = index % ${channels}u;
  let x = f32(index / ${channels}u % ${width}u);
  let y = f32(index / ${width * channels}u % ${height}u);
  let across = number(map) * x + number(map + 1u) * y + number(map + 2u);
  let down = number(map + 3u) * x + number(map + 4u) * y + number(map + 5u);
  let image = u32(indices[row]) * ${height * width * channels}u;
  let left = i32(floor(across));
  let top = i32(floor(down));
  let above = blend(byteAt(image, top, left, channel), byteAt(image, top, left + 1, channel), across - floor(across));
  let below = blend(byteAt(image, top + 1, left, channel), byteAt(image, top + 1, left + 1, channel), across - floor(across));
  let noise = number(map + 8u) * noiseOf(u32(number(map + 9u)), index % ${height * width * channels}u);
  let value = blend(above, below, down - floor(down)) * number(map + 6u) + number(map + 7u) + noise;
  let isCut = (x >= number(map + 10u)) & (y >= number(map + 11u)) & (x < number(map + 12u)) & (y < number(map + 13u));
  let byte = select(clamp(value, 0.0, 255.0), 0.0, isCut);
  ${normalised('byte')}`)}`,
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

/** Rows of a table of numbers or of class indices, whatever their moves and maps. */
export const gatherRows = ownKernel('GatherRows', ({ backend, tensor }) => {
  const [table, indices] = [tensor('table'), tensor('indices')];
  const [columns = 0] = table.shape.slice(1);
  const dtype = table.dtype === 'int32' ? 'int32' : 'float32';
  const [batch = 0, rowLength = 1] = indices.shape;
  const rows = output(backend, [batch, columns], dtype);
  const workgroups = workgroupsFor(batch * columns);
  dispatch(backend, rowsProgram(columns, rowLength, dtype === 'int32' ? 'i32' : 'f32'), { inputs: [table, indices], outputs: [rows], workgroups });
  return rows;
});

function rowsProgram(columns: number, rowLength: number, type: string): Program {
  return {
    key: `GatherRows ${columns} ${rowLength} ${type}`,
    inputs: [['table', type], ['indices', 'i32']],
    outputs: [['rows', type]],
    body: () =>
      forEachIndex('arrayLength(&rows)', `
  let row = u32(indices[index / ${columns}u * ${rowLength}u] & ${rowMask});
  rows[index] = table[row * ${columns}u + index % ${columns}u];`),
  };
}
