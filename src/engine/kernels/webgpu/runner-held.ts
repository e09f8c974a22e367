import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { offerSideBySide } from '../../operations/side-by-side';
import { fitsBeside, joinedRun, needs } from './runner-joined';
import { compilesOnly, own, record, type Run } from './runner-record';

/** Groups that are kept back before they are recorded: what they hold is freed only then. */
const mostGroups = 8;

/**
 * Runs that wait for others to be joined with: groups of which none needs what a later one leaves,
 * and in each runs of which none needs another.
 */
interface Held {
  holding: boolean;
  groups: Run[][];
}

const heldBy = new WeakMap<WebGPUBackend, Held>();

/**
 * Has a backend join neighbouring programs of ours into one dispatch inside `sideBySide` where they
 * do not need each other: what a step asks of a graphics processor takes the time of recording and
 * starting its dispatches, more than that of computing, where layers are small.
 */
export function joinSideBySide(backend: WebGPUBackend): void {
  if (heldBy.has(backend)) return;
  const held: Held = { holding: false, groups: [] };
  heldBy.set(backend, held);
  // Their order stays: ours that wait come before any of TensorFlow.js' own.
  const stock = backend.runWebGPUProgram.bind(backend);
  backend.runWebGPUProgram = (...given) => {
    release(backend, held);
    return stock(...given);
  };
  offerSideBySide(backend, (work) => {
    if (held.holding) return work();
    held.holding = true;
    try {
      return work();
    } finally {
      held.holding = false;
      release(backend, held);
    }
  });
}

/** Records a run, now or with others that it does not need. */
export function recordSoon(backend: WebGPUBackend, run: Run): void {
  const held = heldBy.get(backend);
  if (held === undefined || !held.holding) {
    record(backend, [run]);
    return;
  }
  const first = held.groups.findLastIndex((group) => needs(run, group)) + 1;
  const { maxStorageBuffersPerShaderStage: mostBuffers } = backend.device.limits;
  const group = held.groups.slice(first).find((other) => fitsBeside(other, run, mostBuffers));
  if (group !== undefined) group.push(run);
  else {
    if (held.groups.length === mostGroups) release(backend, held);
    held.groups.push([run]);
  }
  if (!compilesOnly()) own(backend, [...run.inputs, ...run.outputs]);
}

function release(backend: WebGPUBackend, held: Held): void {
  const { groups } = held;
  held.groups = [];
  record(backend, groups.map(joinedRun));
}
