import { gated } from './experts-parts';
import { Sketch, type Template } from './sketch';
import { boxColumns, encoder, towerOf } from './towers-parts';

const sharedExperts = 2;

/**
 * Customized gate control (Tang et al. 2020, section 4.1): some experts are shared, and every task
 * has one to itself; a gate per task weighs the shared ones and its own. Below the
 * shared experts every task has a row.
 */
export const cgc: Template = {
  build: (_data, tasks) => {
    const sketch = new Sketch();
    const input = sketch.add('input', 'input', { field: 'image' }, [0, (sharedExperts + tasks.length - 1) / 2]);
    const shared = Array.from({ length: sharedExperts }, (_, row) =>
      encoder(sketch, `shared-${row + 1}`, 12, [1, row], input, { role: 'shared-expert', number: row + 1 }),
    );
    tasks.forEach((task, index) => {
      const row = sharedExperts + index;
      const own = encoder(sketch, `own-${index + 1}`, 12, [1, row], input, { role: 'own-expert', task });
      const mixed = gated(sketch, `${index + 1}`, [...shared, own], input, [1 + boxColumns, row]);
      sketch.group('gate', [`gate-${index + 1}`, mixed], { task });
      towerOf(sketch, task, index + 1, row, { last: mixed, column: 1 + 2 * boxColumns });
    });
    return sketch.network;
  },
};
