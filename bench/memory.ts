import { deviceIds, type DeviceId } from '../src/protocol/device';
import { orSkipped, type Bench } from './bench';
import { documentOf } from './documents';

const early = 20;
/**
 * Steps after which as much must be held as after the first few; fewer where a step takes long and
 * time is short.
 */
const late: Readonly<Record<'quick' | 'full', Partial<Record<DeviceId, number>>>> = {
  quick: { wasm: 2000, webgpu: 40 },
  full: { wasm: 2000, webgpu: 2000, webgl: 200, cpu: 100 },
};

/** Tensors, device bytes and heap after a few steps and after many. */
export async function measureMemory(bench: Bench): Promise<void> {
  const { report, dataUrl, quick } = bench;
  report.section('memory, cnn-2head');
  const whole = documentOf('cnn-2head');
  // Images come to the device when a step wants them, and stay: in the first few steps all of them
  // must have been there.
  const experiment = { ...whole, data: { ...whole.data, train: early * whole.training.batchSize } };
  for (const device of deviceIds) {
    const steps = late[quick ? 'quick' : 'full'][device];
    if (steps === undefined) continue;
    const name = `cnn-2head.${device}`;
    const held = await orSkipped(report, name, () => bench.order('ours-memory', { experiment, device, dataUrl, marks: [early, steps] }));
    const [first, last] = held ?? [];
    const note = steps === 2000 ? '' : `after ${steps} steps, not 2,000`;
    if (first !== undefined && last !== undefined) {
      for (const { step, tensors, bytes, heap } of [first, last]) {
        report.row(`${name}, tensors after ${step} steps`, [tensors], '');
        report.row(`${name}, device bytes after ${step} steps`, [bytes], 'B');
        if (heap > 0) report.row(`${name}, heap after ${step} steps`, [heap], 'B');
      }
    }
    const more = (of: 'tensors' | 'bytes' | 'heap') => (first === undefined || last === undefined ? undefined : Math.abs(last[of] - first[of]));
    report.judge(`cnn-2head, ${device}: tensors after ${steps} steps, apart from ${early}`, more('tensors'), 'at most', 0, { note });
    report.judge(`cnn-2head, ${device}: device bytes, likewise`, more('bytes'), 'at most', 0, { note });
    if (device === 'wasm') report.judge('cnn-2head, wasm: heap, likewise', more('heap'), 'at most', 0, { note });
  }
}
