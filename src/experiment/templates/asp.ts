import { targetKinds } from '../../domain/targets/target';
import { taskKind } from '../../domain/tasks/task-kinds';
import type { ExperimentTask } from '../schema';
import { dense, Sketch, type Template } from './sketch';
import { encoder, endOf } from './towers-parts';

/**
 * The task that the shared features are to be of no use to: the last that asks for a class,
 * otherwise the last; none where it would be the only one.
 */
function adversaryOf(tasks: readonly ExperimentTask[]): ExperimentTask | undefined {
  if (tasks.length < 2) return undefined;
  return tasks.findLast((task) => targetKinds[taskKind(task.kind).target].isClass) ?? tasks.at(-1);
}

/**
 * Adversarial shared-private (Liu, Qiu and Huang 2017): every task reads an encoder of its own next
 * to a shared one, and a discriminator behind a gradient reversal keeps out of the shared one what
 * it lives on; orthogonality ties keep the first kernels of both apart. Here the discriminator is
 * the head of one of the document's tasks.
 */
export const asp: Template = {
  build: (_data, tasks) => {
    const sketch = new Sketch();
    const adversary = adversaryOf(tasks);
    const others = tasks.filter((task) => task !== adversary);
    const input = sketch.add('input', 'input', { field: 'image' }, [0, others.length / 2]);
    const own = others.map((_, row) => encoder(sketch, `own-${row + 1}`, 8, [1, row], input));
    const shared = encoder(sketch, 'shared', 16, [1, others.length], input);
    others.forEach((task, row) => {
      const both = sketch.add(`concat-${row + 1}`, 'concat', {}, [4, row], own[row]);
      sketch.wire(shared, both);
      endOf(sketch, task, row + 1, row, { last: both, column: 5.25 });
    });
    if (adversary !== undefined) {
      const reversal = sketch.add('reversal', 'gradient-reversal', { lambda: 1 }, [4, others.length], shared);
      const discriminator = sketch.chain([['dense-adversary', 'dense', dense(32)]], [5.25, others.length], reversal);
      sketch.head(adversary, [discriminator.column, others.length], discriminator.last);
    }
    // What the shared encoder looks at, no private one is to look at.
    const ties = others.map((_, row) => ({ first: 'conv-shared-1', second: `conv-own-${row + 1}-1`, strength: 0.01, kind: 'orthogonal' as const }));
    return { ...sketch.network, ties };
  },
};
