import { balancingMethod } from '../domain/balancing/balancing-methods';
import type { NetworkAnalysis, NetworkFault } from '../domain/network/analysis';
import { bytesPerValue, examplesOfPass, passValues } from '../domain/network/pass-memory';
import { predecessors } from '../domain/network/reachability';
import { optimizerKind } from '../domain/optimizers/optimizer-kinds';
import { limits } from './limits';
import type { Experiment } from './schema';

/** Bytes that a training will hold at a time. */
export interface MemoryEstimate {
  readonly needed: number;
  /**
   * The states of three moments (now, before the last step, last known to be good), and the layers'
   * own pieces of the first, also packed.
   */
  readonly weights: number;
  /** What the optimiser keeps for each weight, of the same three moments. */
  readonly optimizer: number;
  /**
   * By layer and joined; also a row for each task that reaches a shared layer, as methods and the
   * measure of the conflict want them.
   */
  readonly gradients: number;
  /** Of the examples that go through the network at a time. */
  readonly activations: number;
  /** The layer that takes the most; undefined for a network without layers. */
  readonly largest: string | undefined;
}

/**
 * How often the engine holds each weight at a time: see MemoryEstimate and
 * engine/step/training-state.ts. With the gaps between what lies in memory: networks of 12 to 23
 * million parameters made WebAssembly's memory grow to between 86 and 98 % of the estimate.
 */
const copies = { states: 3, pieces: 2, gradients: 3 } as const;

/**
 * What training a network will take, before anything is allocated: of the layers that lead to heads
 * and whose shapes are known.
 * @param batch examples of a step
 */
export function estimateMemory({ network, tasks, optimizer, balancing }: Experiment, analysis: NetworkAnalysis, batch: number): MemoryEstimate {
  const { slots } = optimizerKind(optimizer.kind);
  const rows = rowsPerTask(balancing.method);
  const before = predecessors(network);
  const learning = new Set<string>();
  const layers = analysis.order.map((id) => {
    const own = analysis.parameterCounts.get(id) ?? 0;
    const serves = analysis.tasks.get(id)?.length ?? 0;
    const needsInputs = (before.get(id) ?? []).some((from) => learning.has(from));
    if (own > 0 || needsInputs) learning.add(id);
    const shapes = { outputShape: analysis.shapes.get(id) ?? [], inputShapes: analysis.inputShapes.get(id) ?? [] };
    const between = analysis.between.get(id) ?? 0;
    return {
      id,
      weights: own * (copies.states + copies.pieces),
      optimizer: own * slots * copies.states,
      gradients: own * copies.gradients + (serves > 1 ? own * tasks.length * rows : 0),
      activations: passValues({ ...shapes, tasks: serves, needsInputs, between }),
    };
  });
  const ofExample = layers.reduce((sum, layer) => sum + layer.activations, 0);
  const examples = Math.min(batch, examplesOfPass(ofExample));
  const parts = { weights: 0, optimizer: 0, gradients: 0, activations: 0 };
  let largest: { readonly id: string; readonly bytes: number } | undefined;
  for (const { id, ...values } of layers) {
    const own = { ...values, activations: values.activations * examples };
    for (const part of ['weights', 'optimizer', 'gradients', 'activations'] as const) parts[part] += own[part] * bytesPerValue;
    const bytes = own.weights + own.optimizer + own.gradients + own.activations;
    if (bytes > (largest?.bytes ?? 0)) largest = { id, bytes };
  }
  const needed = parts.weights + parts.optimizer + parts.gradients + parts.activations;
  return { needed, ...parts, largest: largest?.id };
}

/**
 * How often the gradients that several tasks have of shared weights are held, a row for each task:
 * by layer, filled up and joined, in every step or in those that measure the conflict; and copied
 * to the processor where the method reads their entries.
 */
function rowsPerTask(method: Experiment['balancing']['method']): number {
  return balancingMethod(method).needs === 'jacobian' ? 5 : 4;
}

/** The fault of a network that needs more memory than is allowed; undefined where it fits. */
export function memoryFault({ needed, largest = '', ...parts }: MemoryEstimate): NetworkFault | undefined {
  const allowed = limits.memory;
  if (needed <= allowed) return undefined;
  return { code: 'too-much-memory', params: { needed, allowed, ...parts, other: largest }, blocks: true };
}
