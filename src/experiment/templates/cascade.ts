import { dense, drawsPicture, Sketch, type Template } from './sketch';
import { stage } from './towers-parts';

/**
 * A cascade (as in Dai et al. 2016): every task is given what the task before it answered, next to
 * the features of the trunk. The drawing goes down in steps, with the trunk on the lowest row, so
 * that its wires run below.
 */
export const cascade: Template = {
  build: (_data, tasks) => {
    const sketch = new Sketch();
    const lowest = tasks.length - 1;
    const input = sketch.add('input', 'input', { field: 'image' }, [0, lowest]);
    const first = stage(sketch, '1', 8, [1, lowest], input);
    const second = stage(sketch, '2', 16, [first.column, lowest], first.last);
    const trunk = sketch.chain([['dense-trunk', 'dense', dense(64)]], [second.column, lowest], second.last);
    let { column } = trunk;
    let answer: string | undefined;
    tasks.forEach((task, row) => {
      let from = trunk.last;
      const before = tasks[row - 1];
      if (before !== undefined && answer !== undefined) {
        if (drawsPicture(before)) {
          answer = sketch.add(`flatten-${row}`, 'flatten', {}, [column, row], answer);
          column += 1;
        }
        from = sketch.add(`concat-${row + 1}`, 'concat', {}, [column, row], trunk.last);
        sketch.wire(answer, from);
        column += 1;
      }
      const own = sketch.chain([[`dense-${row + 1}`, 'dense', dense(32)]], [column, row], from);
      answer = sketch.head(task, [own.column, row], own.last);
      // A head is wider than a column.
      column = own.column + 1.5;
    });
    return sketch.network;
  },
};
