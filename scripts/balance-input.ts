import { beforeFirstStep } from '../src/domain/balancing/balancing-method';
import { balancingMethod, balancingMethods, type BalancingId } from '../src/domain/balancing/balancing-methods';
import { balancesInGroups, connectedGroups, oneGroup, type TaskGroup } from '../src/domain/balancing/task-groups';
import { isAllowed, type ParameterSpec, type ParameterSpecs, type ParameterValue } from '../src/domain/parameters';
import { isKeyOf, keysOf } from '../src/lib/keys';
import { isRecord, own, parseJson } from '../src/lib/json';
import { InputError, optionsOf, type CommandOutput } from './command-input';
import { tellRepaired } from './documents';

const USAGE = `usage: npm run -s balance -- [--strict] '{"method":"mgda","jacobian":[[-4,1,1],[6,1,1]],"params":{}}'`;
const options = { strict: { type: 'boolean' } } as const;

/** What --help prints. */
export const HELP = `${USAGE}

Prints what a balancing method makes of gradients or losses, as JSON and nothing else. It calls the code that training uses.
  "method"        the id, as in docs/methods.md
  "params"        the method's parameters by name; its defaults where left out
  "jacobian"      K rows, task i's gradient each: prints {"weights", "direction", "converged"}, and "notes" where there is something to be told.
                  weights are those c with direction = the sum of c_i times row i, or null where there are none
  "jacobians"     a list of them, one per step, for methods with memory: prints a list
  "losses"        K losses: alone, prints {"weights", "value"}; beside jacobians, the losses of each step (1 where left out)
  "lossSequence"  a list of losses: prints a list. Each entry counts as one step and as one epoch, which matters to dwa and stch: stch begins in
                  its warm-up, so that with 4 warm-up epochs its own rule begins with the fifth entry, or with the first for "params":{"warmup":0}.
                  What an entry holds are also the losses after the step before (famo)
  "reaches"       K rows of true and false, one for each block of the Jacobian's columns: which task reaches which block. A method that looks at
                  gradients then sees each group of tasks that are linked by blocks by itself, as in training; a task that is linked to no other
                  has its plain weight. Left out: all tasks are one group. Methods that look at no gradients see all tasks and pass it over
  "present"       K of true and false, or such a row for each entry of a list: which tasks have a label in the step. The others are absent: the
                  method balances the present ones alone and keeps what it has of the others; their weights are null. Left out: all are present
  "preference"    K numbers, what the sliders would say; 1/K where left out, K counting the tasks of a group. Methods that
                  have no use for it pass it over
  "learned"       K numbers, the learned s of uw and imtl-l; 0 where left out. Other methods pass it over
  "seed"          a whole number for methods that draw; 0 where left out
What is passed over is told on standard error; with --strict it is refused instead.
Exit codes: 0; 2 for bad input, with one line on standard error.`;

type Matrix = readonly (readonly number[])[];

/** One step: the losses [K] and, unless only losses were given, the Jacobian [K][P]. */
export interface BalanceStep {
  readonly losses: readonly number[];
  readonly jacobian: Matrix | undefined;
}

export interface BalanceInput {
  readonly method: BalancingId;
  readonly values: Readonly<Record<string, ParameterValue>>;
  readonly steps: readonly BalanceStep[];
  /** True if a list was asked for, so that a list is printed. */
  readonly sequence: boolean;
  /** Per step, the tasks that are present, ascending; never empty. */
  readonly present: readonly (readonly number[])[];
  /** Which of these tasks the method balances among one another, by their places among these. */
  readonly groupsAmong: (tasks: readonly number[]) => readonly TaskGroup[];
  /** [K]; each 1 over the number of tasks of a task's group where it is undefined. */
  readonly preference: readonly number[] | undefined;
  readonly learned: readonly number[];
  readonly seed: number;
}

const KEYS = ['method', 'params', 'jacobian', 'jacobians', 'losses', 'lossSequence', 'reaches', 'present', 'preference', 'learned', 'seed'];

/**
 * What the one argument asks for; what the method has no use for is told by `warn`. Throws an
 * InputError for anything that is wrong with it.
 */
export function readBalanceInput(args: readonly string[], warn: CommandOutput['warn']): BalanceInput {
  const [text, ...more] = args.filter((arg) => !arg.startsWith('-'));
  const { strict = false } = optionsOf(args.filter((arg) => arg.startsWith('-')), options, USAGE);
  if (text === undefined || more.length > 0) throw new InputError(`one argument, a JSON object, is wanted; ${USAGE}`);
  const asked = parseJson(text);
  if (!isRecord(asked)) throw new InputError(`the argument is no JSON object; ${USAGE}`);
  const unknown = Object.keys(asked).filter((key) => !KEYS.includes(key));
  if (unknown.length > 0) throw new InputError(`unknown: ${unknown.join(', ')}; known are ${KEYS.join(', ')}`);
  const method = methodOf(own(asked, 'method'));
  const { steps, sequence } = stepsOf(asked);
  const tasks = steps[0]?.losses.length ?? 0;
  const { parameters, needs } = balancingMethod(method);
  if ((needs === 'gram' || needs === 'jacobian') && steps.some(({ jacobian }) => jacobian === undefined)) {
    throw new InputError(`${method} needs gradients: give "jacobian" or "jacobians"`);
  }
  const { usesPreference, learns } = balancingMethod(method);
  const inGroups = balancesInGroups(balancingMethod(method));
  const reaches = inGroups ? own(asked, 'reaches') : undefined;
  const rows = reaches === undefined ? undefined : reachesOf(reaches, tasks, steps[0]?.jacobian?.[0]?.length ?? 0);
  const unread = { reaches: !inGroups, preference: !usesPreference, learned: learns !== true };
  const useless = keysOf(unread).filter((key) => unread[key] && own(asked, key) !== undefined);
  tellRepaired(useless.map((key) => `"${key}" was passed over, since ${method} has no use for it`), { strict, warn });
  const seed = own(asked, 'seed') ?? 0;
  if (typeof seed !== 'number' || !Number.isSafeInteger(seed)) throw new InputError('"seed" must be a whole number');
  return {
    method,
    values: valuesOf(parameters, own(asked, 'params') ?? {}),
    steps,
    sequence,
    present: presentOf(own(asked, 'present'), steps),
    groupsAmong: (some) => (rows === undefined ? oneGroup(some.length) : connectedGroups(some.map((task) => rows[task] ?? []))),
    preference: optional(asked, 'preference', tasks),
    learned: optional(asked, 'learned', tasks) ?? beforeFirstStep(balancingMethod(method), tasks).learned,
    seed,
  };
}

const isMethod = isKeyOf(balancingMethods);

function methodOf(id: unknown): BalancingId {
  if (isMethod(id)) return id;
  throw new InputError(`"method" must be one of ${Object.keys(balancingMethods).join(', ')}`);
}

function valuesOf(specs: ParameterSpecs, given: unknown): Record<string, ParameterValue> {
  if (!isRecord(given)) throw new InputError('"params" must be an object');
  const names = Object.keys(specs);
  const values: Record<string, ParameterValue> = {};
  for (const [name, value] of Object.entries(given)) {
    const spec = own(specs, name);
    if (spec === undefined) {
      throw new InputError(`the method has no parameter ${name}; it has ${names.length === 0 ? 'none' : names.join(', ')}`);
    }
    if (!isAllowed(spec, value)) throw new InputError(`parameter ${name} must be ${allowed(spec)}`);
    values[name] = value;
  }
  return values;
}

function allowed(spec: ParameterSpec): string {
  switch (spec.kind) {
    case 'integer':
      return `a whole number from ${spec.min} to ${spec.max}`;
    case 'real':
      return `a number from ${spec.min} to ${spec.max}`;
    case 'choice':
      return `one of ${spec.options.join(', ')}`;
    case 'flag':
      return 'true or false';
    case 'task':
      return 'the id of a task';
    case 'field':
      return 'the name of a field of the data set';
  }
}

function stepsOf(asked: Readonly<Record<string, unknown>>): Pick<BalanceInput, 'steps' | 'sequence'> {
  const matrices = oneOrList(asked, 'jacobian', 'jacobians', matrixOf);
  const rows = oneOrList(asked, 'losses', 'lossSequence', numbers);
  if (matrices === undefined && rows === undefined) throw new InputError(`"jacobian", "jacobians", "losses" or "lossSequence" is missing; ${USAGE}`);
  const [hasJacobian, hasJacobians, hasSequence] = ['jacobian', 'jacobians', 'lossSequence'].map((key) => own(asked, key) !== undefined);
  if (hasJacobian && hasSequence) throw new InputError('"lossSequence" goes with "jacobians", one entry for each');
  const length = matrices?.length ?? rows?.length ?? 0;
  if (hasSequence && rows?.length !== length) throw new InputError('"lossSequence" and "jacobians" must be of the same length');
  const steps = Array.from({ length }, (_, index): BalanceStep => {
    const matrix = matrices?.[index];
    const losses = hasSequence ? rows?.[index] : rows?.[0];
    return { jacobian: matrix, losses: losses ?? (matrix ?? []).map(() => 1) };
  });
  checkShapes(steps);
  return { steps, sequence: hasJacobians === true || hasSequence === true };
}

function checkShapes(steps: readonly BalanceStep[]): void {
  const tasks = steps[0]?.losses.length;
  const width = steps[0]?.jacobian?.[0]?.length;
  for (const { losses, jacobian } of steps) {
    if (jacobian !== undefined && jacobian.length !== losses.length) throw new InputError('there must be one loss for every row of the Jacobian');
    if (losses.length !== tasks || jacobian?.[0]?.length !== width) throw new InputError('all steps must have the same shape');
  }
}

/**
 * What stands under `key`, as a list of one, or the list under `listKey`; undefined where neither
 * is given.
 */
function oneOrList<Value>(
  asked: Readonly<Record<string, unknown>>,
  key: string,
  listKey: string,
  read: (name: string, value: unknown) => Value,
): readonly Value[] | undefined {
  const [one, list] = [own(asked, key), own(asked, listKey)];
  if (one !== undefined && list !== undefined) throw new InputError(`either "${key}" or "${listKey}", not both`);
  if (one !== undefined) return [read(`"${key}"`, one)];
  if (list === undefined) return undefined;
  if (!Array.isArray(list) || list.length === 0) throw new InputError(`"${listKey}" must be a list with something in it`);
  return list.map((entry: unknown, index) => read(`entry ${index + 1} of "${listKey}"`, entry));
}

function matrixOf(name: string, value: unknown): Matrix {
  if (!Array.isArray(value) || value.length === 0) throw new InputError(`${name} must be a list of rows`);
  const rows = value.map((row: unknown) => numbers(`every row of ${name}`, row));
  if (rows.some((row) => row.length !== rows[0]?.length)) throw new InputError(`all rows of ${name} must be of the same length`);
  return rows;
}

/** Which tasks are present in each of the steps. */
function presentOf(value: unknown, steps: readonly BalanceStep[]): BalanceInput['present'] {
  const tasks = [...(steps[0]?.losses ?? []).keys()];
  if (value === undefined) return steps.map(() => tasks);
  const rows: readonly unknown[] = isFlags(value) ? steps.map(() => value) : Array.isArray(value) ? value : [];
  return steps.map((_, step) => {
    const row = rows[step];
    if (rows.length !== steps.length || !isFlags(row) || row.length !== tasks.length || !row.includes(true)) {
      throw new InputError(`"present" must be true or false for each of the ${tasks.length} tasks, or a list of such rows, one for each step, with one true at least`);
    }
    return tasks.filter((task) => row[task]);
  });
}

function isFlags(value: unknown): value is readonly boolean[] {
  return Array.isArray(value) && value.length > 0 && value.every((entry) => typeof entry === 'boolean');
}

/** [tasks][blocks], of a Jacobian with so many columns. */
function reachesOf(value: unknown, tasks: number, columns: number): readonly (readonly boolean[])[] {
  if (!Array.isArray(value) || value.length !== tasks || !value.every(isFlags)) {
    throw new InputError(`"reaches" must be a list of true and false for each of the ${tasks} tasks`);
  }
  const blocks = value[0]?.length ?? 0;
  if (blocks === 0 || blocks > columns || value.some((row) => row.length !== blocks)) {
    throw new InputError(`all rows of "reaches" must be of the same length, one entry for each block of the ${columns} columns`);
  }
  return value;
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function numbers(name: string, value: unknown): readonly number[] {
  if (Array.isArray(value) && value.length > 0 && value.every(isNumber)) return value;
  throw new InputError(`${name} must be a list of finite numbers`);
}

function optional(asked: Readonly<Record<string, unknown>>, key: string, tasks: number): readonly number[] | undefined {
  const value = own(asked, key);
  if (value === undefined) return undefined;
  const given = numbers(`"${key}"`, value);
  if (given.length !== tasks) throw new InputError(`"${key}" must have one number for each of the ${tasks} tasks`);
  return given;
}
