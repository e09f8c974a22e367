import { convolution, dense, drawsPicture, pooled, Sketch, type Template } from './sketch';

/** One tower per task: nothing but the input is shared, so no task can help or hinder another. */
export const towers: Template = {
  build: (_data, tasks) => {
    const sketch = new Sketch();
    const input = sketch.add('input', 'input', { field: 'image' }, [0, (tasks.length - 1) / 2]);
    tasks.forEach((task, row) => {
      const tower = sketch.chain(
        [
          [`conv-${2 * row + 1}`, 'conv2d', convolution(8)],
          [`pool-${2 * row + 1}`, 'max-pool', pooled],
          [`conv-${2 * row + 2}`, 'conv2d', convolution(16)],
          [`pool-${2 * row + 2}`, 'max-pool', pooled],
          drawsPicture(task)
            ? [`upsample-${row + 1}`, 'upsample', { factor: 4 }]
            : [`dense-${row + 1}`, 'dense', dense(64)],
        ],
        [1, row],
        input,
      );
      sketch.head(task, [tower.column, row], tower.last);
    });
    return sketch.network;
  },
};
