import type { TensorInfo } from '@tensorflow/tfjs-core';
import { asShape4D } from '../shape-4d';
import { convolutionShape, keyOf, type ConvolutionShape } from './convolution-arguments';
import { ownKernel, type KernelInput } from './kernel-attributes';
import { columnBinding, loadColumns, storeColumns, tileThreads, written } from './product-columns';
import { sumRows } from './row-sums';
import { free, isEmpty, runProgram, zeros } from './runner';
import type { Program } from './runner-program';
import { adapterClassOf, splitsFor, weightTileFor, workgroupSize, type WeightTile } from './variants';

/**
 * The gradients of a convolution's kernel and bias, for all tasks at once: images [batch, h, w,
 * inputs], cotangent [T, batch, h', w', outputs] → [T, kernel + outputs]. A thread has all columns
 * of some rows of the kernel, some input and some output channels, and runs along the rows of the
 * cotangent: what it loads of an image row serves all columns. Where that makes too few threads,
 * the rows of the batch are split among more of them, and a second dispatch adds up.
 */
export const convolutionWeightGradients = ownKernel('ConvolutionWeightGradients', (given) => {
  const { backend, tensor, numbers, number, text } = given;
  const cotangent = tensor('cotangent');
  const images = tensor('images');
  const kernelShape = asShape4D(numbers('kernelShape'));
  const shape = convolutionShape(images.shape, kernelShape, { strides: number('stride'), pad: text('padding') });
  if (shape === undefined) throw new Error(`a convolution pads "same" or "valid", not "${text('padding')}"`);
  const tasks = cotangent.shape[0] ?? 0;
  const length = kernelShape.reduce((product, size) => product * size, 1) + shape.outputs;
  if (isEmpty(images) || isEmpty(cotangent)) return zeros(backend, [tasks, length]);
  return gradients(given, shape, tasks, [images, cotangent]);
});

function gradients({ backend }: KernelInput, shape: ConvolutionShape, tasks: number, tensors: readonly TensorInfo[]): TensorInfo {
  const { batch, kernelHeight, kernelWidth, inputs, outputs, outHeight, outWidth } = shape;
  const adapter = adapterClassOf(backend.device);
  const tile = weightTileFor(adapter, [kernelHeight, kernelWidth, inputs, outputs], outWidth);
  const workgroup = workgroupSize(adapter);
  const tiles = tasks * Math.ceil(kernelHeight / tile.kernelRows) * Math.ceil(inputs / tile.inputs) * Math.ceil(outputs / tile.outputs);
  const splits = splitsFor(adapter, tiles, batch * outHeight, 1);
  const length = kernelHeight * kernelWidth * inputs * outputs + outputs;
  const program: Program = {
    key: `ConvolutionWeightGradients ${keyOf(shape)} ${Object.values(tile).join(' ')} ${workgroup}`,
    inputs: [['images', 'f32'], columnBinding('cotangent', outputs)],
    outputs: [columnBinding('result', outputs)],
    uniforms: [['tasks', 'i32'], ['batch', 'i32'], ['splits', 'i32']],
    body: () => weightGradientsBody(shape, tile, workgroup),
  };
  const partial = runProgram(
    backend, program, tensors, splits === 1 ? [tasks, length] : [splits, tasks, length],
    Math.ceil((tiles * splits) / workgroup), [['i32', tasks, batch, splits]],
  );
  if (splits === 1) return partial;
  const result = sumRows(backend, partial, [tasks, length]);
  free(backend, partial);
  return result;
}

function weightGradientsBody(shape: ConvolutionShape, tile: WeightTile, workgroup: number): string {
  const { height, width, inputs, kernelHeight, kernelWidth, outputs, outHeight, outWidth, strideY, strideX, top, left } = shape;
  const { kernelRows, positions } = tile;
  const fours = tile.outputs / 4;
  const rowTiles = Math.ceil(kernelHeight / kernelRows);
  const inputTiles = Math.ceil(inputs / tile.inputs);
  const outputTiles = Math.ceil(outputs / tile.outputs);
  const run = (positions - 1) * strideX + kernelWidth;
  const kernelSize = kernelHeight * kernelWidth * inputs * outputs;
  const eachSum = (piece: (row: number, tap: number, channel: number, four: number) => string) =>
    written(kernelRows, (row) => written(kernelWidth, (tap) => written(tile.inputs, (channel) =>
      written(fours, (four) => piece(row, tap, channel, four)))));
  const guard = outWidth % positions === 0 ? '' : 'select(vec4<f32>(), ';
  return `${tileThreads(workgroup)}
  let column = index % ${outputTiles} * ${tile.outputs};
  let firstInput = index / ${outputTiles} % ${inputTiles} * ${tile.inputs};
  let firstKernelRow = index / ${outputTiles * inputTiles} % ${rowTiles} * ${kernelRows};
  let task = index / ${outputTiles * inputTiles * rowTiles} % uniforms.tasks;
  let part = index / ${outputTiles * inputTiles * rowTiles} / uniforms.tasks;
  if (part >= uniforms.splits) { return; }
  let rows = uniforms.batch * ${outHeight};
  let rowsOfPart = (rows + uniforms.splits - 1) / uniforms.splits;
  ${eachSum((row, tap, channel, four) => `var sum${row}_${tap}_${channel}_${four} = vec4<f32>();`)}
  ${written(fours, (four) => `var bias${four} = vec4<f32>();`)}
  for (var row = part * rowsOfPart; row < min(rows, (part + 1) * rowsOfPart); row++) {
    let firstY = row % ${outHeight} * ${strideY} + firstKernelRow - ${top};
    let imageStart = (row / ${outHeight} * ${height} + firstY) * ${width};
    ${written(kernelRows, (kernelRow) => `let above${kernelRow} = u32(firstY + ${kernelRow}) < ${height}u;`)}
    for (var x = 0; x < ${outWidth}; x += ${positions}) {
      let firstX = x * ${strideX} - ${left};
      let start = (imageStart + firstX) * ${inputs} + firstInput;
      let cotangentStart = ((task * rows + row) * ${outWidth} + x) * ${outputs} + column;
      ${written(run, (place) => `let inside${place} = u32(firstX + ${place}) < ${width}u;`)}
      ${written(kernelRows, (kernelRow) => written(run, (place) => written(tile.inputs, (channel) =>
        `let value${kernelRow}_${place}_${channel} = select(0.0, images[start + ${(kernelRow * width + place) * inputs + channel}], above${kernelRow} & inside${place});`)))}
      ${written(fours, (four) => `
      ${written(positions, (position) => {
        const loaded = loadColumns('cotangent', outputs, `cotangentStart + ${position * outputs + four * 4}`);
        return `let change${four}_${position} = ${guard === '' ? loaded : `${guard}${loaded}, x + ${position} < ${outWidth})`};`;
      })}
      bias${four} += ${written(positions, (position) => `change${four}_${position}`, ' + ')};`)}
      ${eachSum((kernelRow, tap, channel, four) => `sum${kernelRow}_${tap}_${channel}_${four} += ${written(positions, (position) =>
        `value${kernelRow}_${position * strideX + tap}_${channel} * change${four}_${position}`, ' + ')};`)}
    }
  }
  let place = (part * uniforms.tasks + task) * ${kernelSize + outputs} + column;
  ${eachSum((row, tap, channel, four) => `if (firstKernelRow + ${row} < ${kernelHeight} && firstInput + ${channel} < ${inputs}) {
    ${store(outputs, `place + (((firstKernelRow + ${row}) * ${kernelWidth} + ${tap}) * ${inputs} + firstInput + ${channel}) * ${outputs} + ${four * 4}`, four, `sum${row}_${tap}_${channel}_${four}`)} }`)}
  if (firstKernelRow == 0 && firstInput == 0) {
    ${written(fours, (four) => store(outputs, `place + ${kernelSize + four * 4}`, four, `bias${four}`))}
  }
}`;
}

function store(outputs: number, place: string, four: number, value: string): string {
  return storeColumns('result', outputs, place, `column + ${four * 4}`, value);
}
