import { batchNormCases } from './batch-norm';
import { composedCases } from './composed';
import { convolutionCases } from './convolution';
import { depthwiseCases } from './depthwise';
import { gatherCases } from './gather';
import type { KernelCase } from './kernel-case';
import { lossCases } from './losses';
import { pointwiseCases } from './pointwise';
import { poolCases } from './pool';
import { productCases } from './product';
import { recurrentCases } from './recurrent';
import { sideBySideCases } from './side-by-side';
import { vectorCases } from './vectors';

/** What the browser's tests of the WebGPU kernels go through. */
export const kernelCases: readonly KernelCase[] = [
  ...batchNormCases, ...vectorCases, ...pointwiseCases, ...gatherCases, ...lossCases, ...composedCases, ...convolutionCases, ...depthwiseCases, ...poolCases,
  ...productCases, ...recurrentCases, ...sideBySideCases,
];
