import { convolution, Sketch, type Template } from './sketch';
import { endOf, foldedStage } from './towers-parts';

/**
 * Sluice networks (Ruder et al. 2019): towers mixed half by half of their channels, and before the
 * end a learned mix of the tower's stages. The wire past the second stage goes round it.
 */
export const sluice: Template = {
  build: (_data, tasks) => {
    const sketch = new Sketch();
    const input = sketch.add('input', 'input', { field: 'image' }, [0, (tasks.length - 1) / 2]);
    const mix = (ends: readonly string[], level: number, column: number) =>
      ends.map((_, task) => {
        const sluiced = sketch.add(`sluice-${task + 1}-${level}`, 'sluice', { own: task + 1 }, [column, task]);
        for (const end of ends) sketch.wire(end, sluiced);
        return sluiced;
      });
    const first = mix(tasks.map((task, index) => foldedStage(sketch, task, [index, 1], 8, 1, input)), 1, 2.3);
    const second = mix(
      first.map((from, task) => sketch.add(`conv-${task + 1}-2`, 'conv2d', convolution(8), [3.3, task], from)),
      2,
      4.3,
    );
    tasks.forEach((task, index) => {
      const skip = sketch.add(`stages-${index + 1}`, 'cross-stitch', { own: 0 }, [5.3, index], first[index]);
      sketch.wire(second[index] ?? skip, skip);
      endOf(sketch, task, index + 1, index, { last: skip, column: 6.5 }, 2);
    });
    return sketch.network;
  },
};
