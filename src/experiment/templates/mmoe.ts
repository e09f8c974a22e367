import { gated } from './experts-parts';
import { Sketch, type Template } from './sketch';
import { endOf, stage } from './towers-parts';

const count = 3;

/** Multi-gate mixture of experts (Ma et al. 2018): experts that all tasks share, and a gate per task that weighs them anew for every image. */
export const mmoe: Template = {
  build: (_data, tasks) => {
    const sketch = new Sketch();
    const input = sketch.add('input', 'input', { field: 'image' }, [0, (count + tasks.length - 1) / 2]);
    const experts = Array.from({ length: count }, (_, row) => {
      const first = stage(sketch, `${row + 1}-1`, 8, [1, row], input);
      return stage(sketch, `${row + 1}-2`, 12, [first.column, row], first.last).last;
    });
    tasks.forEach((task, index) => {
      const row = count + index;
      const mixed = gated(sketch, `${index + 1}`, experts, input, { gate: 1, mix: 5, row });
      endOf(sketch, task, index + 1, row, { last: mixed, column: 6 });
    });
    return sketch.network;
  },
};
