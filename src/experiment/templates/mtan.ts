import { convolution, pooled, Sketch, type Template } from './sketch';
import { towerOf } from './towers-parts';

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
    const firstEnd = sketch.add('conv-2', 'conv2d', convolution(8), [2, 0], first);
    sketch.group('block', [first, firstEnd], { number: 1 });
    const between = sketch.add('pool-1', 'max-pool', pooled, [2.3, 0], firstEnd);
    const second = sketch.add('conv-3', 'conv2d', convolution(16), [3.3, 0], between);
    const secondEnd = sketch.add('conv-4', 'conv2d', convolution(16), [4.3, 0], second);
    sketch.group('block', [between, second, secondEnd], { number: 2 });
    tasks.forEach((task, index) => {
      const [number, row] = [index + 1, index + 1];
      /** A mask from `from`, times the features of the trunk; behind what leads there. */
      const attend = (block: number, filters: number, column: number, from: string, features: string, before: readonly string[]): string => {
        const [look, mask] = [`look-${number}-${block}`, `mask-${number}-${block}`];
        const end = sketch.chain(
          [
            [look, 'conv2d', pointwise(filters, 'relu')],
            [mask, 'conv2d', pointwise(filters, 'sigmoid')],
          ],
          [column, row],
          from,
        );
        const attended = sketch.add(`attend-${number}-${block}`, 'multiply', {}, [end.column, row], features);
        sketch.wire(mask, attended);
        sketch.group('mask', [...before, look, mask, attended], { task, number: block });
        return attended;
      };
      const picked = attend(1, 8, 2.3, first, firstEnd, []);
      const handed = sketch.add(`hand-on-${number}`, 'conv2d', convolution(8, { stride: 2 }), [3.6, row], picked);
      const joined = sketch.add(`concat-${number}`, 'concat', {}, [4.6, row], second);
      sketch.wire(handed, joined);
      towerOf(sketch, task, number, row, { last: attend(2, 16, 5.6, joined, secondEnd, [handed, joined]), column: 4.9 });
    });
    return sketch.network;
  },
};
