import { readFile } from 'node:fs/promises';
import { env } from '@tensorflow/tfjs-core';
import { cosineMatrix } from '../src/domain/metrics/cosines';
import { sumsLayout, taskMetrics } from '../src/domain/metrics/task-metrics';
import { datasetKind } from '../src/domain/datasets/dataset-kinds';
import { taskKind } from '../src/domain/tasks/task-kinds';
import { analyseExperiment } from '../src/experiment/context';
import type { Experiment, ExperimentTask } from '../src/experiment/schema';
import { useBackend } from '../src/engine/backend/node-backends';
import { disposeBatch } from '../src/engine/data/batch';
import { createExperimentData, type ExperimentData } from '../src/engine/data/experiment-data';
import type { FetchBytes } from '../src/engine/data/fetch-bytes';
import { openShardStore } from '../src/engine/data/shard-store';
import { createTrainer } from '../src/engine/trainer';
import type { StepLog, Trainer } from '../src/engine/trainer-contract';
import { fail, ok, type Result } from '../src/lib/result';
import type { ConflictColumn } from '../src/protocol/metrics';
import type { Problem } from '../src/protocol/problem';
import { described, HELP, InputError, readInput, type TrainInput } from './train-input';

export interface TrainOutput {
  /** One line of standard output. */
  readonly print: (line: string) => void;
  /** One line of standard error. */
  readonly warn: (line: string) => void;
}

const testBatchSize = 250;

/**
 * Trains as the command line asks and prints one JSON object a line: one per step, one at the end; with --help only what it can do.
 * Returns the exit code: 0; 2 for bad input, with one line of warning; 1 for a training that broke off because a loss was not finite.
 */
export async function train(args: readonly string[], dataFolder: URL, { print, warn }: TrainOutput): Promise<number> {
  if (args.includes('--help')) {
    print(HELP);
    return 0;
  }
  try {
    const input = readInput(args);
    const { data, trainer } = await prepared(input, dataFolder);
    for (const { path, code, figures } of input.repairs) warn(`mended: ${path} ${described(code, figures)}`);
    const milliseconds = await trainSteps(input, data, trainer, print);
    const test = await tested(input, data, trainer);
    const { device, steps } = input;
    print(JSON.stringify({ final: true, test, msPerStep: Math.round((milliseconds / steps) * 100) / 100, device }));
    return 0;
  } catch (error) {
    if (!(error instanceof InputError || error instanceof NotFiniteError)) throw error;
    warn(error.message.replaceAll(/\s+/g, ' '));
    return error instanceof InputError ? 2 : 1;
  }
}

class NotFiniteError extends Error {}

async function prepared({ experiment, device, conflict }: TrainInput, dataFolder: URL) {
  refuseFaulty(experiment);
  const store = valueOf(await openShardStore(experiment.data.dataset, filesIn(dataFolder), async () => {}));
  const data = valueOf(createExperimentData(experiment, store));
  // Keeps TensorFlow.js from recommending its other packages on standard error.
  env().set('PROD', true);
  await useBackend(device);
  const trainer = valueOf(createTrainer(experiment));
  trainer.conflictEvery = conflict ? 1 : 0;
  return { data, trainer };
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

/** Takes the steps and prints each. Returns the milliseconds that they took, without waiting for files. */
async function trainSteps(
  { experiment, steps }: TrainInput,
  data: ExperimentData,
  trainer: Trainer,
  print: TrainOutput['print'],
): Promise<number> {
  let milliseconds = 0;
  for (let step = 0; step < steps; step += 1) {
    const loaded = await data.ready(step);
    if (loaded !== undefined) valueOf(loaded);
    const start = performance.now();
    const batches = data.batches(step, trainer.maximumBatch);
    await trainer.takeStep(batches);
    batches.forEach(disposeBatch);
    const log = await trainer.drain();
    milliseconds += performance.now() - start;
    if (log.notFinite !== undefined) {
      const task = experiment.tasks[log.notFinite.task]?.id ?? '';
      const { step: at } = log.notFinite;
      throw new NotFiniteError(`the loss of ${task} is no longer finite at step ${at}: try a lower learning rate`);
    }
    print(JSON.stringify(stepLine(experiment.tasks, log)));
  }
  return milliseconds;
}

/** What is printed of the one step of a log. */
function stepLine(tasks: readonly ExperimentTask[], { firstStep, losses, totals, weights, cosines, conflicts, notes }: StepLog) {
  const perTask = (values: Float32Array) => byTask(tasks, (task) => shortest(values[task]));
  const [all, ...layers] = conflicts;
  return {
    step: firstStep + 1,
    loss: perTask(losses),
    total: shortest(totals[0]),
    weights: perTask(weights),
    ...(cosines === undefined ? {} : { directionCosine: perTask(cosines) }),
    ...(notes === undefined ? {} : { notes: notes.map(({ note }) => note) }),
    ...(all === undefined
      ? {}
      : {
          cosine: Object.fromEntries(layers.map((column) => [column.layer, cosinesByPair(tasks, column)])),
          cosineOfAll: cosinesByPair(tasks, all),
        }),
  };
}

/** The cosines of a conflict that was measured once, by "task/task"; null in JSON where a gradient is zero. */
function cosinesByPair(tasks: readonly ExperimentTask[], { tasks: own, grams }: ConflictColumn): Record<string, number> {
  const matrix = cosineMatrix(grams, own.length);
  const id = (place: number) => tasks[own[place] ?? -1]?.id ?? '';
  const pairs = matrix.flatMap((row, first) =>
    row.flatMap((cosine, second) => (second > first ? [[`${id(first)}/${id(second)}`, Number(cosine.toPrecision(7))] as const] : [])),
  );
  return Object.fromEntries(pairs);
}

/** The number with the fewest digits that is the same 32-bit float: 0.3 instead of 0.30000001192092896. */
function shortest(value = Number.NaN): number {
  for (let digits = 6; digits < 9; digits += 1) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return short;
  }
  return value;
}

/** The metrics of every task over all test images; null in JSON where one is undefined. */
async function tested({ experiment }: TrainInput, data: ExperimentData, trainer: Trainer) {
  valueOf(await data.testReady(data.testImages));
  const test = trainer.test();
  const size = Math.min(testBatchSize, trainer.maximumBatch);
  for (let first = 0; first < data.testImages; first += size) {
    const batch = data.testBatch(first, Math.min(size, data.testImages - first));
    test.add(batch);
    disposeBatch(batch);
  }
  const { sums } = await test.finish();
  const kinds = experiment.tasks.map((task) => taskKind(task.kind));
  const places = sumsLayout(kinds, datasetKind(experiment.data.dataset).image);
  return byTask(experiment.tasks, (index, { kind }) => {
    const { offset, length } = places[index] ?? { offset: 0, length: 0 };
    return taskMetrics(taskKind(kind), sums.subarray(offset, offset + length));
  });
}

function byTask<Value>(
  tasks: readonly ExperimentTask[],
  of: (index: number, task: ExperimentTask) => Value,
): Record<string, Value> {
  return Object.fromEntries(tasks.map((task, index) => [task.id, of(index, task)]));
}
