import { convolution, dense, pooled, trunkWithBranches, type Template } from './sketch';

/**
 * Hard sharing: four convolutions in two stages, dropout before the answers, a decoder in two
 * stages for pictures.
 */
export const mediumCnn: Template = {
  build: (_data, tasks) =>
    trunkWithBranches(tasks, {
      trunk: [
        ['conv-1', 'conv2d', convolution(16)],
        ['conv-2', 'conv2d', convolution(16)],
        ['pool-1', 'max-pool', pooled],
        ['conv-3', 'conv2d', convolution(32)],
        ['conv-4', 'conv2d', convolution(32)],
        ['pool-2', 'max-pool', pooled],
      ],
      answering: [
        ['dense-1', 'dense', dense(128)],
        ['dropout-1', 'dropout', { rate: 0.25 }],
      ],
      drawing: [
        ['upsample-1', 'upsample', { factor: 2 }],
        ['conv-5', 'conv2d', convolution(16)],
        ['upsample-2', 'upsample', { factor: 2 }],
      ],
    }),
};
