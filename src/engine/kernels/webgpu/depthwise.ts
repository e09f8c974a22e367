import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';
import { asShape4D } from '../shape-4d';
import { convolutionShape, keyOf, type ConvolutionShape } from './convolution-arguments';
import { kernelInput, ownKernel } from './kernel-attributes';
import { tileThreads, written } from './product-columns';
import { sumRows } from './row-sums';
import { free, isEmpty, runProgram, zeros } from './runner';
import type { KernelArguments } from './runner-backend';
import type { Program } from './runner-program';
import { adapterClassOf, depthwiseRun, splitsFor, workgroupSize } from './variants';

/**
 * Depthwise convolution, in place of the stock kernel 'DepthwiseConv2dNative', which has one thread
 * a result: a thread has a run of results along the width, which share what they load. x [batch, h,
 * w, channels], filter [kh, kw, channels, 1] → [batch, h', w', channels]. Several kernels a channel
 * and dilated ones are left to the stock kernel.
 */
export function depthwiseConvolution(stock: KernelConfig): KernelConfig {
  return { ...stock, kernelFunc: (given) => convolve(given) ?? stock.kernelFunc(given) };
}

function convolve(given: KernelArguments): TensorInfo | undefined {
  const { backend, tensor } = kernelInput(given);
  const images = tensor('x');
  const kernel = tensor('filter');
  const [rows, columns, channels, multiplier] = asShape4D(kernel.shape);
  if (multiplier !== 1 || [images, kernel].some((one) => isEmpty(one) || one.dtype !== 'float32')) return undefined;
  const shape = convolutionShape(images.shape, [rows, columns, channels, channels], given.attrs ?? {});
  if (shape === undefined) return undefined;
  const { batch, outHeight, outWidth } = shape;
  const adapter = adapterClassOf(backend.device);
  const workgroup = workgroupSize(adapter);
  const run = depthwiseRun(adapter, outWidth);
  const program: Program = {
    key: `Depthwise ${keyOf(shape)} ${run} ${workgroup}`,
    inputs: [['images', 'f32'], ['weights', 'f32']],
    outputs: [['result', 'f32']],
    body: () => convolutionBody(shape, run, workgroup),
  };
  const threads = batch * outHeight * Math.ceil(outWidth / run) * channels;
  return runProgram(backend, program, [images, kernel], [batch, outHeight, outWidth, channels], Math.ceil(threads / workgroup));
}

function convolutionBody(shape: ConvolutionShape, run: number, workgroup: number): string {
  const { height, width, inputs: channels, kernelHeight, kernelWidth, outHeight, outWidth, strideY, strideX, top, left } = shape;
  const segments = Math.ceil(outWidth / run);
  return `${tileThreads(workgroup)}
  let channel = index % ${channels};
  let firstX = index / ${channels} % ${segments} * ${run};
  let y = index / ${channels * segments} % ${outHeight};
  let image = index / ${channels * segments * outHeight};
  if (image >= i32(arrayLength(&images)) / ${height * width * channels}) { return; }
  let firstIn = firstX * ${strideX} - ${left};
  ${written(run, (at) => `var sum${at} = 0.0;`)}
  for (var ky = 0; ky < ${kernelHeight}; ky++) {
    let inY = y * ${strideY} + ky - ${top};
    if (inY < 0 || inY >= ${height}) { continue; }
    let start = ((image * ${height} + inY) * ${width} + firstIn) * ${channels} + channel;
    ${written((run - 1) * strideX + kernelWidth, (at) =>
      `let value${at} = select(0.0, images[start + ${at * channels}], u32(firstIn + ${at}) < ${width}u);`)}
    ${written(kernelWidth, (tap) => `let weight${tap} = weights[(ky * ${kernelWidth} + ${tap}) * ${channels} + channel];`)}
    ${written(run, (at) => `sum${at} += ${written(kernelWidth, (tap) => `value${at * strideX + tap} * weight${tap}`, ' + ')};`)}
  }
  let place = ((image * ${outHeight} + y) * ${outWidth} + firstX) * ${channels} + channel;
  ${written(run, (at) => `if (firstX + ${at} < ${outWidth}) { result[place + ${at * channels}] = sum${at}; }`)}
}`;
}

/**
 * The gradient of a depthwise convolution's kernel for all tasks at once: images [b, h, w,
 * channels], cotangent [T, b, h', w', channels] → [T, kh · kw · channels]. A thread has the whole
 * kernel of a channel, for a part of the batch's rows; a second dispatch adds up.
 */
export const depthwiseWeightGradients = ownKernel('DepthwiseWeightGradients', ({ backend, tensor, numbers, number, text }) => {
  const images = tensor('images');
  const cotangent = tensor('cotangent');
  const [rows = 1, columns = 1] = numbers('size');
  const [, , , channels] = asShape4D(images.shape);
  const shape = convolutionShape(images.shape, [rows, columns, channels, channels], { strides: number('stride'), pad: text('padding') });
  if (shape === undefined) throw new Error(`a convolution pads "same" or "valid", not "${text('padding')}"`);
  const tasks = cotangent.shape[0] ?? 0;
  const length = rows * columns * channels;
  if (isEmpty(images) || isEmpty(cotangent)) return zeros(backend, [tasks, length]);
  const adapter = adapterClassOf(backend.device);
  const workgroup = workgroupSize(adapter);
  const run = depthwiseRun(adapter, shape.outWidth);
  const parts = splitsFor(adapter, tasks * channels, shape.batch * shape.outHeight, 1);
  const program: Program = {
    key: `DepthwiseWeightGradients ${keyOf(shape)} ${run} ${workgroup}`,
    inputs: [['images', 'f32'], ['cotangent', 'f32']],
    outputs: [['result', 'f32']],
    uniforms: [['tasks', 'i32'], ['batch', 'i32'], ['parts', 'i32']],
    body: () => weightGradientsBody(shape, run, workgroup),
  };
  const workgroups = Math.ceil((parts * tasks * channels) / workgroup);
  const partial = runProgram(backend, program, [images, cotangent], [parts, tasks, length], workgroups, [['i32', tasks, shape.batch, parts]]);
  const result = sumRows(backend, partial, [tasks, length]);
  free(backend, partial);
  return result;
});

function weightGradientsBody(shape: ConvolutionShape, run: number, workgroup: number): string {
  const { height, width, inputs: channels, kernelHeight, kernelWidth, outHeight, outWidth, strideY, strideX, top, left } = shape;
  const eachTap = (piece: (row: number, tap: number) => string) =>
    written(kernelHeight, (row) => written(kernelWidth, (tap) => piece(row, tap)));
  return `${tileThreads(workgroup)}
  let channel = index % ${channels};
  let task = index / ${channels} % uniforms.tasks;
  let part = index / ${channels} / uniforms.tasks;
  if (part >= uniforms.parts) { return; }
  let rows = uniforms.batch * ${outHeight};
  let rowsOfPart = (rows + uniforms.parts - 1) / uniforms.parts;
  ${eachTap((row, tap) => `var sum${row}_${tap} = 0.0;`)}
  for (var row = part * rowsOfPart; row < min(rows, (part + 1) * rowsOfPart); row++) {
    let firstY = row % ${outHeight} * ${strideY} - ${top};
    let imageStart = (row / ${outHeight} * ${height} + firstY) * ${width};
    for (var x = 0; x < ${outWidth}; x += ${run}) {
      let firstX = x * ${strideX} - ${left};
      let start = (imageStart + firstX) * ${channels} + channel;
      let cotangentStart = ((task * rows + row) * ${outWidth} + x) * ${channels} + channel;
      ${written(run, (at) => `let change${at} = select(0.0, cotangent[cotangentStart + ${at * channels}], x + ${at} < ${outWidth});`)}
      ${written(kernelHeight, (kernelRow) => `let above${kernelRow} = u32(firstY + ${kernelRow}) < ${height}u;
      ${written((run - 1) * strideX + kernelWidth, (at) =>
        `let value${kernelRow}_${at} = select(0.0, images[start + ${(kernelRow * width + at) * channels}], above${kernelRow} & (u32(firstX + ${at}) < ${width}u));`)}`)}
      ${eachTap((kernelRow, tap) =>
        `sum${kernelRow}_${tap} += ${written(run, (at) => `value${kernelRow}_${at * strideX + tap} * change${at}`, ' + ')};`)}
    }
  }
  let place = (part * uniforms.tasks + task) * ${kernelHeight * kernelWidth * channels} + channel;
  ${eachTap((row, tap) => `result[place + ${(row * kernelWidth + tap) * channels}] = sum${row}_${tap};`)}
}`;
}
