import { backend_util, type KernelConfig } from '@tensorflow/tfjs-core';
import { inputOf, listOf, numberOf, wasmBackendOf } from './kernel-arguments';
import { block } from './slice';

/**
 * Cuts a tensor into parts along one axis, in place of the stock kernel, which copies the whole
 * tensor once per part (see slice.ts). Other types than float32 are left to the stock kernel.
 */
export function splitV(stock: KernelConfig): KernelConfig {
  return {
    ...stock,
    kernelFunc: (args) => {
      const x = inputOf(args, 'x');
      if (x.dtype !== 'float32') return stock.kernelFunc(args);
      const backend = wasmBackendOf(args);
      const axis = (numberOf(args, 'axis') + x.shape.length) % x.shape.length;
      const asked = args.attrs?.['numOrSizeSplits'];
      const sizes = typeof asked === 'number' ? asked : listOf(args, 'numOrSizeSplits');
      const lengths = backend_util.prepareSplitSize(x, sizes, axis);
      let start = 0;
      return lengths.map((length) => {
        const begin = x.shape.map((_, index) => (index === axis ? start : 0));
        start += length;
        return block(backend, x, begin, x.shape.map((whole, index) => (index === axis ? length : whole)));
      });
    },
  };
}
