import { dense, Sketch, type Template } from './sketch';
import { stage } from './towers-parts';

/**
 * Two inputs, the left and the right half of the image, each with a tower of its own; both are
 * joined and shared by all tasks. A half's name is long: its tower starts farther on.
 */
export const multiInput: Template = {
  build: (_data, tasks) => {
    const sketch = new Sketch();
    const middle = Math.max(0.5, (tasks.length - 1) / 2);
    const ends = ['left', 'right'].map((field, index) => {
      const row = middle - 0.5 + index;
      const input = sketch.add(`input-${field}`, 'input', { field }, [0, row]);
      const first = stage(sketch, `${field}-1`, 8, [1.25, row], input);
      return stage(sketch, `${field}-2`, 16, [first.column, row], first.last).last;
    });
    const both = sketch.add('concat', 'concat', {}, [5.25, middle]);
    for (const end of ends) sketch.wire(end, both);
    const trunk = sketch.chain([['dense-1', 'dense', dense(64)]], [6.25, middle], both);
    tasks.forEach((task, index) => sketch.head(task, [trunk.column, middle - (tasks.length - 1) / 2 + index], trunk.last));
    return sketch.network;
  },
};
