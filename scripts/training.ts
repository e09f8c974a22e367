import { readFile } from 'node:fs/promises';
import { env } from '@tensorflow/tfjs-core';
import type { MetricId } from '../src/domain/tasks/task-kind';
import { analyseExperiment, testMetricsOf } from '../src/experiment/context';
import type { Experiment, ExperimentTask } from '../src/experiment/schema';
import { useBackend } from '../src/engine/backend/node-backends';
import { disposeBatch, type Batch } from '../src/engine/data/batch';
import { createExperimentData, type ExperimentData } from '../src/engine/data/experiment-data';
import type { FetchBytes } from '../src/engine/data/fetch-bytes';
import { openShardStore } from '../src/engine/data/shard-store';
import { createTrainer } from '../src/engine/trainer';
import type { Trainer } from '../src/engine/trainer-contract';
import { fail, ok, type Result } from '../src/lib/result';
import type { Problem } from '../src/protocol/problem';
import { described, InputError } from './command-input';

const testBatchSize = 250;

/** Every metric of every task, by the task's id. */
export type MetricsByTask = Readonly<Record<string, Readonly<Partial<Record<MetricId, number>>>>>;

/** A training in Node, before its first step. Throws an InputError for a network or data that cannot be trained. */
export async function prepareTraining(
  experiment: Experiment,
  device: 'cpu' | 'wasm',
  dataFolder: URL,
): Promise<{ readonly data: ExperimentData; readonly trainer: Trainer }> {
  refuseFaulty(experiment);
  const store = valueOf(await openShardStore(experiment.data.dataset, filesIn(dataFolder), async () => {}));
  const data = valueOf(createExperimentData(experiment, store));
  // Keeps TensorFlow.js from recommending its other packages on standard error.
  env().set('PROD', true);
  await useBackend(device);
  return { data, trainer: valueOf(createTrainer(experiment)) };
}

/** Waits for the images of the trainer's next step and takes it. Resolves with the milliseconds that it took without the waiting. */
export async function takeNextStep(data: ExperimentData, trainer: Trainer): Promise<number> {
  const loaded = await data.ready(trainer.step);
  if (loaded !== undefined) valueOf(loaded);
  const start = performance.now();
  const batches = data.batches(trainer.step, trainer.maximumBatch);
  await trainer.takeStep(batches);
  batches.forEach(disposeBatch);
  return performance.now() - start;
}

/** The metrics of every task over all test images; null in JSON where one is undefined. */
export async function testAll(experiment: Experiment, data: ExperimentData, trainer: Trainer): Promise<MetricsByTask> {
  valueOf(await data.testReady(data.testImages));
  return metricsOver(experiment, trainer, data.testImages, (first, size) => data.testBatch(first, size));
}

/** Likewise over the fixed sample of the images that are trained on, measured in the same way. */
export async function testSample(experiment: Experiment, data: ExperimentData, trainer: Trainer): Promise<MetricsByTask> {
  valueOf(await data.sampleReady());
  return metricsOver(experiment, trainer, data.sampleImages, (first, size) => data.sampleBatch(first, size));
}

async function metricsOver(
  experiment: Experiment,
  trainer: Trainer,
  images: number,
  batchOf: (first: number, size: number) => Batch,
): Promise<MetricsByTask> {
  const test = trainer.test();
  const size = Math.min(testBatchSize, trainer.maximumBatch);
  for (let first = 0; first < images; first += size) {
    const batch = batchOf(first, Math.min(size, images - first));
    test.add(batch);
    disposeBatch(batch);
  }
  const metrics = testMetricsOf(experiment, await test.finish());
  return byTask(experiment.tasks, (index) => metrics[index] ?? {});
}

/** An object with an entry for each task, by its id. */
export function byTask<Value>(
  tasks: readonly ExperimentTask[],
  of: (index: number, task: ExperimentTask) => Value,
): Record<string, Value> {
  return Object.fromEntries(tasks.map((task, index) => [task.id, of(index, task)]));
}

/** Throws an InputError that names the first fault of a network that cannot train. */
function refuseFaulty(experiment: Experiment): void {
  const [first, ...others] = analyseExperiment(experiment).faults.filter((fault) => fault.blocks);
  if (first === undefined) return;
  const where = first.layer === undefined ? '' : `layer ${first.layer}: `;
  const more = others.length === 0 ? '' : `; ${others.length} more`;
  throw new InputError(`the network cannot train: ${where}${described(first.code, first.figures)}${more}`);
}

function valueOf<Value>(result: Result<Value, Problem>): Value {
  if (result.ok) return result.value;
  const { code, figures, detail } = result.error;
  const advice = code === 'data-not-prepared' ? '; prepare it with: npm run data' : '';
  throw new InputError(`${described(code, figures)}${detail === '' ? '' : `: ${detail}`}${advice}`);
}

function filesIn(folder: URL): FetchBytes {
  return async (path) => {
    try {
      return ok(new Uint8Array(await readFile(new URL(path, folder))));
    } catch (error) {
      return fail({ reason: 'missing', detail: error instanceof Error ? error.message : String(error) });
    }
  };
}
