import { gated } from './experts-parts';
import { Sketch, type Template } from './sketch';
import { endOf, stage } from './towers-parts';

const sharedExperts = 2;

/**
 * Customized gate control (Tang et al. 2020, section 4.1): some experts are shared, and every task has one to itself; a gate per task weighs the
 * shared ones and its own. Below the shared experts every task has two rows: its expert, and its gate with what follows.
 */
export const cgc: Template = {
  build: (_data, tasks) => {
    const sketch = new Sketch();
    const input = sketch.add('input', 'input', { field: 'image' }, [0, (sharedExperts + 2 * tasks.length - 1) / 2]);
    const expert = (name: string, row: number): string => {
      const first = stage(sketch, `${name}-1`, 8, [1, row], input);
      return stage(sketch, `${name}-2`, 12, [first.column, row], first.last).last;
    };
    const shared = Array.from({ length: sharedExperts }, (_, row) => expert(`shared-${row + 1}`, row));
    tasks.forEach((task, index) => {
      const row = sharedExperts + 2 * index;
      const own = expert(`own-${index + 1}`, row);
      const mixed = gated(sketch, `${index + 1}`, [...shared, own], input, { gate: 1, mix: 5, row: row + 1 });
      endOf(sketch, task, index + 1, row + 1, { last: mixed, column: 6 });
    });
    return sketch.network;
  },
};
