import { readFileSync, statSync } from 'node:fs';
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { limits } from '../src/experiment/limits';

/** Bad input of a command: one line on standard error, exit code 2. */
export class InputError extends Error {}

/** Where a command says something. */
export interface CommandOutput {
  /** One line of standard output. */
  readonly print: (line: string) => void;
  /** One line of standard error. */
  readonly warn: (line: string) => void;
}

/**
 * The options among a command's arguments. Throws an InputError, with the usage, for anything else.
 */
export function optionsOf<const Options extends NonNullable<ParseArgsConfig['options']>>(args: readonly string[], options: Options, usage: string) {
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new InputError(`${messageOf(error)}; ${usage}`);
  }
}

/**
 * The text of an experiment's file. Throws an InputError where it cannot be read, or is too large
 * to be one.
 */
export function textOf(file: string): string {
  try {
    const { size } = statSync(file);
    if (size > limits.fileBytes) throw new Error(`it has ${size} bytes, and an experiment ${limits.fileBytes} at the most`);
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new InputError(`cannot read ${file}: ${messageOf(error)}`);
  }
}

/** What happened with its params, such as "too-few-images (asked 9, prepared 4)". */
export function described(what: string, params: Readonly<Record<string, string | number>>): string {
  const parts = Object.entries(params).map(([name, value]) => `${name} ${value}`);
  return parts.length === 0 ? what : `${what} (${parts.join(', ')})`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
