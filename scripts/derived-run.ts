import { cosineMatrix } from '../src/domain/metrics/conflict/cosines';
import type { TaskKindId } from '../src/domain/tasks/task-kinds';
import { plannedSteps, stepsPerEpoch } from '../src/experiment/context';
import { defaultExperiment } from '../src/experiment/default-experiment';
import type { Experiment } from '../src/experiment/schema';
import { firstTemplates } from '../src/experiment/templates/first-templates';
import { byTask, prepareTraining, takeNextStep, testSplit, type MetricsByTask } from './training';

/** What one training on a derived set gave. */
export interface DerivedRun {
  readonly row: string;
  readonly seed: number;
  readonly steps: number;
  /** Of the steps, without loading and composing. */
  readonly seconds: number;
  readonly test: MetricsByTask;
  /**
   * The mean over the last epoch of the cosine between the two tasks' gradients on the last layer
   * that they share; null where no two share one.
   */
  readonly cosine: number | null;
  /** By task, the mean over the last epoch of its effective weight; of runs whose weights are learned. */
  readonly weights?: Readonly<Record<string, number>>;
}

function documentOf(data: Experiment['data'], kinds: readonly TaskKindId[], epochs: number): Experiment {
  const tasks = kinds.map((kind, colour) => ({ id: kind, kind, colour, weight: 1 / kinds.length }));
  return {
    ...defaultExperiment,
    data,
    tasks,
    balancing: { method: 'static', values: {} },
    network: firstTemplates['small-cnn'].build(data, tasks),
    optimizer: { kind: 'adam', learningRate: 2e-3, values: {}, groups: [] },
    training: { ...defaultExperiment.training, batch: 'mini', batchSize: 64, epochs },
  };
}

/** Digit and parity with weights by uncertainty, where `noise` says so with wrong labels. */
function uncertain(noise: Readonly<Partial<Record<TaskKindId, number>>>): Experiment {
  const experiment = documentOf({ dataset: 'mnist', ...images }, ['digit', 'parity'], 5);
  const tasks = experiment.tasks.map((task) => {
    const share = noise[task.kind];
    return share === undefined ? task : { ...task, labels: { noise: share } };
  });
  return { ...experiment, tasks, balancing: { method: 'uw', values: {} } };
}

const images = { train: 10_000, test: 10_000, validation: 0 };

/** What each row of the tables trains, but for the seed. */
export const derivedRows: readonly { readonly row: string; readonly experiment: Experiment }[] = [
  { row: 'multi-mnist', experiment: documentOf({ dataset: 'multi-mnist', ...images }, ['left-digit', 'right-digit'], 10) },
  { row: 'multi-mnist-drawn', experiment: documentOf({ dataset: 'multi-mnist', ...images }, ['left-digit', 'right-image'], 10) },
  ...[0, 0.5, 0.8, 0.9, 0.95, 0.99, 1].map((together) => ({
    row: `coloured-digits ${together}`,
    experiment: documentOf({ dataset: 'coloured-digits', parameters: { together }, ...images }, ['digit', 'colour'], 5),
  })),
  { row: 'uncertainty', experiment: uncertain({}) },
  { row: 'uncertainty, digit noisy', experiment: uncertain({ digit: 0.4 }) },
  { row: 'uncertainty, parity noisy', experiment: uncertain({ parity: 0.4 }) },
];

/**
 * Trains a document on WASM for its planned steps, or fewer, and tests it.
 * @param dataFolder the prepared data
 */
export async function runDerived(row: string, experiment: Experiment, dataFolder: URL, steps = plannedSteps(experiment)): Promise<DerivedRun> {
  const { data, trainer } = await prepareTraining(experiment, 'wasm', dataFolder);
  const lastEpoch = steps - stepsPerEpoch(experiment);
  const cosines: number[] = [];
  const sums = experiment.tasks.map(() => 0);
  let milliseconds = 0;
  try {
    while (trainer.step < steps) {
      trainer.conflictEvery = trainer.step >= lastEpoch ? 1 : 0;
      milliseconds += await takeNextStep(data, trainer);
      const { conflicts, weights } = await trainer.drain();
      if (trainer.step > lastEpoch) sums.forEach((sum, task) => (sums[task] = sum + (weights[task] ?? Number.NaN) / stepsPerEpoch(experiment)));
      const last = conflicts.length < 2 ? undefined : conflicts.at(-1);
      const cosine = last && cosineMatrix(last.grams, last.tasks.length)[0]?.[1];
      if (cosine !== undefined && Number.isFinite(cosine)) cosines.push(cosine);
    }
    const test = await testSplit(experiment, data, trainer, 'test');
    const mean = cosines.reduce((sum, cosine) => sum + cosine, 0) / cosines.length;
    const rounded = (value: number) => Number(value.toPrecision(3));
    return {
      row,
      seed: experiment.seed,
      steps,
      seconds: Math.round(milliseconds / 1000),
      test,
      cosine: cosines.length === 0 ? null : rounded(mean),
      ...(experiment.balancing.method === 'static' ? {} : { weights: byTask(experiment.tasks, (task) => rounded(sums[task] ?? Number.NaN)) }),
    };
  } finally {
    trainer.dispose();
    data.stop();
    data.free();
  }
}
