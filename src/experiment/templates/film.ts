import { Sketch, type Template } from './sketch';
import { endOf, stage } from './towers-parts';

/**
 * Feature-wise linear modulation by the task (Perez et al. 2018): one trunk, and per task a learned
 * scale and shift of its channels, which is what FiLM's generator comes to when the condition is
 * the task.
 */
export const film: Template = {
  build: (_data, tasks) => {
    const sketch = new Sketch();
    const middle = (tasks.length - 1) / 2;
    const input = sketch.add('input', 'input', { field: 'image' }, [0, middle]);
    const first = stage(sketch, '1', 8, [1, middle], input);
    const trunk = stage(sketch, '2', 16, [first.column, middle], first.last);
    tasks.forEach((task, row) => {
      const scaled = sketch.add(`film-${row + 1}`, 'film', {}, [trunk.column, row], trunk.last);
      endOf(sketch, task, row + 1, row, { last: scaled, column: trunk.column + 1 });
    });
    return sketch.network;
  },
};
