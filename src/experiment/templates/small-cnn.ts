import { convolution, dense, pooled, trunkWithBranches, type Template } from './sketch';

/**
 * Hard sharing: two convolutions with pooling, then a fork; pictures are drawn from the pooled
 * features.
 */
export const smallCnn: Template = {
  build: (_data, tasks) =>
    trunkWithBranches(tasks, {
      trunk: [
        ['conv-1', 'conv2d', convolution(8)],
        ['pool-1', 'max-pool', pooled],
        ['conv-2', 'conv2d', convolution(16)],
        ['pool-2', 'max-pool', pooled],
      ],
      answering: [['dense-1', 'dense', dense(64)]],
      drawing: [['upsample-1', 'upsample', { factor: 4 }]],
    }),
};
