import { gated } from './experts-parts';
import { convolution, Sketch, type Template } from './sketch';
import { stage, towerOf } from './towers-parts';

/** Columns of the parts, which open folded. */
const columns = { first: 0.85, firstGates: 2.15, second: 3.45, secondGates: 4.75, towers: 6.05 } as const;

/**
 * Progressive layered extraction (Tang et al. 2020, section 4.2): two levels of shared and own
 * experts. A gate per task weighs the shared expert and the task's own; between the levels one more
 * gate weighs all of them for the shared expert of the second. Every lane has a row; the uppermost
 * one is shared.
 */
export const ple: Template = {
  build: (_data, tasks) => {
    const sketch = new Sketch();
    const input = sketch.add('input', 'input', { field: 'image' }, [0, tasks.length / 2]);
    const names = ['shared', ...tasks.map((_, index) => `${index + 1}`)];
    /** The task of a lane; none of the shared one. */
    const about = (lane: number, number: number) => {
      const task = tasks[lane - 1];
      return { number, ...(task === undefined ? {} : { task }) };
    };
    const expert = (layers: readonly string[], lane: number, number: number) => sketch.group(lane === 0 ? 'shared-expert' : 'own-expert', layers, about(lane, number));
    const first = names.map((name, lane) => {
      const id = sketch.add(`conv-${name}-1`, 'conv2d', convolution(8, { stride: 2 }), [columns.first, lane], input);
      expert([id], lane, 1);
      return id;
    });
    const [shared = input] = first;
    const own = (experts: readonly string[], lane: number) => (lane === 0 ? experts : experts.filter((_, index) => index === 0 || index === lane));
    const gate = (experts: readonly string[], lane: number, level: number, from: string, column: number) => {
      const name = `${names[lane] ?? ''}-${level}`;
      const mixed = gated(sketch, name, own(experts, lane), from, [column, lane]);
      sketch.group(lane === 0 ? 'shared-gate' : 'gate', [`gate-${name}`, mixed], lane === 0 ? {} : about(lane, level));
      return mixed;
    };
    const mixed = names.map((_, lane) => gate(first, lane, 1, input, columns.firstGates));
    const second = names.map((name, lane) => {
      const { last } = stage(sketch, `${name}-2`, 8, [columns.second, lane], mixed[lane] ?? input);
      expert([`conv-${name}-2`, last], lane, 2);
      return last;
    });
    tasks.forEach((task, index) => {
      const lane = index + 1;
      const last = gate(second, lane, 2, mixed[lane] ?? shared, columns.secondGates);
      towerOf(sketch, task, lane, lane, { last, column: columns.towers });
    });
    return sketch.network;
  },
};
