import { readFile } from 'node:fs/promises';
import { env } from '@tensorflow/tfjs-core';
import type { MetricId } from '../src/domain/metrics/metric-kinds';
import { analyseExperiment, testMetricsOf } from '../src/experiment/context';
import { taskLabel } from '../src/experiment/naming/task-label';
import type { Experiment, ExperimentTask } from '../src/experiment/schema';
import { useBackend } from '../src/engine/backend/node-backends';
import { disposeBatch, type Batch } from '../src/engine/data/batch';
import { createExperimentData, type ExperimentData } from '../src/engine/data/experiment-data';
import type { FetchBytes } from '../src/engine/data/fetch-bytes';
import { openData } from '../src/engine/data/open-data';
import { createTrainer } from '../src/engine/trainer';
import type { Trainer } from '../src/engine/trainer-contract';
import { formats } from '../src/i18n/format';
import { phraseText } from '../src/i18n/phrase-text';
import { translateCode } from '../src/i18n/translate';
import { fail, ok, type Result } from '../src/lib/result';
import type { TestSplit } from '../src/protocol/metrics';
import type { Problem } from '../src/protocol/problem';
import { described, InputError } from './command-input';

const testBatchSize = 250;

/** Every metric of every task, by the task's id. */
export type MetricsByTask = Readonly<Record<string, Readonly<Partial<Record<MetricId, number>>>>>;

/**
 * A training in Node, before its first step, on data in a folder or from wherever they are. Throws an InputError for a network or data that cannot
 * be trained.
 */
export async function prepareTraining(
  experiment: Experiment,
  device: 'cpu' | 'wasm',
  source: URL | FetchBytes,
): Promise<{ readonly data: ExperimentData; readonly trainer: Trainer }> {
  refuseFaulty(experiment);
  const store = valueOf(await openData(experiment.data, source instanceof URL ? filesIn(source) : source, async () => {}));
  const data = valueOf(createExperimentData(experiment, store));
  // Keeps TensorFlow.js from recommending its other packages on standard error.
  env().set('PROD', true);
  await useBackend(device);
  return { data, trainer: valueOf(createTrainer(experiment)) };
}

/**
 * Waits for the images of the trainer's next step and takes it. Resolves with the milliseconds that
 * it took without the waiting.
 */
export async function takeNextStep(data: ExperimentData, trainer: Trainer): Promise<number> {
  const loaded = await data.ready(trainer.step);
  if (loaded !== undefined) valueOf(loaded);
  const start = performance.now();
  const batches = data.batches(trainer.step, trainer.maximumBatch);
  await trainer.takeStep(batches);
  batches.forEach(disposeBatch);
  return performance.now() - start;
}

/** A loss or a metric of a task is NaN or infinite. */
export class NotFiniteError extends Error {
  /** `task`: its place in the list; `where`: at which step, or in which test. */
  constructor(tasks: readonly ExperimentTask[], task: number, where: string) {
    const id = tasks[task]?.id ?? '';
    super(`the loss or a metric of ${phraseText('en', taskLabel(tasks, id))} (${id}) is no longer finite ${where}: try a lower learning rate`);
  }
}

/**
 * The metrics of every task over all images of a split, of those trained on over their fixed
 * sample; null in JSON where one is undefined. Throws a NotFiniteError where a loss, or what a
 * metric is made of, is not finite.
 */
export async function testSplit(experiment: Experiment, data: ExperimentData, trainer: Trainer, split: TestSplit): Promise<MetricsByTask> {
  const { name, images, batchOf } = testedOf(data, split);
  const test = trainer.test();
  const size = Math.min(testBatchSize, trainer.maximumBatch);
  for (let first = 0; first < images; first += size) {
    const part = [first, Math.min(size, images - first)] as const;
    valueOf((await data.partReady(split, ...part)) ?? ok(null));
    const batch = batchOf(...part);
    test.add(batch);
    disposeBatch(batch);
  }
  const result = await test.finish();
  if (result.notFinite !== undefined) throw new NotFiniteError(experiment.tasks, result.notFinite, `after step ${trainer.step}, on the ${name}`);
  const metrics = testMetricsOf(experiment, result);
  return byTask(experiment.tasks, (index) => metrics[index] ?? {});
}

interface TestedImages {
  /** What messages call them. */
  readonly name: string;
  readonly images: number;
  readonly batchOf: (first: number, size: number) => Batch;
}

function testedOf(data: ExperimentData, split: TestSplit): TestedImages {
  switch (split) {
    case 'test':
      return { name: 'test images', images: data.testImages, batchOf: (...part) => data.testBatch(...part) };
    case 'validation':
      return { name: 'validation images', images: data.validationImages, batchOf: (...part) => data.validationBatch(...part) };
    case 'train':
      return { name: 'sample of train images', images: data.sampleImages, batchOf: (...part) => data.sampleBatch(...part) };
  }
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
  if (first.code === 'too-much-memory') throw new InputError(`the network cannot train: ${memoryText(first.params)}`);
  const where = first.layer === undefined ? '' : `layer ${first.layer}: `;
  const more = others.length === 0 ? '' : `; ${others.length} more`;
  throw new InputError(`the network cannot train: ${where}${described(first.code, first.params)}${more}`);
}

function memoryText(params: Readonly<Record<string, string | number>>): string {
  const { bytes } = formats('en');
  const readable = Object.entries(params).map(([name, value]) => [name, typeof value === 'number' ? bytes(value) : value] as const);
  return translateCode('en', 'network', 'too-much-memory', Object.fromEntries(readable));
}

function valueOf<Value>(result: Result<Value, Problem>): Value {
  if (result.ok) return result.value;
  const { code, params, detail } = result.error;
  const advice = code === 'data-not-prepared' ? '; prepare it with: npm run data' : '';
  throw new InputError(`${described(code, params)}${detail === '' ? '' : `: ${detail}`}${advice}`);
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
