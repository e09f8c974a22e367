import type { TensorInfo } from '@tensorflow/tfjs-core';
import { ownKernel, type KernelInput } from './kernel-attributes';
import { poolWindow, windowKey, type PoolWindow } from './pool-window';
import { written } from './product-columns';
import { isEmpty, runProgram, zeros } from './runner';
import type { Binding, Program } from './runner-program';
import { forEachIndex, workgroupsFor } from './threads';

/**
 * cotangent [T, batch, h', w', channels], positions [batch, h', w', channels] → [T, batch, h, w,
 * channels].
 */
export const maxPoolPositionsGradient = ownKernel('MaxPoolPositionsGradient', (given) => {
  const positions = given.tensor('positions');
  return gradient(given, 'MaxPoolPositionsGradient', [positions], ({ outHeight, outWidth, channels, columns }) => ({
    inputs: [['positions', 'i32']],
    perWindow: `let position = positions[source % (uniforms.batch * ${outHeight * outWidth * channels})];`,
    share: (row, column) => `select(0.0, value, (${column} < ${columns}) & (position == (${row}) * ${columns} + ${column}))`,
  }));
});

/**
 * cotangent [T, batch, h', w', channels] → [T, batch, h, w, channels]: shared out over what of each
 * window lies in the image.
 */
export const averagePoolGradient = ownKernel('AveragePoolGradient', (given) =>
  gradient(given, 'AveragePoolGradient', [], ({ height, width, rows, columns, stride, top, left }) => ({
    inputs: [],
    perWindow: `
      let firstY = outY * ${stride} - ${top};
      let firstX = outX * ${stride} - ${left};
      let inside = (min(firstY + ${rows}, ${height}) - max(firstY, 0)) * (min(firstX + ${columns}, ${width}) - max(firstX, 0));
      let part = value / f32(inside);`,
    share: (row, column) => `select(0.0, part, (${row} < ${rows}) & (${column} < ${columns}))`,
  })));

/** How a pooling's gradient shares out the cotangent `value` of a window. */
interface Sharing {
  readonly inputs: readonly Binding[];
  /**
   * WGSL run once per window that exists; `source` is its place in the cotangent, `outY` and `outX`
   * its place in the image.
   */
  readonly perWindow: string;
  /** WGSL of what the row and column of a window get. */
  readonly share: (row: string, column: string) => string;
}

/**
 * The image is cut into cells of one stride by one stride; a thread computes a cell of one channel.
 * The windows that reach into a cell are the one that begins there and those shortly before, as
 * many per axis as strides make a window.
 */
function gradient(
  given: KernelInput,
  name: string,
  more: readonly TensorInfo[],
  sharingOf: (window: PoolWindow) => Sharing,
): TensorInfo {
  const { backend, tensor, numbers } = given;
  const cotangent = tensor('cotangent');
  const inputShape = numbers('inputShape');
  const [tasks = 0, batch = 0] = cotangent.shape;
  const window = poolWindow(given, inputShape);
  const shape = [tasks, ...inputShape];
  if (isEmpty(cotangent)) return zeros(backend, shape);
  const { inputs, perWindow, share } = sharingOf(window);
  const program: Program = {
    key: `${name} ${windowKey(window)}`,
    inputs: [['cotangent', 'f32'], ...inputs],
    outputs: [['result', 'f32']],
    uniforms: [['images', 'i32'], ['batch', 'i32']],
    body: () => gradientBody(window, perWindow, share),
  };
  const [cellRows, cellColumns] = cellsOf(window);
  const threads = tasks * batch * cellRows * cellColumns * window.channels;
  return runProgram(backend, program, [cotangent, ...more], shape, workgroupsFor(threads), [['i32', tasks * batch, batch]]);
}

function cellsOf({ height, width, stride, top, left }: PoolWindow): readonly [number, number] {
  return [Math.ceil((height + top) / stride), Math.ceil((width + left) / stride)];
}

function gradientBody(window: PoolWindow, perWindow: string, share: Sharing['share']): string {
  const { height, width, channels, outHeight, outWidth, rows, columns, stride, top, left } = window;
  const [cellRows, cellColumns] = cellsOf(window);
  const eachPlace = (piece: (row: number, column: number) => string) =>
    written(stride, (row) => written(stride, (column) => piece(row, column)));
  return forEachIndex(`u32(uniforms.images * ${cellRows * cellColumns * channels})`, `
  let place = i32(index);
  let channel = place % ${channels};
  let cellX = place / ${channels} % ${cellColumns};
  let cellY = place / ${channels * cellColumns} % ${cellRows};
  let image = place / ${channels * cellColumns * cellRows};
  ${eachPlace((row, column) => `var sum${row}_${column} = 0.0;`)}
  for (var before = 0; before < ${Math.ceil(rows / stride)}; before++) {
    for (var beside = 0; beside < ${Math.ceil(columns / stride)}; beside++) {
      let outY = cellY - before;
      let outX = cellX - beside;
      if (outY < 0 || outY >= ${outHeight} || outX < 0 || outX >= ${outWidth}) { continue; }
      let source = ((image * ${outHeight} + outY) * ${outWidth} + outX) * ${channels} + channel;
      let value = cotangent[source];
      ${perWindow}
      ${eachPlace((row, column) => `sum${row}_${column} += ${share(`before * ${stride} + ${row}`, `beside * ${stride} + ${column}`)};`)}
    }
  }
  let firstY = cellY * ${stride} - ${top};
  let firstX = cellX * ${stride} - ${left};
  let start = ((image * ${height} + firstY) * ${width} + firstX) * ${channels} + channel;
  ${eachPlace((row, column) =>
    `if (firstY + ${row} >= 0 && firstY + ${row} < ${height} && firstX + ${column} >= 0 && firstX + ${column} < ${width}) { result[start + ${(row * width + column) * channels}] = sum${row}_${column}; }`)}`);
}
