import { drawsPicture, dense, Sketch, type Template } from './sketch';

/**
 * A GRU that all tasks share reads the image row by row (Cho et al. 2014): the shared recurrent
 * network of the field's older examples, with rows for words. Tasks that draw have a dense layer of
 * their own, since one state is little to draw an image from.
 */
export const rows: Template = {
  build: (_data, tasks) => {
    const sketch = new Sketch();
    const middle = (tasks.length - 1) / 2;
    const input = sketch.add('input', 'input', { field: 'image' }, [0, middle]);
    const trunk = sketch.add('gru', 'gru', { units: 64 }, [1, middle], input);
    const column = tasks.some(drawsPicture) ? 3 : 2;
    tasks.forEach((task, row) => {
      const from = drawsPicture(task) ? sketch.add(`dense-${row + 1}`, 'dense', dense(128), [2, row], trunk) : trunk;
      sketch.head(task, [column, row], from);
    });
    return sketch.network;
  },
};
