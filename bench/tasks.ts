import { median } from '../src/lib/median';
import type { DeviceId } from '../src/protocol/device';
import { orSkipped, type Bench } from './bench';
import { withTasks } from './documents';
import { countOperations } from './operation-count';

const counts = [2, 4, 6] as const;
const models = ['mlp-6tasks', 'cnn-2head'] as const;
/** How much longer than its operations say a step of per-task gradients may take. */
const allowance = 1.15;

/**
 * A step with a gradient for each task (PCGrad) against one with a joint backward pass (plain
 * weighting of the same heads).
 */
export async function measureTasks(bench: Bench): Promise<void> {
  const { report, quick } = bench;
  report.section('per-task gradients against one joint backward pass');
  const devices: readonly DeviceId[] = quick ? ['wasm'] : ['wasm', 'webgpu'];
  for (const device of devices) {
    for (const model of models) for (const count of counts) await measure(bench, device, model, count);
  }
}

async function measure(bench: Bench, device: DeviceId, model: (typeof models)[number], count: number): Promise<void> {
  const { report, dataUrl, timing } = bench;
  const name = `${model}.${device}.tasks-${count}`;
  const joint = withTasks(model, count, 'static');
  const perTask = withTasks(model, count, 'pcgrad');
  const operations = countOperations(perTask, true) / countOperations(joint, false);
  const measured = await orSkipped(report, name, () => bench.order('ours-turns', { experiments: [perTask, joint], device, dataUrl, timing }));
  let relative: number | undefined;
  if (measured !== undefined) {
    report.row(`${name}, per task`, measured[0].times, 'ms', { batch: 64 });
    report.row(`${name}, joint`, measured[1].times, 'ms', { batch: 64 });
    // The two took turns: each pair of repeats had the same machine.
    const ratio = median(measured[0].times.map((time, repeat) => time / (measured[1].times[repeat] ?? Number.NaN)));
    report.ratio(name, ratio);
    report.ratio(`${name}.operations`, operations);
    relative = ratio / operations;
  }
  const note = `${operations.toFixed(2)} times the operations; (1 + 2K)/3 = ${((1 + 2 * count) / 3).toFixed(2)}`;
  report.judge(`${model}, K = ${count}, ${device}: time over operations`, relative, 'at most', allowance, { unit: '×', note });
}
