import { balancingMethods, type BalancingId } from '../src/domain/balancing/balancing-methods';
import { plannedSteps } from '../src/experiment/context';
import { defaultExperiment } from '../src/experiment/default-experiment';
import { keysOf } from '../src/lib/keys';
import type { Experiment } from '../src/experiment/schema';
import { templates } from '../src/experiment/templates/templates';
import { median } from '../src/lib/median';
import { NotFiniteError, prepareTraining, takeNextStep, testSplit } from './training';

/** Every balancing method, in the order in which they are listed. */
export const methodIds: readonly BalancingId[] = keysOf(balancingMethods);

/** What one training gave. */
export interface MethodRun {
  readonly method: string;
  readonly seed: number;
  readonly steps: number;
  /** Accuracies on all test images, by task; null where a loss stopped being finite. */
  readonly accuracy: Readonly<Record<string, number>> | null;
  /** The time of a step over that of one with static weights. */
  readonly relativeTime: number;
}

/**
 * Turns in which two methods are timed one after the other, and the steps of a turn; the first turn
 * is not counted.
 */
const turns = { count: 15, steps: 8 } as const;

/**
 * The document of the table: digit and parity on MNIST from one shared trunk, with a method's
 * defaults.
 */
export function methodExperiment(method: BalancingId, seed: number): Experiment {
  const tasks = [
    { id: 'digit', kind: 'digit' as const, colour: 0, weight: 0.5 },
    { id: 'parity', kind: 'parity' as const, colour: 1, weight: 0.5 },
  ];
  const data = { dataset: 'mnist' as const, train: 5000, test: 10_000, validation: 0 };
  return {
    ...defaultExperiment,
    data,
    tasks,
    balancing: { method, values: {} },
    network: templates['small-cnn'].build(data, tasks),
    optimizer: { kind: 'adam', learningRate: 2e-3, values: {}, groups: [] },
    training: { ...defaultExperiment.training, batch: 'mini', batchSize: 32, epochs: 6 },
    seed,
  };
}

/**
 * The time of a step of a document on WASM over that of the same document with static weights: the
 * median of ratios of turns, since a machine that others use too is now fast and now slow.
 * @param dataFolder the prepared data
 */
export async function timeMethod(experiment: Experiment, dataFolder: URL): Promise<number> {
  const plain = await prepare({ ...experiment, balancing: { method: 'static', values: {} } }, dataFolder);
  const own = await prepare(experiment, dataFolder);
  try {
    const ratios: number[] = [];
    for (let turn = 0; turn < turns.count; turn += 1) ratios.push((await timeOf(own)) / (await timeOf(plain)));
    return median(ratios.slice(1));
  } finally {
    plain.end();
    own.end();
  }
}

/** Milliseconds of a turn. */
async function timeOf({ data, trainer }: Prepared): Promise<number> {
  let milliseconds = 0;
  for (let step = 0; step < turns.steps; step += 1) milliseconds += await takeNextStep(data, trainer);
  await trainer.drain();
  return milliseconds;
}

type Prepared = Awaited<ReturnType<typeof prepare>>;

async function prepare(experiment: Experiment, dataFolder: URL) {
  const { data, trainer } = await prepareTraining(experiment, 'wasm', dataFolder);
  trainer.conflictEvery = 0;
  const end = () => {
    trainer.dispose();
    data.stop();
    data.free();
  };
  return { data, trainer, end };
}

/**
 * Trains a document on WASM for its planned steps, or fewer, and tests it. A loss or a metric that
 * is not finite ends the run.
 * @param dataFolder the prepared data
 */
export async function runMethod(
  experiment: Experiment,
  dataFolder: URL,
  steps = plannedSteps(experiment),
): Promise<Omit<MethodRun, 'relativeTime'>> {
  const { data, trainer, end } = await prepare(experiment, dataFolder);
  const told = { method: experiment.balancing.method, seed: experiment.seed };
  try {
    while (trainer.step < steps) {
      const before = trainer.step;
      await takeNextStep(data, trainer);
      if (trainer.step % 50 !== 0 && trainer.step < steps) continue;
      const log = await trainer.drain();
      if (log.notFinite !== undefined) return { ...told, steps: before, accuracy: null };
    }
    const test = await testSplit(experiment, data, trainer, 'test');
    const accuracy = Object.fromEntries(Object.entries(test).map(([task, metrics]) => [task, metrics.accuracy ?? Number.NaN]));
    return { ...told, steps, accuracy };
  } catch (error) {
    if (!(error instanceof NotFiniteError)) throw error;
    return { ...told, steps, accuracy: null };
  } finally {
    end();
  }
}
