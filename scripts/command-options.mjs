import { parseArgs } from 'node:util';

/**
 * The options that a command was started with. With --help it prints the usage and ends with 0; for
 * an option or a word that the command does not know it says so, with the usage, and ends with 2.
 *
 * @template {NonNullable<import('node:util').ParseArgsConfig['options']>} Options
 * @param {Options} options what the command takes besides --help
 * @param {string} usage
 * @param {readonly string[]} [given]
 */
export function commandOptions(options, usage, given = process.argv.slice(2)) {
  if (given.includes('--help')) {
    console.log(usage);
    process.exit(0);
  }
  try {
    return parseArgs({ args: [...given], options }).values;
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    process.exit(2);
  }
}
