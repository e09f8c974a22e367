import { gated } from './experts-parts';
import { Sketch, type Template } from './sketch';
import { encoder, endOf } from './towers-parts';

const sharedExperts = 2;

/**
 * Customized gate control (Tang et al. 2020, section 4.1): some experts are shared, and every task
 * has one to itself; a gate per task weighs the shared ones and its own. Below the shared experts
 * every task has two rows: its expert, and its gate with what follows.
 */
export const cgc: Template = {
  build: (_data, tasks) => {
    const sketch = new Sketch();
    const input = sketch.add('input', 'input', { field: 'image' }, [0, (sharedExperts + 2 * tasks.length - 1) / 2]);
    const shared = Array.from({ length: sharedExperts }, (_, row) => encoder(sketch, `shared-${row + 1}`, 12, [1, row], input));
    tasks.forEach((task, index) => {
      const row = sharedExperts + 2 * index;
      const own = encoder(sketch, `own-${index + 1}`, 12, [1, row], input);
      const mixed = gated(sketch, `${index + 1}`, [...shared, own], input, { gate: 1, mix: 4, row: row + 1 });
      endOf(sketch, task, index + 1, row + 1, { last: mixed, column: 5 });
    });
    return sketch.network;
  },
};
