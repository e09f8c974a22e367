import { defaultExperiment } from '../src/experiment/default-experiment';
import { limits } from '../src/experiment/limits';
import type { Experiment } from '../src/experiment/schema';
import { InputError, optionsOf, type CommandOutput } from './command-input';
import type { FetchBytes } from '../src/engine/data/fetch-bytes';
import { onOwnData } from '../src/experiment/on-own-data';
import { documentFrom, type Repairing } from './documents';
import { datasetOf } from '../src/experiment/context';
import { importData } from './import-files';

const USAGE =
  'usage: npm run -s train -- [--link URL | --file FILE] [--data PATH [--other-data]] --device cpu|wasm --steps N [--train N] [--test N] [--seed N] [--conflict] [--strict]';

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;
const options = { link: text, file: text, data: text, 'other-data': flag, device: text, steps: text, train: text, test: text, seed: text, conflict: flag, strict: flag } as const;

/** What --help prints. */
export const HELP = `${USAGE}

Trains the experiment of a link or a file, or the default one, with its balancing method, and prints a JSON object a line: one per step,
the metrics at the end. A step's "weights" are the effective ones, c in the direction Σ c·g, and null for a method whose direction is no such
sum, which has "directionCosine" instead: of each task's gradient and the direction. "notes", where there are any, are what is to be
said of the step. At the end "test" has the metrics of all test images, "train" those of as many images of the ones trained on (of all, where
there are fewer), drawn by the seed and measured in the same way: train − test is the gap. Where the document sets a share of the train images
aside ("validation"), "validation" has the metrics of all of those. What was repaired in the document is told on standard error, a line each.
  --data PATH trains on data of one's own, a file or a folder (see: npm run -s dataset -- --help). A document that was made on such data
              wants the same ones; --other-data trains on others all the same. One that was not gets a task for every field
  --steps N   optimiser steps to take. They do not change the plan: a schedule of the learning rate runs over the document's
              epochs as on the page, so that steps beyond them keep its last rate, which after a cosine is 0
  --train N, --test N   how many images of the data set, from the front of each split, instead of the document's numbers
  --seed N    instead of the document's seed
  --conflict  measures the tasks' conflict at every step, which takes longer: "cosine" has for each shared layer the cosine of every two
              tasks' gradients, by "task/task", and "cosineOfAll" that of all shared weights together; "directionLength" is the length of the direction on these, before
              penalties and clipping (a method whose direction is no sum Σ c·g has it in every step, also without this)
  --strict    refuses a document in which something has to be repaired, with exit code 2
Exit codes: 0; 1 when a loss or a metric is no longer finite, in a step or in a test; 2 for bad input, with the reason on standard error.`;

export interface TrainInput {
  readonly experiment: Experiment;
  /** Where its data come from, if they are not built in. */
  readonly fetchBytes?: FetchBytes;
  readonly device: 'cpu' | 'wasm';
  readonly steps: number;
  /** True if the tasks' conflict is to be measured at every step. */
  readonly conflict: boolean;
}

/**
 * What the arguments ask for; what was repaired in the document is told by `warn`. Throws an
 * InputError for anything that is wrong with them.
 */
export async function readInput(args: readonly string[], warn: CommandOutput['warn']): Promise<TrainInput> {
  const { link, file, data: path, 'other-data': isOther = false, device, steps, train, test, seed, conflict = false, strict = false } = optionsOf(args, options, USAGE);
  if (device !== 'cpu' && device !== 'wasm') throw new InputError(`--device must be cpu or wasm; ${USAGE}`);
  if (steps === undefined) throw new InputError(`--steps is missing; ${USAGE}`);
  if (link !== undefined && file !== undefined) throw new InputError(`either --link or --file, not both; ${USAGE}`);
  const { experiment, fetchBytes } = await withData(documentOf(link, file, { strict, warn }), path, isOther);
  const { data } = experiment;
  const { splits } = datasetOf(experiment);
  const [fewest] = limits.images;
  const number = (name: string, text: string | undefined, otherwise: number, [least, most]: readonly [number, number]) =>
    text === undefined ? otherwise : integerOf(name, text, least, most);
  return {
    ...(fetchBytes === undefined ? {} : { fetchBytes }),
    device,
    conflict,
    steps: integerOf('steps', steps, 1, 10_000_000),
    experiment: {
      ...experiment,
      data: {
        ...data,
        train: number('train', train, data.train, [fewest, splits.train.images]),
        test: number('test', test, data.test, [fewest, splits.test.images]),
      },
      seed: number('seed', seed, experiment.seed, limits.seed),
    },
  };
}

/** The document on the data at a path. Throws an InputError for others than those that it was made on. */
async function withData(experiment: Experiment, path: string | undefined, isOther: boolean): Promise<Pick<TrainInput, 'experiment' | 'fetchBytes'>> {
  if (path === undefined) return { experiment };
  const { own } = experiment.data;
  const { facts, fetchBytes } = await importData(path, own);
  if (facts.fingerprint === own?.fingerprint) return { experiment, fetchBytes };
  if (own !== undefined && !isOther) {
    throw new InputError(`${path} is not "${own.name}" (fingerprint ${own.fingerprint.slice(0, 12)}) but other data (${facts.fingerprint.slice(0, 12)}); --other-data trains on them all the same`);
  }
  return { experiment: onOwnData(experiment, facts), fetchBytes };
}

function integerOf(name: string, text: string, least: number, most: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= least && value <= most)) {
    throw new InputError(`--${name} must be a whole number from ${least} to ${most}, not "${text}"`);
  }
  return value;
}

function documentOf(link: string | undefined, file: string | undefined, repairing: Repairing): Experiment {
  if (link !== undefined) return documentFrom({ link }, repairing).experiment;
  return file === undefined ? defaultExperiment : documentFrom({ file }, repairing).experiment;
}
