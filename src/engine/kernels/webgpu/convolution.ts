import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';
import { convolutionShape, keyOf, type ConvolutionShape } from './convolution-arguments';
import { declareSums, windowLoop, withBias } from './convolution-window';
import { kernelInput } from './kernel-attributes';
import {
  activated, columnBinding, fusedActivation, loadColumns, storeColumns, tileThreads, written, type Epilogue,
} from './product-columns';
import { isEmpty, runProgram } from './runner';
import type { KernelArguments } from './runner-backend';
import type { Program } from './runner-program';
import { adapterClassOf, tileFor, workgroupSize, type Tile } from './variants';

/**
 * Convolution with bias and activation in one pass, in place of the stock kernels 'Conv2D' and
 * 'FusedConv2D', which use workgroup memory. x [batch, h, w, inputs], filter [kh, kw, inputs,
 * outputs], bias [outputs] → [batch, h', w', outputs]. What is dilated, not float32, channels first
 * or has another activation than linear, relu, sigmoid and tanh is left to the stock kernel.
 */
export function convolution(stock: KernelConfig): KernelConfig {
  return { ...stock, kernelFunc: (given) => convolve(given) ?? stock.kernelFunc(given) };
}

function convolve(given: KernelArguments): TensorInfo | undefined {
  const { backend, tensor, optional } = kernelInput(given);
  const images = tensor('x');
  const kernel = tensor('filter');
  const bias = optional('bias');
  const { activation: name = 'linear', ...attributes } = given.attrs ?? {};
  const activation = typeof name === 'string' ? fusedActivation(name) : undefined;
  const shape = convolutionShape(images.shape, kernel.shape, attributes);
  if (shape === undefined || activation === undefined || optional('preluActivationWeights') !== undefined) return undefined;
  const tensors = bias === undefined ? [images, kernel] : [images, kernel, bias];
  if (tensors.some((one) => isEmpty(one) || one.dtype !== 'float32')) return undefined;
  if (bias !== undefined && (bias.shape.at(-1) !== shape.outputs || bias.shape.slice(0, -1).some((length) => length !== 1))) return undefined;
  const adapter = adapterClassOf(backend.device);
  const tile = tileFor(adapter, shape.outWidth, shape.outputs, shape.kernelWidth);
  const threads = shape.batch * shape.outHeight * Math.ceil(shape.outWidth / tile.rows) * Math.ceil(shape.outputs / tile.columns);
  const workgroup = workgroupSize(adapter);
  return runProgram(
    backend,
    convolutionProgram(shape, tile, { bias: bias !== undefined, activation }, workgroup),
    tensors,
    [shape.batch, shape.outHeight, shape.outWidth, shape.outputs],
    Math.ceil(threads / workgroup),
  );
}

function convolutionProgram(shape: ConvolutionShape, tile: Tile, { bias, activation }: Epilogue, workgroup: number): Program {
  const { outputs } = shape;
  return {
    key: `Convolution ${keyOf(shape)} ${tile.rows} ${tile.columns} ${workgroup} ${String(bias)} ${activation}`,
    inputs: [
      ['images', 'f32'],
      columnBinding('weights', outputs),
      ...(bias ? [columnBinding('bias', outputs)] : []),
    ],
    outputs: [columnBinding('result', outputs)],
    body: () => convolutionBody(shape, tile, { bias, activation }, workgroup),
  };
}

function convolutionBody(shape: ConvolutionShape, { rows, columns }: Tile, { bias, activation }: Epilogue, workgroup: number): string {
  const { height, width, inputs, kernelHeight, kernelWidth, outputs, outHeight, outWidth, strideY, strideX, top, left } = shape;
  const fours = columns / 4;
  const values = (rows - 1) * strideX + kernelWidth;
  const columnTiles = Math.ceil(outputs / columns);
  const segments = Math.ceil(outWidth / rows);
  return `${tileThreads(workgroup)}
  let column = index % ${columnTiles} * ${columns};
  let firstX = index / ${columnTiles} % ${segments} * ${rows};
  let y = index / ${columnTiles * segments} % ${outHeight};
  let image = index / ${columnTiles * segments * outHeight};
  if (image >= i32(arrayLength(&images)) / ${height * width * inputs}) { return; }
  let firstIn = firstX * ${strideX} - ${left};
  ${written(values, (index) => `let inside${index} = u32(firstIn + ${index}) < ${width}u;`)}
  ${declareSums(rows, fours)}
  for (var ky = 0; ky < ${kernelHeight}; ky++) {
    let inY = y * ${strideY} + ky - ${top};
    if (inY < 0 || inY >= ${height}) { continue; }
    let start = ((image * ${height} + inY) * ${width} + firstIn) * ${inputs};
    let kernelStart = ky * ${kernelWidth * inputs * outputs} + column;
    ${windowLoop({
      rows,
      fours,
      taps: kernelWidth,
      values,
      valueOf: (row, tap) => row * strideX + tap,
      channels: inputs,
      value: (index) => `select(0.0, images[start + ${index * inputs} + channel], inside${index})`,
      weights: (tap, four) => loadColumns('weights', outputs, `kernelStart + (${tap * inputs} + channel) * ${outputs} + ${four * 4}`),
    })}
  }
  let place = ((image * ${outHeight} + y) * ${outWidth} + firstX) * ${outputs} + column;
  ${written(rows, (row) => `if (firstX + ${row} < ${outWidth}) {
    ${written(fours, (four) => `let linear${four} = ${withBias(row, four, outputs, bias)};
    ${storeColumns('result', outputs, `place + ${row * outputs + four * 4}`, `column + ${four * 4}`, activated(activation, `linear${four}`))}`)}
  }`)}
}`;
}
