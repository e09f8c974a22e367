import { gated } from './experts-parts';
import { Sketch, type Template } from './sketch';
import { boxColumns, encoder, towerOf } from './towers-parts';

const count = 3;

/**
 * Multi-gate mixture of experts (Ma et al. 2018): experts that all tasks share, and a gate per task
 * that weighs them anew for every image.
 */
export const mmoe: Template = {
  build: (_data, tasks) => {
    const sketch = new Sketch();
    const rows = Math.max(count, tasks.length);
    const middle = (items: number) => (rows - items) / 2;
    const input = sketch.add('input', 'input', { field: 'image' }, [0, (rows - 1) / 2]);
    const experts = Array.from({ length: count }, (_, row) =>
      encoder(sketch, `${row + 1}`, 12, [1, middle(count) + row], input, { role: 'expert', number: row + 1 }),
    );
    tasks.forEach((task, index) => {
      const row = middle(tasks.length) + index;
      const mixed = gated(sketch, `${index + 1}`, experts, input, [1 + boxColumns, row]);
      sketch.group('gate', [`gate-${index + 1}`, mixed], { task });
      towerOf(sketch, task, index + 1, row, { last: mixed, column: 1 + 2 * boxColumns });
    });
    return sketch.network;
  },
};
