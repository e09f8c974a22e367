import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';
import { convolutionShape, keyOf, type ConvolutionShape } from './convolution-arguments';
import { declareSums, windowLoop } from './convolution-window';
import { kernelInput } from './kernel-attributes';
import { columnBinding, loadSpread, storeColumns, tileThreads, written } from './product-columns';
import { isEmpty, runProgram } from './runner';
import type { KernelArguments } from './runner-backend';
import type { Program } from './runner-program';
import { adapterClassOf, tileFor, workgroupSize, type Tile } from './variants';

/**
 * The gradient of a convolution's input, in place of the stock kernel 'Conv2DBackpropInput', which
 * has one thread a result. dy [batch, h', w', outputs], filter [kh, kw, inputs, outputs] →
 * inputShape [batch, h, w, inputs].
 *
 * x meets the kernel's column kx where x + left − kx is a multiple of the stride. So the columns of
 * the image fall into as many phases as the stride is long, x + left = stride · q + phase, and in
 * one phase the gradient is a convolution of dy with every stride-th column of the kernel: dx(q) =
 * Σ_t dy(q − t) · kernel(phase + stride · t). A thread has neighbouring q of one phase.
 */
export function convolutionInputGradient(stock: KernelConfig): KernelConfig {
  return { ...stock, kernelFunc: (given) => inputGradient(given) ?? stock.kernelFunc(given) };
}

function inputGradient(given: KernelArguments): TensorInfo | undefined {
  const { backend, tensor, numbers } = kernelInput(given);
  const cotangent = tensor('dy');
  const kernel = tensor('filter');
  const inputShape = numbers('inputShape');
  const shape = convolutionShape(inputShape, kernel.shape, given.attrs ?? {});
  if (shape === undefined || [cotangent, kernel].some((one) => isEmpty(one) || one.dtype !== 'float32')) return undefined;
  const adapter = adapterClassOf(backend.device);
  const { taps, places } = phasesOf(shape);
  const tile = tileFor(adapter, places, shape.inputs, taps);
  const segments = Math.ceil(places / tile.rows) * shape.strideX;
  const threads = shape.batch * shape.height * segments * Math.ceil(shape.inputs / tile.columns);
  const workgroup = workgroupSize(adapter);
  const program: Program = {
    key: `ConvolutionInputGradient ${keyOf(shape)} ${tile.rows} ${tile.columns} ${workgroup}`,
    inputs: [['cotangent', 'f32'], ['weights', 'f32']],
    outputs: [columnBinding('result', shape.inputs)],
    body: () => inputGradientBody(shape, tile, workgroup),
  };
  return runProgram(backend, program, [cotangent, kernel], inputShape, Math.ceil(threads / workgroup));
}

/**
 * How many kernel columns a phase has at most, the first q of the image, and how many q there are.
 */
function phasesOf({ kernelWidth, strideX, left, width }: ConvolutionShape) {
  const first = Math.floor(left / strideX);
  return { taps: Math.ceil(kernelWidth / strideX), first, places: Math.floor((left + width - 1) / strideX) - first + 1 };
}

function inputGradientBody(shape: ConvolutionShape, { rows, columns }: Tile, workgroup: number): string {
  const { height, width, inputs, kernelHeight, kernelWidth, outputs, outHeight, outWidth, strideY, strideX, top, left } = shape;
  const { taps, first, places } = phasesOf(shape);
  const fours = columns / 4;
  const values = rows + taps - 1;
  const columnTiles = Math.ceil(inputs / columns);
  const segments = Math.ceil(places / rows);
  const weights = (tap: number, four: number) =>
    loadSpread('weights', `kernelStart + ${(tap * strideX * inputs + four * 4) * outputs} + channel`, String(outputs));
  return `${tileThreads(workgroup)}
  let column = index % ${columnTiles} * ${columns};
  let firstQ = index / ${columnTiles} % ${segments} * ${rows} + ${first};
  let phase = index / ${columnTiles * segments} % ${strideX};
  let y = index / ${columnTiles * segments * strideX} % ${height};
  let image = index / ${columnTiles * segments * strideX * height};
  if (image >= i32(arrayLength(&cotangent)) / ${outHeight * outWidth * outputs}) { return; }
  let firstIn = firstQ - ${taps - 1};
  ${written(values, (index) => `let inside${index} = u32(firstIn + ${index}) < ${outWidth}u;`)}
  ${declareSums(rows, fours)}
  for (var ky = (y + ${top}) % ${strideY}; ky < ${kernelHeight}; ky += ${strideY}) {
    let outY = (y + ${top} - ky) / ${strideY};
    if (y + ${top} < ky || outY >= ${outHeight}) { continue; }
    let start = ((image * ${outHeight} + outY) * ${outWidth} + firstIn) * ${outputs};
    let kernelStart = ((ky * ${kernelWidth} + phase) * ${inputs} + column) * ${outputs};
    ${windowLoop({
      rows,
      fours,
      taps,
      values,
      valueOf: (row, tap) => row + taps - 1 - tap,
      channels: outputs,
      value: (index) => `select(0.0, cotangent[start + ${index * outputs} + channel], inside${index})`,
      weights: (tap, four) =>
        // Only the last tap of a phase may lie outside the kernel.
        (tap + 1) * strideX <= kernelWidth
          ? weights(tap, four)
          : `select(vec4<f32>(), ${weights(tap, four)}, phase + ${tap * strideX} < ${kernelWidth})`,
    })}
  }
  let firstX = firstQ * ${strideX} + phase - ${left};
  let place = ((image * ${height} + y) * ${width} + firstX) * ${inputs} + column;
  ${written(rows, (row) => `if (u32(firstX + ${row * strideX}) < ${width}u) {
    ${written(fours, (four) =>
      storeColumns('result', inputs, `place + ${row * strideX * inputs + four * 4}`, `column + ${four * 4}`, `sum${row}_${four}`))}
  }`)}
}`;
}
