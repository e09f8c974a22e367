import { parseArgs } from 'node:util';
import { basename } from 'node:path';
import { usualChoices } from '../src/data/import/choices';
import { proposalOf } from '../src/data/import/proposal';
import { InputError, type CommandOutput } from './command-input';
import { findData, importData } from './import-files';

const USAGE = 'usage: npm run -s dataset -- inspect PATH [--size N] [--channels 1|3] [--test-share S] [--seed N]';

/** What --help prints. */
const HELP = `${USAGE}

Reads the data at PATH as the page does when they are imported, and prints as JSON what they are: format, examples, fields with their kinds,
classes and missing values, the split, what is worth telling, and the facts of the data set that they become, with its fingerprint.
PATH is a file or a folder: pictures by class folder, IDX or CIFAR files, .npz and .npy, COCO with pictures, pictures with masks, a CSV of
pictures or of numbers, each also in a zip or tar. Pictures are PNG (not interlaced) or JPEG here;
the page reads all that its browser shows.
  --size N        height and width that images get (32 for pictures, their own up to 64 for arrays)
  --channels N    1 for grey, 3 for colour
  --test-share S  share of the examples that is set aside for tests where the files do not say (0.2)
  --seed N        by what they are drawn (1)
Exit codes: 0; 2 for bad input, with file, place and reason on standard error.`;

const text = { type: 'string' } as const;
const options = { size: text, channels: text, 'test-share': text, seed: text, help: { type: 'boolean' } } as const;

/** Prints what the data at a path are. Returns the exit code. */
export async function dataset(args: readonly string[], { print, warn }: CommandOutput): Promise<number> {
  try {
    const { values, positionals } = argumentsOf(args);
    if (values.help === true) {
      print(HELP);
      return 0;
    }
    const [command, path, ...others] = positionals;
    if (command !== 'inspect' || path === undefined || others.length > 0) throw new InputError(USAGE);
    const found = await findData(path);
    const usual = usualChoices(found, basename(path));
    const side = numberOf('size', values.size, 1, 512);
    const channels = numberOf('channels', values.channels, 1, 4);
    const share = numberOf('test-share', values['test-share'], 0, 1);
    const seed = numberOf('seed', values.seed, 0, 2 ** 31 - 1);
    const { facts } = await importData(path, undefined, {
      size: side === undefined ? usual.size : [side, side],
      channels: channels ?? usual.channels,
      testShare: share ?? usual.testShare,
      seed: seed ?? usual.seed,
    });
    const { format, rows, isSplit, columns, notes } = proposalOf(found);
    print(JSON.stringify({ format, examples: rows, split: isSplit ? 'given' : 'by seed', columns, notes, facts }, undefined, 2));
    return 0;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    warn(error.message.replaceAll(/\s+/g, ' '));
    return 2;
  }
}

function argumentsOf(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new InputError(`${error instanceof Error ? error.message : String(error)}; ${USAGE}`);
  }
}

function numberOf(name: string, text: string | undefined, least: number, most: number): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!(value >= least && value <= most) || (name !== 'test-share' && !Number.isInteger(value))) throw new InputError(`--${name} must be a number from ${least} to ${most}, not "${text}"`);
  return value;
}
