import { convolution, pooled, Sketch, type Template } from './sketch';
import { endOf } from './towers-parts';

/** A 1×1 convolution. */
function pointwise(filters: number, activation: string) {
  return convolution(filters, { kernel: 1, activation });
}

/**
 * Multi-task attention network (Liu, Johns and Davison 2019): a shared trunk of two blocks on the
 * uppermost row; each task picks out of each block with a mask of its own, a sigmoid of the block's
 * first features and of what the task picked before.
 */
export const mtan: Template = {
  build: (_data, tasks) => {
    const sketch = new Sketch();
    const input = sketch.add('input', 'input', { field: 'image' }, [0, 0]);
    const first = sketch.add('conv-1', 'conv2d', convolution(8, { stride: 2 }), [1, 0], input);
    const firstEnd = sketch.add('conv-2', 'conv2d', convolution(8), [3, 0], first);
    const between = sketch.add('pool-1', 'max-pool', pooled, [4, 0], firstEnd);
    const second = sketch.add('conv-3', 'conv2d', convolution(16), [5, 0], between);
    const secondEnd = sketch.add('conv-4', 'conv2d', convolution(16), [8, 0], second);
    tasks.forEach((task, index) => {
      const [number, row] = [index + 1, index + 1];
      /** A mask from `from`, times the features of the trunk. */
      const attend = (block: number, filters: number, column: number, from: string, features: string): string => {
        const mask = sketch.chain(
          [
            [`look-${number}-${block}`, 'conv2d', pointwise(filters, 'relu')],
            [`mask-${number}-${block}`, 'conv2d', pointwise(filters, 'sigmoid')],
          ],
          [column, row],
          from,
        );
        const attended = sketch.add(`attend-${number}-${block}`, 'multiply', {}, [mask.column, row], features);
        sketch.wire(mask.last, attended);
        return attended;
      };
      const picked = attend(1, 8, 2, first, firstEnd);
      const handed = sketch.add(`hand-on-${number}`, 'conv2d', convolution(8, { stride: 2 }), [5, row], picked);
      const joined = sketch.add(`concat-${number}`, 'concat', {}, [6, row], second);
      sketch.wire(handed, joined);
      endOf(sketch, task, number, row, { last: attend(2, 16, 7, joined, secondEnd), column: 10 });
    });
    return sketch.network;
  },
};
