import { gated } from './experts-parts';
import { Sketch, type Template } from './sketch';
import { encoder, endOf } from './towers-parts';

const count = 3;

/**
 * Multi-gate mixture of experts (Ma et al. 2018): experts that all tasks share, and a gate per task
 * that weighs them anew for every image.
 */
export const mmoe: Template = {
  build: (_data, tasks) => {
    const sketch = new Sketch();
    const input = sketch.add('input', 'input', { field: 'image' }, [0, (count + tasks.length - 1) / 2]);
    const experts = Array.from({ length: count }, (_, row) => encoder(sketch, `${row + 1}`, 12, [1, row], input));
    tasks.forEach((task, index) => {
      const row = count + index;
      const mixed = gated(sketch, `${index + 1}`, experts, input, { gate: 1, mix: 4, row });
      endOf(sketch, task, index + 1, row, { last: mixed, column: 5 });
    });
    return sketch.network;
  },
};
