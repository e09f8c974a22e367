import { getKernel, type KernelConfig } from '@tensorflow/tfjs-core';
import { convolution } from './convolution';
import { convolutionInputGradient } from './convolution-input-gradient';
import { convolutionWeightGradients } from './convolution-weight-gradients';
import { denseInputGradient, denseWeightGradients } from './dense';
import { depthwiseConvolution, depthwiseWeightGradients } from './depthwise';
import { addition, filling } from './elementwise';
import { maxPoolWithPositions } from './pool';
import { averagePoolGradient, maxPoolPositionsGradient } from './pool-gradients';
import { matrixProduct } from './product';

/**
 * Convolution, products of matrices, pooling and their gradients, sums and filling. The stock kernels have to be
 * registered: they take what ours do not.
 */
export function heavyKernels(): readonly KernelConfig[] {
  const stock = (name: string) => getKernel(name, 'webgpu');
  return [
    addition(stock('Add')),
    filling(stock('Fill')),
    convolution(stock('Conv2D')),
    convolution(stock('FusedConv2D')),
    convolutionInputGradient(stock('Conv2DBackpropInput')),
    convolutionWeightGradients,
    depthwiseConvolution(stock('DepthwiseConv2dNative')),
    depthwiseWeightGradients,
    matrixProduct(stock('BatchMatMul')),
    matrixProduct(stock('_FusedMatMul')),
    denseWeightGradients,
    denseInputGradient,
    maxPoolWithPositions,
    maxPoolPositionsGradient,
    averagePoolGradient,
  ];
}
