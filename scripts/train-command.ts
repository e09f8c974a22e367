import { cosineMatrix } from '../src/domain/metrics/conflict/cosines';
import { directionLength } from '../src/domain/metrics/conflict/direction-length';
import type { ExperimentTask } from '../src/experiment/schema';
import type { ExperimentData } from '../src/engine/data/experiment-data';
import type { StepLog, Trainer } from '../src/engine/trainer-contract';
import type { ConflictColumn, TestSplit } from '../src/protocol/metrics';
import { InputError, type CommandOutput } from './command-input';
import { HELP, readInput, type TrainInput } from './train-input';
import { byTask, NotFiniteError, prepareTraining, takeNextStep, testSplit } from './training';

/**
 * Trains as the command line asks and prints one JSON object a line: one per step, one at the end;
 * with --help only what it can do. Returns the exit code: 0; 2 for bad input, with one line of
 * warning; 1 where a loss or a metric was not finite, in a step or in a test. What was repaired in
 * the document is a line of warning each.
 */
export async function train(args: readonly string[], dataFolder: URL, { print, warn }: CommandOutput): Promise<number> {
  if (args.includes('--help')) {
    print(HELP);
    return 0;
  }
  try {
    const input = await readInput(args, warn);
    const { data, trainer } = await prepareTraining(input.experiment, input.device, input.fetchBytes ?? dataFolder);
    trainer.conflictEvery = input.conflict ? 1 : 0;
    const milliseconds = await trainSteps(input, data, trainer, print);
    const measured = (split: TestSplit) => testSplit(input.experiment, data, trainer, split);
    const validation = data.validationImages > 0 ? { validation: await measured('validation') } : {};
    const [test, train] = [await measured('test'), await measured('train')];
    const { device, steps } = input;
    print(JSON.stringify({ final: true, ...validation, test, train, msPerStep: Math.round((milliseconds / steps) * 100) / 100, device }));
    return 0;
  } catch (error) {
    if (!(error instanceof InputError || error instanceof NotFiniteError)) throw error;
    warn(error.message.replaceAll(/\s+/g, ' '));
    return error instanceof InputError ? 2 : 1;
  }
}

/**
 * Takes the steps and prints each. Returns the milliseconds that they took, without waiting for
 * files.
 */
async function trainSteps(
  { experiment, steps }: TrainInput,
  data: ExperimentData,
  trainer: Trainer,
  print: CommandOutput['print'],
): Promise<number> {
  let milliseconds = 0;
  for (let step = 0; step < steps; step += 1) {
    milliseconds += await takeNextStep(data, trainer);
    const start = performance.now();
    const log = await trainer.drain();
    milliseconds += performance.now() - start;
    if (log.notFinite !== undefined) {
      throw new NotFiniteError(experiment.tasks, log.notFinite.task, `at step ${log.notFinite.step}`);
    }
    print(JSON.stringify(stepLine(experiment.tasks, log)));
  }
  return milliseconds;
}

/** What is printed of the one step of a log. */
function stepLine(tasks: readonly ExperimentTask[], { firstStep, losses, totals, weights, cosines, lengths, conflicts, notes }: StepLog) {
  const perTask = (values: Float32Array) => byTask(tasks, (task) => shortest(values[task]));
  const [all, ...layers] = conflicts;
  const length = lengths?.[0] ?? (all && directionLength(all.tasks.map((task) => weights[task] ?? Number.NaN), all.grams));
  return {
    step: firstStep + 1,
    loss: perTask(losses),
    total: shortest(totals[0]),
    weights: perTask(weights),
    ...(cosines === undefined ? {} : { directionCosine: perTask(cosines) }),
    ...(length === undefined ? {} : { directionLength: Number(length.toPrecision(7)) }),
    ...(notes === undefined ? {} : { notes: notes.map(({ note }) => note) }),
    ...(all === undefined
      ? {}
      : {
          cosine: Object.fromEntries(layers.map((column) => [column.layer, cosinesByPair(tasks, column)])),
          cosineOfAll: cosinesByPair(tasks, all),
        }),
  };
}

/**
 * The cosines of a conflict that was measured once, by "task/task"; null in JSON where a gradient
 * is zero.
 */
function cosinesByPair(tasks: readonly ExperimentTask[], { tasks: own, grams }: ConflictColumn): Record<string, number> {
  const matrix = cosineMatrix(grams, own.length);
  const id = (place: number) => tasks[own[place] ?? -1]?.id ?? '';
  const pairs = matrix.flatMap((row, first) =>
    row.flatMap((cosine, second) => (second > first ? [[`${id(first)}/${id(second)}`, Number(cosine.toPrecision(7))] as const] : [])),
  );
  return Object.fromEntries(pairs);
}

/**
 * The number with the fewest digits that is the same 32-bit float: 0.3 instead of
 * 0.30000001192092896.
 */
function shortest(value = Number.NaN): number {
  for (let digits = 6; digits < 9; digits += 1) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return short;
  }
  return value;
}

