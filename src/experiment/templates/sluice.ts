import { convolution, Sketch, type Template } from './sketch';
import { endOf, stage } from './towers-parts';

/**
 * Sluice networks (Ruder et al. 2019): towers mixed half by half of their channels, and before the
 * end a learned mix of the tower's stages. The second stage hangs on a row below, so that the way
 * past it is seen.
 */
export const sluice: Template = {
  build: (_data, tasks) => {
    const sketch = new Sketch();
    const input = sketch.add('input', 'input', { field: 'image' }, [0, tasks.length - 0.5]);
    const mix = (ends: readonly string[], level: number, column: number) =>
      ends.map((_, task) => {
        const sluiced = sketch.add(`sluice-${task + 1}-${level}`, 'sluice', { own: task + 1 }, [column, 2 * task + level - 1]);
        for (const end of ends) sketch.wire(end, sluiced);
        return sluiced;
      });
    const first = mix(tasks.map((_, task) => stage(sketch, `${task + 1}-1`, 8, [1, 2 * task], input).last), 1, 3);
    const second = mix(
      first.map((from, task) => sketch.add(`conv-${task + 1}-2`, 'conv2d', convolution(8), [4, 2 * task + 1], from)),
      2,
      5,
    );
    tasks.forEach((task, index) => {
      const skip = sketch.add(`stages-${index + 1}`, 'cross-stitch', { own: 0 }, [6, 2 * index], first[index]);
      sketch.wire(second[index] ?? skip, skip);
      endOf(sketch, task, index + 1, 2 * index, { last: skip, column: 7 }, 2);
    });
    return sketch.network;
  },
};
