import { ownKernel } from './kernel-attributes';
import { poolWindow, windowKey, type PoolWindow } from './pool-window';
import { dispatch, output } from './runner';
import type { Program } from './runner-program';
import { forEachIndex, lengthOf, workgroupsFor } from './threads';

/**
 * Max pooling that says where in its window each maximum was: its gradient then reads neither the
 * images nor the output again. images [batch, h, w, channels] → output [batch, h', w', channels],
 * positions alike (int32). Of equal values the first counts, and what is not a number is larger
 * than any.
 */
export const maxPoolWithPositions = ownKernel('MaxPoolWithPositions', (given) => {
  const { backend, tensor } = given;
  const images = tensor('images');
  const window = poolWindow(given, images.shape);
  const shape = [images.shape[0] ?? 0, window.outHeight, window.outWidth, window.channels];
  const outputs = [output(backend, shape), output(backend, shape, 'int32')];
  const workgroups = lengthOf(images) === 0 ? 0 : workgroupsFor(shape.reduce((product, length) => product * length, 1));
  dispatch(backend, maxPoolProgram(window), { inputs: [images], outputs, workgroups });
  return outputs;
});

function maxPoolProgram(window: PoolWindow): Program {
  const { height, width, channels, outHeight, outWidth, rows, columns, stride, top, left } = window;
  return {
    key: `MaxPoolWithPositions ${windowKey(window)}`,
    inputs: [['images', 'f32']],
    outputs: [['result', 'f32'], ['positions', 'i32']],
    // Not a number is told by its bits: compilers may take comparisons for ones of numbers.
    body: () => `
fn isNan(x: f32) -> bool { return (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u; }
${forEachIndex('arrayLength(&result)', `
  let place = i32(index);
  let channel = place % ${channels};
  let firstX = place / ${channels} % ${outWidth} * ${stride} - ${left};
  let firstY = place / ${channels * outWidth} % ${outHeight} * ${stride} - ${top};
  let start = place / ${channels * outWidth * outHeight} * ${height};
  var best = 0.0;
  var position = -1;
  for (var row = max(0, -firstY); row < min(${rows}, ${height} - firstY); row++) {
    for (var column = max(0, -firstX); column < min(${columns}, ${width} - firstX); column++) {
      let value = images[((start + firstY + row) * ${width} + firstX + column) * ${channels} + channel];
      let larger = (position < 0) | (!isNan(best) & ((value > best) | isNan(value)));
      best = select(best, value, larger);
      position = select(position, row * ${columns} + column, larger);
    }
  }
  result[index] = best;
  positions[index] = position;`)}`,
  };
}
