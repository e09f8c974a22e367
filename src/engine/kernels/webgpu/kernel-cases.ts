import { batchNormCases } from './batch-norm.cases';
import { convolutionCases } from './convolution.cases';
import { depthwiseCases } from './depthwise.cases';
import { gatherCases } from './gather.cases';
import type { KernelCase } from './kernel-case';
import { lossCases } from './losses.cases';
import { pointwiseCases } from './pointwise.cases';
import { poolCases } from './pool.cases';
import { productCases } from './product.cases';
import { vectorCases } from './vectors.cases';

/** What the browser's tests of the WebGPU kernels go through. */
export const kernelCases: readonly KernelCase[] = [...batchNormCases, ...vectorCases, ...pointwiseCases, ...gatherCases, ...lossCases, ...convolutionCases, ...depthwiseCases, ...poolCases, ...productCases];
