import { gated } from './experts-parts';
import { convolution, Sketch, type Template } from './sketch';
import { endOf, stage } from './towers-parts';

/**
 * Progressive layered extraction (Tang et al. 2020, section 4.2): two levels of shared and own
 * experts. A gate per task weighs the shared expert and the task's own; between the levels one more
 * gate weighs all of them for the shared expert of the second. Every lane has two rows, experts
 * above and gates below; the uppermost lane is the shared one.
 */
export const ple: Template = {
  build: (_data, tasks) => {
    const sketch = new Sketch();
    const input = sketch.add('input', 'input', { field: 'image' }, [0, tasks.length + 0.5]);
    const names = ['shared', ...tasks.map((_, index) => `${index + 1}`)];
    const first = names.map((name, lane) => sketch.add(`conv-${name}-1`, 'conv2d', convolution(8, { stride: 2 }), [1, 2 * lane], input));
    const [shared = input] = first;
    const own = (experts: readonly string[], lane: number) => (lane === 0 ? experts : experts.filter((_, index) => index === 0 || index === lane));
    const mixed = names.map((name, lane) => gated(sketch, `${name}-1`, own(first, lane), input, { gate: 1, mix: 2.25, row: 2 * lane + 1 }));
    const second = names.map((name, lane) => stage(sketch, `${name}-2`, 8, [3.25, 2 * lane], mixed[lane] ?? input).last);
    tasks.forEach((task, index) => {
      const lane = index + 1;
      const places = { gate: 3.25, mix: 5.25, row: 2 * lane + 1 };
      const last = gated(sketch, `${lane}-2`, own(second, lane), mixed[lane] ?? shared, places);
      endOf(sketch, task, lane, 2 * lane + 1, { last, column: 6.25 });
    });
    return sketch.network;
  },
};
