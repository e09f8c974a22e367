import { convolution, type Template } from './sketch';
import { mixedTowers } from './towers-parts';

/**
 * NDDR-CNN (Gao et al. 2019): one tower per task; behind each stage the features of all towers
 * stand side by side, and a 1×1 convolution per task takes out of them what its tower goes on from.
 */
export const nddr: Template = {
  build: (_data, tasks) =>
    mixedTowers(tasks, (sketch, ends, stage, column) => {
      const all = sketch.add(`concat-${stage}`, 'concat', {}, [column, (ends.length - 1) / 2]);
      for (const end of ends) sketch.wire(end, all);
      const filters = stage === 1 ? 8 : 16;
      const chosen = ends.map((_, row) =>
        sketch.add(`fuse-${row + 1}-${stage}`, 'conv2d', convolution(filters, { kernel: 1 }), [column + 1, row], all),
      );
      return { ends: chosen, column: column + 2 };
    }),
};
