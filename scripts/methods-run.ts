import { balancingMethods, type BalancingId } from '../src/domain/balancing/balancing-methods';
import { plannedSteps } from '../src/experiment/context';
import { defaultExperiment } from '../src/experiment/default-experiment';
import { keysOf } from '../src/experiment/keys';
import type { Experiment } from '../src/experiment/schema';
import { templates } from '../src/experiment/templates/templates';
import { prepareTraining, takeNextStep, testAll } from './training';

/** Every balancing method, in the order in which they are listed. */
export const methodIds: readonly BalancingId[] = keysOf(balancingMethods);

/** What one training gave. */
export interface MethodRun {
  readonly method: string;
  readonly seed: number;
  readonly steps: number;
  /** Accuracies on all test images, by task; null where a loss stopped being finite. */
  readonly accuracy: Readonly<Record<string, number>> | null;
  /** Milliseconds a step. */
  readonly milliseconds: number;
}

/** The document of the table: digit and parity on MNIST from one shared trunk, with a method's defaults. */
export function methodExperiment(method: BalancingId, seed: number): Experiment {
  const tasks = [
    { id: 'digit', kind: 'digit' as const, weight: 0.5 },
    { id: 'parity', kind: 'parity' as const, weight: 0.5 },
  ];
  const data = { dataset: 'mnist' as const, train: 5000, test: 2000, validation: 0 };
  return {
    ...defaultExperiment,
    data,
    tasks,
    balancing: { method, values: {} },
    network: templates['small-cnn'].build(data, tasks),
    optimizer: { kind: 'adam', learningRate: 2e-3, values: {}, groups: [] },
    // Directions of a fixed length, such as Nash-MTL's, need a rate that falls.
    schedule: { kind: 'cosine', warmup: 0 },
    training: { ...defaultExperiment.training, batch: 'mini', batchSize: 32, epochs: 6 },
    seed,
  };
}

/**
 * Trains a document on WASM for its planned steps, or fewer, and tests it. A loss that is not finite ends the run.
 * @param dataFolder the prepared data
 */
export async function runMethod(experiment: Experiment, dataFolder: URL, steps = plannedSteps(experiment)): Promise<MethodRun> {
  const { data, trainer } = await prepareTraining(experiment, 'wasm', dataFolder);
  trainer.conflictEvery = 0;
  const told = { method: experiment.balancing.method, seed: experiment.seed };
  let milliseconds = 0;
  try {
    while (trainer.step < steps) {
      const before = trainer.step;
      milliseconds += await takeNextStep(data, trainer);
      if (trainer.step % 50 !== 0 && trainer.step < steps) continue;
      const log = await trainer.drain();
      if (log.notFinite !== undefined) return { ...told, steps: before, accuracy: null, milliseconds: milliseconds / (before + 1) };
    }
    const test = await testAll(experiment, data, trainer);
    const accuracy = Object.fromEntries(Object.entries(test).map(([task, metrics]) => [task, metrics.accuracy ?? Number.NaN]));
    return { ...told, steps, accuracy, milliseconds: milliseconds / steps };
  } finally {
    trainer.dispose();
    data.stop();
    data.free();
  }
}
