import { getKernel, registerKernel, unregisterKernel, type KernelConfig } from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-wasm';
import { canRunAssembly } from './assembly-module';
import { avgPoolGrad } from './avg-pool-grad';
import { batchNormBackward, batchNormForward } from './batch-norm';
import { conv2dBackpropFilter } from './conv2d-backprop-filter';
import { conv2dBackpropInput } from './conv2d-backprop-input';
import { conv2d, conv2dInputGradient, convolutionWeightGradients } from './convolutions';
import { depthwiseInputGradient, depthwiseWeightGradients } from './depthwise';
import { activationGradient, dropoutMask, functionOfEach, scale } from './elementwise';
import { gatherImages, gatherRows } from './gathering';
import { classificationSums, meanSquaredError, softmaxCrossEntropy } from './losses';
import { denseInputGradient, denseWeightGradients, matMul } from './matrix-products';
import { maxPoolGrad } from './max-pool-grad';
import { averagePoolGradient, maxPoolPositionsGradient, maxPoolWithPositions } from './pooling';
import { resizeNearestNeighbor } from './resizing';
import { slice } from './slice';
import { splitV } from './split-v';
import { updateWeights } from './update-weights';
import { combineRows, splitVector, taskGram } from './vectors';

/** Kernels of operations/ that run in assembly/. */
const own = [
  convolutionWeightGradients, denseWeightGradients, denseInputGradient, maxPoolWithPositions, maxPoolPositionsGradient,
  averagePoolGradient, activationGradient, scale, dropoutMask, softmaxCrossEntropy, meanSquaredError, classificationSums, splitVector,
  taskGram, combineRows, gatherImages, gatherRows, batchNormForward, batchNormBackward, depthwiseWeightGradients, updateWeights,
];

let registered = false;

/**
 * Gives the WASM backend the kernels of training that it lacks or does slowly: under TensorFlow.js'
 * own names, and those of operations/. The latter need vector instructions; where there are none,
 * operations are composed of the former. May be called before or after the backend starts, and
 * again without effect.
 */
export function registerWasmGradientKernels(): void {
  if (registered) return;
  registered = true;
  registerKernel(conv2dBackpropFilter);
  replace('MaxPoolGrad', () => maxPoolGrad);
  replace('AvgPoolGrad', () => avgPoolGrad);
  replace('Slice', slice);
  replace('SplitV', splitV);
  if (!canRunAssembly()) {
    replace('Conv2DBackpropInput', conv2dBackpropInput);
    return;
  }
  replace('Conv2DBackpropInput', conv2dInputGradient);
  replace('Conv2D', conv2d);
  replace('FusedConv2D', conv2d);
  replace('BatchMatMul', matMul);
  replace('_FusedMatMul', matMul);
  replace('ResizeNearestNeighbor', resizeNearestNeighbor);
  replace('Tanh', (stock) => functionOfEach(stock, 'tanh'));
  replace('Exp', (stock) => functionOfEach(stock, 'exp'));
  replace('Erf', (stock) => functionOfEach(stock, 'erf'));
  registerKernel(depthwiseInputGradient);
  for (const kernel of own) registerKernel(kernel);
}

function replace(name: string, by: (stock: KernelConfig) => KernelConfig): void {
  const stock = getKernel(name, 'wasm');
  unregisterKernel(name, 'wasm');
  registerKernel(by(stock));
}
