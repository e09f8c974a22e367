import type { Experiment } from '../../experiment/schema';
import type { RunState } from '../../protocol/run-state';
import { createExperimentData, type ExperimentData } from '../data/experiment-data';
import { openShardStore } from '../data/shard-store';
import { trainerOf } from '../testing/small-experiments';
import { fetchOf, tinyFiles } from '../testing/tiny-data';
import type { Subject } from './inspection';

/** An experiment on 60 made-up images to train on, and 20 to test on in two files. */
export function onTinyData(experiment: Experiment): Experiment {
  return { ...experiment, data: { ...experiment.data, train: 60, test: 20 }, training: { ...experiment.training, batch: 'mini', batchSize: 8 } };
}

/** Data of which nothing is loaded yet. */
export async function emptyData(experiment: Experiment): Promise<ExperimentData> {
  const store = await openShardStore('mnist', fetchOf(tinyFiles([20, 20, 20], [10, 10])), () => Promise.resolve());
  const data = store.ok ? createExperimentData(experiment, store.value) : store;
  if (!data.ok) throw new Error(data.error.detail);
  return data.value;
}

/** A run whose images are all there, at its start or at a saved state. */
export async function subjectOf(experiment: Experiment, state?: RunState): Promise<Subject> {
  const data = await emptyData(experiment);
  await data.loadRest(0, () => {});
  const trainer = trainerOf(experiment, state);
  return { trainer, data, step: trainer.step, now: () => 0, goOn: () => {} };
}

/** The same in (micro-)batches of so many examples at the most. */
export function inParts(subject: Subject, maximumBatch: number): Subject {
  const { trainer } = subject;
  return {
    ...subject,
    trainer: new Proxy(trainer, {
      get: (target, name) => {
        if (name === 'maximumBatch') return maximumBatch;
        const value: unknown = Reflect.get(target, name, target);
        return typeof value === 'function' ? (...args: readonly unknown[]): unknown => Reflect.apply(value, target, args) : value;
      },
    }),
  };
}

export function disposeSubject({ trainer, data }: Subject): void {
  trainer.dispose();
  data.free();
}
